"""Month names of both calendars, from months.toml."""

from dataclasses import dataclass
from functools import lru_cache

from mujaz.arabic.normalise import FoldedText
from mujaz.errors import DataError
from mujaz.resources import package_path
from mujaz.tables import read_toml


@dataclass(frozen=True, slots=True)
class Month:
    """An entry of months.toml; guard: names that are ordinary words too. value: what the example gives."""

    id: str
    month: int
    names: tuple[FoldedText, ...]
    example: str
    value: str
    reason: str
    guard: tuple[FoldedText, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"month {self.month}: months count from 1 to 12")


@dataclass(frozen=True, slots=True)
class File:
    """What months.toml holds."""

    gregorian: tuple[Month, ...]
    hijri: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month as a name means it. guard: the name is an ordinary word too and needs a day or year beside it."""

    month: int
    hijri: bool
    guard: bool


@lru_cache(maxsize=1)
def read_months() -> File:
    """The packaged months.toml as it stands. Raises DataError when it is broken."""
    return read_toml(package_path("arabic", "months.toml"), File)


@lru_cache(maxsize=1)
def month_table() -> dict[str, MonthName]:
    """Folded name to month, the longest names first. Raises DataError when months.toml is broken."""
    found: dict[str, MonthName] = {}
    for rows, hijri in ((read_months().gregorian, False), (read_months().hijri, True)):
        for row in rows:
            for name in row.names:
                if name in found and found[name].month != row.month:
                    raise DataError(f"months.toml: {row.id}: {name} is two months", "keep it in one entry")
                found[name] = MonthName(row.month, hijri, name in row.guard)
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def month_names() -> tuple[str, ...]:
    """Every folded month name, the longest first."""
    return tuple(month_table())
