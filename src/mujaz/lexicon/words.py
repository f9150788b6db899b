"""The word lexicon: which English stems an Arabic stem becomes, and how often (words.tsv, words-press.tsv)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mujaz.errors import DataError
from mujaz.lexicon.stems import arabic_stem, arabic_words, english_stem
from mujaz.resources import package_path

PRESS = (0.88, 0.15)  # kept and chance of a word that was added by hand


@dataclass(frozen=True, slots=True)
class Word:
    """What one Arabic stem becomes. kept, chance: how often a match is seen in good and in unrelated English."""

    english: frozenset[str]
    kept: float
    chance: float


Lexicon = Mapping[str, Word]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The shipped word lexicon, the hand-written press words laid over it. Raises DataError naming file and line."""
    words: dict[str, Word] = {}
    for arabic, english, kept, chance in _rows("words.tsv", 4):
        words[arabic] = Word(frozenset(english.split()), int(kept) / 100, int(chance) / 100)
    for arabic, english in _rows("words-press.tsv", 2):
        added = frozenset(english_stem(word) for word in english.split())
        for stem in {arabic_stem(word) for word in arabic_words(arabic)}:
            known = words.get(stem, Word(frozenset(), *PRESS))
            words[stem] = Word(known.english | added, max(known.kept, PRESS[0]), max(known.chance, PRESS[1]))
    return words


def _rows(name: str, columns: int) -> Iterator[list[str]]:
    path = package_path("lexicon", name)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != columns or not all(cells) or not all(cell.isdigit() for cell in cells[2:]):
            raise DataError(f"{path}, line {number}: not {columns} columns", "restore the shipped file")
        yield cells
