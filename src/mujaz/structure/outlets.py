"""The outlets that Mujaz knows by name: news agencies, broadcasters, newspapers, ministries (outlets.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mujaz.arabic.normalise import FoldedText
from mujaz.errors import DataError
from mujaz.resources import package_path
from mujaz.tables import read_toml


@dataclass(frozen=True, slots=True)
class Outlet:
    """One entry of outlets.toml. agency: a dateline may name it.

    desks: places it dates its reports from wherever the event was.
    """

    id: str
    en: str
    ar: tuple[FoldedText, ...]
    example: str
    reason: str
    domains: tuple[str, ...] = ()
    agency: bool = False
    desks: tuple[FoldedText, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """What outlets.toml holds."""

    outlet: tuple[Outlet, ...]


@cache
def outlets() -> tuple[Outlet, ...]:
    """All outlets of the packaged outlets.toml. Raises DataError."""
    return load(package_path("structure", "outlets.toml"))


def load(path: Path) -> tuple[Outlet, ...]:
    """The outlets of a file. Raises DataError when two entries share a spelling or a domain."""
    found = read_toml(path, File).outlet
    seen: set[str] = set()
    for outlet in found:
        for key in (*(f"ar {name}" for name in sorted(set(outlet.ar))), *(f"domain {d}" for d in outlet.domains)):
            if key in seen:
                raise DataError(f"{path.name}: {outlet.id}: {key} is given twice", "keep one of them")
            seen.add(key)
    return found


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
def desks() -> Mapping[str, frozenset[str]]:
    """Folded places of the desk by English outlet name."""
    return {outlet.en: frozenset(outlet.desks) for outlet in outlets()}
