"""Reads the data files of this package: TOML tables of entries, each with an id, an example and a reason."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mujaz.errors import DataError
from mujaz.resources import package_path

Entry = Mapping[str, Any]
COMMON = ("id", "example", "reason")


def read_tables(path: Path) -> Mapping[str, tuple[Entry, ...]]:
    """Return the arrays of tables of a TOML file, checked.

    Every entry needs a text for `id` (used once), `example` and `reason`. Raises DataError naming file and entry.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path.name}: cannot be read ({error})", "reinstall mujaz, or mend the file") from error
    seen: set[str] = set()
    for section, entries in raw.items():
        if not isinstance(entries, list):
            raise DataError(f"{path.name}: {section} is no list of entries", f"write [[{section}]]")
        for number, entry in enumerate(entries, 1):
            where = f"{path.name}: [[{section}]] {number} ({entry.get('id', 'without id')})"
            for field in COMMON:
                if not isinstance(entry.get(field), str) or not entry[field].strip():
                    raise DataError(f"{where}: no {field}", "every entry has an id, an example and a reason")
            if entry["id"] in seen:
                raise DataError(f"{where}: id used twice", "give it another id")
            seen.add(entry["id"])
    return MappingProxyType({name: tuple(entries) for name, entries in raw.items()})


@lru_cache(maxsize=16)
def tables(name: str) -> Mapping[str, tuple[Entry, ...]]:
    """Return the tables of a data file of the package, e.g. tables("arabic/months.toml"); read once."""
    return read_tables(package_path(*name.split("/")))


def words(entry: Entry, field: str, name: str) -> tuple[str, ...]:
    """Return a non-empty list of texts of an entry; raises DataError otherwise."""
    value = entry.get(field)
    if not isinstance(value, list) or not value or not all(isinstance(w, str) and w.strip() for w in value):
        raise DataError(f"{name}: {entry['id']}: {field} is no list of words", f'write {field} = ["..."]')
    return tuple(value)


def integer(entry: Entry, field: str, name: str) -> int:
    """Return a whole number of an entry; raises DataError otherwise."""
    value = entry.get(field)
    if not isinstance(value, int) or isinstance(value, bool):
        raise DataError(f"{name}: {entry['id']}: {field} is no whole number", f"write {field} = 1")
    return value
