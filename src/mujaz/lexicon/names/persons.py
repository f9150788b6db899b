"""Persons the glossary does not know: found by title, office or verb of saying, written in English letters by rule."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mujaz.arabic.normalise import FoldedText, fold
from mujaz.arabic.romanise import is_known, romanise
from mujaz.arabic.script import AND, ARTICLE, CLITICS, LETTERS
from mujaz.lexicon.names.entry import Entry, key
from mujaz.lexicon.names.hit import Hit
from mujaz.lexicon.names.lookup import Glossary
from mujaz.lexicon.stems import arabic_stem
from mujaz.lexicon.words import load_lexicon
from mujaz.resources import package_path
from mujaz.tables import read_toml

MOST_WORDS = 6
_WORD = re.compile(rf"[{LETTERS}]+")
_CLITICS = re.compile(rf"^{AND}(?=\w{{3}})")


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name met in a text. start, end: offsets; cue: the table of names.toml that gave it away; english: proposed."""

    start: int
    end: int
    arabic: str
    english: str
    cue: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell something about the word behind them; example: a sentence, finds: the name in it."""

    reason: str
    words: frozenset[FoldedText]
    example: str
    finds: str = ""


@dataclass(frozen=True, slots=True)
class Cues:
    """What persons.toml holds."""

    honorific: Cue
    mister: Cue
    office: Cue
    saying: Cue
    particle: Cue
    never: Cue


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The shipped words that announce names."""
    return load(package_path("lexicon", "names", "persons.toml"))


def load(path: Path) -> Cues:
    """The cues of a file. Raises DataError."""
    return read_toml(path, Cues)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


def find_names(text: str, glossary: Glossary, hits: Sequence[Hit] | None = None) -> tuple[FoundName, ...]:
    """Names of persons that stand in a text and not in the glossary, in order.

    hits: what glossary.find gave for the text, when it is known already.
    """
    folded = fold(text)
    words = [_Token(m.group(), m.start(), m.end()) for m in _WORD.finditer(folded.text)]
    known = glossary.find(text) if hits is None else hits
    spans = [folded.span(w.start, w.end) for w in words]
    covered = [any(h.start < s.end and s.start < h.end for h in known) for s in spans]
    person = [any(h.start < s.end and s.start < h.end and h.entry.type == "person" for h in known) for s in spans]
    found, at = [], 1
    while at < len(words):
        cue = _cue(words, at, folded.text, known, spans[at - 1].end)
        end = _name_end(words, at, folded.text, covered, cue) if cue and not covered[at] else at
        if end > at and not any(person[at:end]):
            arabic = text[spans[at].start : spans[end - 1].end]
            found.append(FoundName(spans[at].start, spans[end - 1].end, arabic, romanise(arabic), cue))
        at = max(end, at + 1)
    return tuple(found)


def _cue(words: Sequence[_Token], at: int, text: str, hits: Sequence[Hit], before: int) -> str:
    """What announces a name at word `at`: a table of names.toml, or "" for nothing."""
    tables = cues()
    if not _near(words, at - 1, text):
        return ""
    last = words[at - 1].text
    bare = _CLITICS.sub("", last)
    if bare in tables.honorific.words or last in tables.honorific.words:
        return "honorific"
    if bare in tables.saying.words and _known(words[at].text):
        return "saying"
    if any(h.end == before and h.entry.type in ("title", "nationality", "body") for h in hits):
        return "office" if _office_before(words, at, hits) else ""
    if any(_CLITICS.sub("", w.text) in tables.office.words for w in words[max(0, at - 3) : at]):
        return "office" if _known(words[at].text) else ""
    return ""


def _office_before(words: Sequence[_Token], at: int, hits: Sequence[Hit]) -> bool:
    """Whether one of the five words before is an office, so that a body or nationality here belongs to it."""
    offices = cues().office.words
    if any(_CLITICS.sub("", w.text) in offices for w in words[max(0, at - 5) : at]):
        return True
    return any(h.entry.type == "title" for h in hits)


