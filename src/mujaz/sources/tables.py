"""The data files of this package, loaded once and checked: places, outlets, words of datelines."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.resources import package_path


@dataclass(frozen=True, slots=True)
class Outlet:
    """One row of outlets.toml; ar: folded spellings."""

    id: str
    en: str
    ar: tuple[str, ...]
    domains: tuple[str, ...] = ()
    agency: bool = False


def load(name: str) -> dict[str, Any]:
    """One data file of this package. Raises DataError."""
    path = package_path("sources", "data", name)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: {error}", "correct the file") from error


@cache
def outlets() -> tuple[Outlet, ...]:
    """All outlets. Raises DataError when a row is incomplete or two rows share an id, a spelling or a domain."""
    found: list[Outlet] = []
    seen: set[str] = set()
    for row in load("outlets.toml").get("outlet", []):
        try:
            outlet = Outlet(
                row["id"], row["en"], tuple(fold_word(name) for name in row["ar"]), tuple(row.get("domains", ())),
                bool(row.get("agency", False)),
            )  # fmt: skip
        except (KeyError, TypeError) as error:
            raise DataError(f"outlets.toml: {row!r} lacks {error}", "give id, en and ar") from error
        for key in (f"id {outlet.id}", *{f"ar {name}" for name in outlet.ar}, *(f"domain {d}" for d in outlet.domains)):
            if key in seen:
                raise DataError(f"outlets.toml: {key} is given twice", "keep one of them")
            seen.add(key)
        found.append(outlet)
    return tuple(found)


@cache
def outlet_names() -> Mapping[str, str]:
    """English name by folded Arabic spelling, and by English name in lower case."""
    names = {spelling: outlet.en for outlet in outlets() for spelling in outlet.ar}
    return names | {outlet.en.lower(): outlet.en for outlet in outlets()}


@cache
def agencies() -> Mapping[str, str]:
    """English name by folded spelling, of the agencies that datelines name."""
    return {spelling: outlet.en for outlet in outlets() if outlet.agency for spelling in outlet.ar}


@cache
def domains() -> Mapping[str, str]:
    """English outlet name by domain."""
    return {domain: outlet.en for outlet in outlets() for domain in outlet.domains}


@cache
def places() -> frozenset[str]:
    """Folded spellings of the places that datelines name. Raises DataError when one is given twice."""
    return _folded(spelling for table in load("places.toml").values() for names in table.values() for spelling in names)


@cache
def nowhere() -> frozenset[str]:
    """Folded spellings of words that stand in the place of a place, and name none."""
    return _folded(spelling for names in load("places.toml")["nowhere"].values() for spelling in names)


@cache
def words(name: str) -> frozenset[str]:
    """One list of dateline.toml, folded."""
    return frozenset(fold_word(word) for word in load("dateline.toml")[name])


def _folded(spellings: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for spelling in spellings:
        folded = fold_word(spelling)
        if folded in found:
            raise DataError(f"places.toml: {spelling} is given twice", "keep one of them")
        found.add(folded)
    return frozenset(found)
