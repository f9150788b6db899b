"""English wordings compared: whether a name or term stands in a translation, whatever its case, hyphens or spelling."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from mujaz.lexicon.english_words import ARTICLES, PREPOSITIONS
from mujaz.lexicon.names.entry import Entry
from mujaz.lexicon.names.kinds import NAMES
from mujaz.lexicon.stems import english_stem

_WORD = re.compile(r"[a-z0-9]+")
_SPELLINGS = (
    (re.compile(r"\bco-?op"), "coop"),
    (re.compile(r"\bco-?ord"), "coord"),
    (re.compile(r"isation"), "ization"),
    (re.compile(r"ising\b"), "izing"),
    (re.compile(r"ised\b"), "ized"),
    (re.compile(r"programmes?\b"), "program"),
    (re.compile(r"\bcentre"), "center"),
    (re.compile(r"defence"), "defense"),
    (re.compile(r"(behav|fav|lab|neighb|hon|endeav)our"), r"\1or"),
    (re.compile(r"counter-?terror"), "counter terror"),
)
_SMALL = PREPOSITIONS | {"and", "against"}
_NO_PLURAL = frozenset({"is", "as", "his", "this", "its", "us", "was", "has"})
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "ß": "ss", "đ": "d", "’": "'", "‘": "'"})


@lru_cache(maxsize=20_000)
def plain(english: str, *, stems: bool = False) -> str:
    """A wording reduced to what counts: lower-case words with single spaces, a space at both ends.

    Articles, hyphens, apostrophes, accents and the difference between -ise and -ize, programme and program go; with
    `stems` also the plural s, so that terms match in either number.
    """
    text = unicodedata.normalize("NFKD", english).lower().translate(_LETTERS)
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"'s\b", "", text).replace("'", "").replace("u.s.", "us").replace("u.n.", "un")
    for pattern, put in _SPELLINGS:
        text = pattern.sub(put, text)
    words = (w for w in _WORD.findall(text) if w not in ARTICLES)
    if stems:
        words = (_singular(w) for w in words)
    return f" {' '.join(words)} "


def _singular(word: str) -> str:
    if word in _NO_PLURAL or len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def spoken_forms(english: str) -> Iterator[str]:
    """The ways to write one form: "Name (ABC)" may stand whole, without the bracket, or as the letters alone."""
    yield english
    bracket = re.fullmatch(r"(.+?) \(([^()]+)\)(.*)", english)
    if bracket:
        yield (bracket[1] + bracket[3]).strip()
        if re.fullmatch(r"[A-Z][A-Za-z0-9-]*[A-Z0-9]", bracket[2]):
            yield bracket[2]


@lru_cache(maxsize=20_000)
def accepted(entry: Entry) -> tuple[str, ...]:
    """The plain wordings that let an entry count as translated: approved, admitted, with and without brackets."""
    stems = entry.type not in NAMES
    forms = (f for form in (entry.english, *entry.admitted) for f in spoken_forms(form))
    return tuple(dict.fromkeys(plain(form, stems=stems) for form in forms))


@lru_cache(maxsize=20_000)
def _content(entry: Entry) -> tuple[frozenset[str], ...]:
    """The stems of each wording that lets a term of several words count as translated."""
    parts = (form.split() for form in accepted(entry))
    return tuple(frozenset(english_stem(w) for w in words if w not in _SMALL) for words in parts if len(words) > 1)


class Wording:
    """An English text prepared once for many questions."""

    def __init__(self, english: str) -> None:
        """Reduce the text to its plain wording, with and without stems."""
        self.text = english
        self.exact = plain(english)
        self.stems = plain(english, stems=True)

    def stands(self, entry: Entry) -> bool:
        """Whether the approved form of an entry, or one that passes, stands in the text.

        The words of a term may stand apart: "security, stability and peace" holds "security and stability".
        """
        if entry.type in NAMES:
            return any(form in self.exact for form in accepted(entry))
        if any(form in self.stems for form in accepted(entry)):
            return True
        return any(words <= self._words for words in _content(entry))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(english_stem(word) for word in self.stems.split())

    def count(self, forms: Iterable[str]) -> int:
        """How often one of the plain forms stands in the text, the longest counted first."""
        text, found = self.exact, 0
        for form in sorted(forms, key=len, reverse=True):
            found += text.count(form)
            text = text.replace(form, "  ")
        return found