def _near(words: Sequence[_Token], first: int, text: str) -> bool:
    """Whether only blanks (or the slash of فخامة الرئيس/) stand between a word and the next."""
    return set(text[words[first].end : words[first + 1].start]) <= set(" ./")


def _name_end(words: Sequence[_Token], start: int, text: str, covered: Sequence[bool], cue: str) -> int:
    """The word behind a name that begins at `start`; `start` when no name stands there."""
    tables = cues()
    end, solid = start, 0
    while end < len(words) and end - start < MOST_WORDS and not covered[end]:
        word = words[end].text
        if end > start and text[words[end - 1].end : words[end].start] != " ":
            break
        if word in tables.particle.words:
            end += 1
            continue
        after_mister = end == start and _CLITICS.sub("", words[start - 1].text) in tables.mister.words
        fits = (after_mister and _no_noun(word)) or _may_be_name(word, first=end == start)
        if word in tables.never.words or not fits:
            break
        solid += 1
        end += 1
    while end > start and words[end - 1].text in tables.particle.words:
        end -= 1
    wanted = 1 if cue == "honorific" else 2
    return end if solid >= wanted else start


def _may_be_name(word: str, *, first: bool) -> bool:
    """A word that has a usual English spelling as a name, or that no lexicon knows as a common word."""
    if len(word) < 3:
        return False
    if _known(word):
        return True
    clitic = word[0] in CLITICS and _known(word[1:]) and not first
    if clitic or (word[0] == "س" and word[1] in "يتن" and len(word) > 4):  # سيحضر: he will attend
        return False
    common = load_lexicon().get(arabic_stem(word))
    return (common is None or common.name) and word not in cues().office.words


def _no_noun(word: str) -> bool:
    """Right behind "Mr." any word is a name that has no article and is no office: السيد مختار, but السيد رئيس."""
    return len(word) > 2 and not word.startswith(ARTICLE) and word not in cues().office.words


@lru_cache(maxsize=20_000)
def _known(word: str) -> bool:
    return is_known(word)


def all_hits(text: str, glossary: Glossary) -> tuple[Hit, ...]:
    """What `Glossary.find` gives, and persons that are in no glossary, romanised by rule; in order of the text."""
    found = glossary.find(text)
    return tuple(sorted((*found, *name_hits(text, glossary, found)), key=lambda hit: hit.start))


def name_hits(text: str, glossary: Glossary, hits: Sequence[Hit] | None = None) -> tuple[Hit, ...]:
    """The unknown names as hits with an entry of their own, for masking and enforcing like the others."""
    return tuple(
        Hit(n.start, n.end, Entry(n.arabic, n.english, "person", note="romanised by rule", source=n.cue))
        for n in find_names(text, glossary, hits)
    )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An unknown name, how often it was met, and the first sentence it was met in."""

    arabic: str
    english: str
    count: int
    sentence: str

    def row(self) -> str:
        """A glossary line, ready to be approved: the sentence stands in the note."""
        note = f"met {self.count} times: {' '.join(self.sentence.split())}"
        return "\t".join((self.arabic, "", self.english, "person", note, "romanised by rule, to be approved"))


def suggestions(sentences: Sequence[str], glossary: Glossary) -> list[Suggestion]:
    """Unknown names of some sentences, the most frequent first; spellings that fold alike count as one.

    A name of one word is none: approved, it would turn every حسن ("good") of every text into a person.
    """
    met: dict[tuple[str, ...], list[tuple[str, str, str]]] = {}
    for sentence in sentences:
        for name in find_names(sentence, glossary):
            if len(name.arabic.split()) < 2:
                continue
            met.setdefault(key(name.arabic), []).append((name.arabic, name.english, sentence))
    found = [Suggestion(first[0][0], first[0][1], len(first), first[0][2]) for first in met.values()]
    return sorted(found, key=lambda s: (-s.count, s.arabic))
