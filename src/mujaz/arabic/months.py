"""Month names of both calendars, from months.toml."""

from dataclasses import dataclass
from functools import lru_cache

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.tables import integer, tables, words

_FILE = "arabic/months.toml"


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month as a name means it. guard: the name is an ordinary word too and needs a day or year beside it."""

    month: int
    hijri: bool
    guard: bool


@lru_cache(maxsize=1)
def month_table() -> dict[str, MonthName]:
    """Return folded name to month, the longest names first. Raises DataError when months.toml is broken."""
    found: dict[str, MonthName] = {}
    for section, hijri in (("gregorian", False), ("hijri", True)):
        for entry in tables(_FILE).get(section, ()):
            month = integer(entry, "month", _FILE)
            if not 1 <= month <= 12:
                raise DataError(f"{_FILE}: {entry['id']}: month {month}", "months count from 1 to 12")
            guards = {fold_word(name) for name in entry.get("guard", ())}
            for name in map(fold_word, words(entry, "names", _FILE)):
                if found.get(name, MonthName(month, hijri, guard=False)).month != month:
                    raise DataError(f"{_FILE}: {entry['id']}: {name} is two months", "keep it in one entry")
                found[name] = MonthName(month, hijri, name in guards)
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def month_names() -> tuple[str, ...]:
    """Return every folded month name, the longest first."""
    return tuple(month_table())
