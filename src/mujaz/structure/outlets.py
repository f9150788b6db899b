"""The outlets that Mujaz knows by name: news agencies, broadcasters, newspapers, ministries (outlets.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.tables import Entry, tables, words

_FILE = "structure/outlets.toml"


@dataclass(frozen=True, slots=True)
class Outlet:
    """One entry of outlets.toml; ar: folded spellings. agency: a dateline may name it.

    desks: folded places it dates its reports from wherever the event was.
    """

    id: str
    en: str
    ar: tuple[str, ...]
    domains: tuple[str, ...] = ()
    agency: bool = False
    desks: tuple[str, ...] = ()


@cache
def outlets() -> tuple[Outlet, ...]:
    """All outlets. Raises DataError when an entry is incomplete or two entries share a spelling or a domain."""
    found = tuple(map(_outlet, tables(_FILE)["outlet"]))
    seen: set[str] = set()
    for outlet in found:
        for key in (*(f"ar {name}" for name in sorted(set(outlet.ar))), *(f"domain {d}" for d in outlet.domains)):
            if key in seen:
                raise DataError(f"{_FILE}: {outlet.id}: {key} is given twice", "keep one of them")
            seen.add(key)
    return found


def _outlet(entry: Entry) -> Outlet:
    en, agency = entry.get("en"), entry.get("agency", False)
    if not isinstance(en, str) or not en.strip():
        raise DataError(f"{_FILE}: {entry['id']}: no en", "give the name that readers see")
    if not isinstance(agency, bool):
        raise DataError(f"{_FILE}: {entry['id']}: agency {agency!r}", "write agency = true, or leave it out")
    spellings = tuple(map(fold_word, words(entry, "ar", _FILE)))
    domains = words(entry, "domains", _FILE) if entry.get("domains") else ()
    desks = tuple(map(fold_word, words(entry, "desks", _FILE))) if entry.get("desks") else ()
    return Outlet(entry["id"], en, spellings, domains, agency, desks)


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
