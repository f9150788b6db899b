"""Places and States: places.tsv, folded and checked."""

from dataclasses import dataclass
from functools import cache

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.resources import package_path


@dataclass(frozen=True, slots=True)
class Place:
    """A city or country: the Arabic as listed, English, and the country of a city."""

    ar: str
    english: str
    country: str

    @property
    def full(self) -> str:
        """For readers: "Doha, Qatar"; "Kuwait"."""
        return f"{self.english}, {self.country}" if self.country else self.english


@cache
def places() -> dict[str, Place]:
    """places.tsv: folded spelling → Place. Raises DataError naming the line."""
    path = package_path("lexicon", "places.tsv")
    found: dict[str, Place] = {}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != 3 or not cells[0] or not cells[1]:
            raise DataError(f"{path}: entry {number} needs arabic, english, country", "three columns, tab between")
        spellings = cells[0].split("|")
        for spelling in spellings:
            found[fold_word(spelling)] = Place(spellings[0], cells[1], cells[2])
    return found
