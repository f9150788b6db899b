"""Finding glossary entries in Arabic text: folded, whole words, clitics allowed, the longest match first."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mujaz.arabic.normalise import Folded, fold
from mujaz.arabic.script import ARTICLE, CONJUNCTIONS, PREPOSITIONS, TO_THE
from mujaz.lexicon.names.entry import Entry, key, read, to_tsv, tokens
from mujaz.lexicon.names.hit import Hit
from mujaz.lexicon.names.homographs import as_written, source
from mujaz.lexicon.names.strangers import Reverse
from mujaz.resources import package_path

if TYPE_CHECKING:
    from mujaz.lexicon.names.accepted import Wording

SHIPPED = ("lexicon", "names", "glossary.tsv")
_GAP = frozenset(" \u00a0«»\"'‹›-–/(")  # what may stand between two words of one name
_CLOSING = {"«": "»", "(": ")", '"': '"'}
_DEFINITE = frozenset({"title", "term", "nationality", "body", "document", "event"})  # may gain an article
_END = ""  # the key under which a node of the trie keeps its entry

Node = dict[str, "Node | Entry | None"]


class Glossary:
    """Entries ready for searching. Later entries win over earlier ones with the same spelling."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Build the search tree; `entries` in order of rising authority (shipped first, the user's last)."""
        self._trie: Node = {}
        by_key: dict[tuple[str, ...], Entry] = {}
        for entry in entries:
            for spelling in (entry.arabic, *entry.variants):
                by_key[key(spelling)] = entry
            for phrase in entry.excluded:
                self._add(key(phrase), None)
        self._by_key = by_key
        for spelt, entry in by_key.items():
            self._add(spelt, entry)
        self.entries: tuple[Entry, ...] = tuple(dict.fromkeys(by_key.values()))
        """Every entry that can still be found, none twice."""
        self.version: str = hashlib.sha256((to_tsv(self.entries) + source()).encode()).hexdigest()[:12]
        """Twelve hex digits that change with the content; part of the translation memory's key."""

    def _add(self, spelt: tuple[str, ...], entry: Entry | None) -> None:
        node = self._trie
        for word in spelt:
            child = node.setdefault(word, {})
            assert isinstance(child, dict)
            node = child
        node[_END] = entry

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, arabic: str) -> Entry | None:
        """The entry spelt so, up to folding; clitics are not cut off."""
        return self._by_key.get(key(arabic))

    def english(self, name_ar: str) -> str | None:
        """The approved English of a name or term standing alone, clitics allowed; None when it is not known."""
        entry = self.get(name_ar)
        if entry is None:
            whole = len(name_ar.strip())
            hits = [h for h in self.find(name_ar.strip()) if h.end == whole and h.start == len(h.clitics)]
            entry = hits[0].entry if hits else None
        return as_written(entry, name_ar, name_ar).english if entry else None

    def find(self, text: str) -> tuple[Hit, ...]:
        """Every entry in the text, in its order. Where matches overlap the longest, then the earliest, is kept."""
        return tuple(self._hits(text, settled=True))

    def find_all(self, text: str) -> tuple[Hit, ...]:
        """Every entry in the text, those inside longer ones too."""
        return tuple(self._hits(text, settled=False))

    def strangers(self, source_ar: str, wording: "Wording") -> tuple[str, ...]:
        """Names of this glossary that stand in an English text though nothing in the Arabic accounts for them."""
        return self._reverse.strangers(self.find_all(source_ar), source_ar, wording)

    @cached_property
    def _reverse(self) -> Reverse:
        return Reverse(self.entries)

    def _hits(self, text: str, *, settled: bool) -> Iterator[Hit]:
        folded = fold(text)
        words = [(m.group().casefold(), m.start(), m.end()) for m in tokens(folded.text)]
        found = list(self._matches(words, folded))
        if settled:
            found = _settled(found)
        for match in sorted(found, key=lambda m: (m.start, -m.length)):
            if match.entry is not None:
                end = _closed(folded.text, match.start, words[match.first + match.length - 1][2])
                span = folded.span(match.start, end)
                entry = as_written(match.entry, text[span.start : span.end], text)
                yield Hit(span.start, span.end, entry, match.clitics)

    def _matches(self, words: Sequence[tuple[str, int, int]], folded: Folded) -> Iterator["_Match"]:
        """For every word and every reading of it, the longest entry (or excluded phrase) that begins there."""
        breaks = [not _GAP.issuperset(folded.text[a[2] : b[1]]) for a, b in pairwise(words)]
        for first, (word, start, _) in enumerate(words):
            for bare, clitics, definite in readings(word):
                longest = self._longest(bare, words, first, breaks)
                if longest is None:
                    continue
                count, entry = longest
                if definite and (entry is None or entry.type not in _DEFINITE):
                    continue
                if entry is not None and count == 1 and clitics and not _safe(entry, bare, clitics):
                    continue
                yield _Match(count, first, start + len(clitics), entry, clitics)

    def _longest(
        self, bare: str, words: Sequence[tuple[str, int, int]], first: int, breaks: Sequence[bool]
    ) -> tuple[int, Entry | None] | None:
        """The longest entry that begins with `bare` in place of word `first`: its number of words, and the entry."""
        node = self._trie.get(bare)
        best: tuple[int, Entry | None] | None = None
        at = first
        while isinstance(node, dict):
            if _END in node:
                entry = node[_END]
                assert not isinstance(entry, dict)
                best = (at - first + 1, entry)
            if at + 1 >= len(words) or breaks[at]:
                break
            at += 1
            node = node.get(words[at][0])
        return best


