"""The word lexicon: which English stems an Arabic stem becomes, and how often (words.tsv, words-press.tsv)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from mujaz.lexicon.stems import arabic_stem, arabic_words, english_stem
from mujaz.resources import package_path
from mujaz.tables import read_tsv

PRESS = (0.88, 0.15)  # kept and chance of a word that was added by hand


@dataclass(frozen=True, slots=True)
class Word:
    """What one Arabic stem becomes. kept, chance: how often a match is seen in good and in unrelated English.

    name: it mostly becomes a proper name.
    """

    english: frozenset[str]
    kept: float
    chance: float
    name: bool = False


Lexicon = Mapping[str, Word]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of words.tsv; english: stems with spaces between; kept, chance: of a hundred; name: "x" or ""."""

    arabic: str
    english: str
    kept: int
    chance: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class PressRow:
    """A line of words-press.tsv: words, not stems yet."""

    arabic: str
    english: str


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The shipped word lexicon, the hand-written press words laid over it. Raises DataError naming file and line."""
    words: dict[str, Word] = {}
    for row in read_tsv(package_path("lexicon", "words.tsv"), Row):
        words[row.arabic] = Word(frozenset(row.english.split()), row.kept / 100, row.chance / 100, bool(row.name))
    for line in read_tsv(package_path("lexicon", "words-press.tsv"), PressRow):
        added = frozenset(english_stem(word) for word in line.english.split())
        for stem in {arabic_stem(word) for word in arabic_words(line.arabic)}:
            known = words.get(stem, Word(frozenset(), *PRESS))
            words[stem] = Word(known.english | added, max(known.kept, PRESS[0]), max(known.chance, PRESS[1]))
    return words