class _Match(NamedTuple):
    """An entry, or None for an excluded phrase, that begins at word `first` and is `length` words long."""

    length: int
    first: int
    start: int
    entry: Entry | None
    clitics: str


def _closed(text: str, start: int, end: int) -> int:
    """The end of a match, with the closing mark of a bracket or quotation that was opened inside it."""
    for opening, closing in _CLOSING.items():
        inside = text[start:end]
        opened = inside.count(opening) % 2 if opening == closing else inside.count(opening) - inside.count(closing)
        if opened > 0 and text[end : end + 1] == closing:
            return end + 1
    return end


def _settled(found: Iterable[_Match]) -> list[_Match]:
    """Of matches that overlap the longest, then the earliest, then the one with fewest clitics."""
    taken: set[int] = set()
    kept = []
    for match in sorted(found, key=lambda m: (-m.length, m.first, len(m.clitics))):
        span = range(match.first, match.first + match.length)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(match)
    return kept


def readings(word: str) -> Iterator[tuple[str, str, bool]]:
    """What a word may be without its clitics: (rest, clitics cut off, whether the cut took an article with it).

    >>> [bare for bare, _, _ in readings("وللأمم")]
    ['وللأمم', 'للأمم', 'لأمم', 'الأمم', 'اللأمم', 'أمم']
    """
    yield word, "", False
    heads = [(word, "")]
    if len(word) > 3 and word[0] in CONJUNCTIONS:
        heads.append((word[1:], word[0]))
        yield word[1:], word[0], False
    for rest, cut in heads:
        if len(rest) > 3 and rest[0] in PREPOSITIONS:
            yield rest[1:], cut + rest[0], False
        if len(rest) > 4 and rest.startswith(TO_THE):
            yield ARTICLE + rest[2:], cut + "ل", False
            yield "الل" + rest[2:], cut + "ل", False
            yield rest[2:], cut + TO_THE, True
        if len(rest) > 4 and rest.startswith(ARTICLE):
            yield rest[2:], cut + ARTICLE, True
        elif len(rest) > 5 and rest[0] in "بك" and rest.startswith(ARTICLE, 1):
            yield rest[3:], cut + rest[:3], True


def _safe(entry: Entry, bare: str, clitics: str) -> bool:
    """Whether a single short word may lose clitics: و in وتر or ك in كمال is more often part of the word."""
    if clitics == ARTICLE:
        return True
    return len(bare) >= (4 if "ك" in clitics or entry.type == "person" else 3)


def load_glossary(paths: Iterable[Path] = ()) -> Glossary:
    """The shipped glossary with the user's files laid over it, later files over earlier. Raises DataError."""
    entries = read(package_path(*SHIPPED))
    for path in paths:
        entries += read(path)
    return Glossary(entries)
