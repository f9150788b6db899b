"""The words of datelines: places (places.toml), agencies (outlets.toml) and the rest (dateline.toml), as patterns."""

import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import Literal

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.structure.outlets import agencies
from mujaz.tables import Entry, tables, words

_PLACES, _WORDS = "structure/places.toml", "structure/dateline.toml"
Kind = Literal["place", "agency", "office", "link", "weekday", "label", "source", "remark"]


@cache
def places() -> frozenset[str]:
    """Folded spellings of what stands in the place of a place. Raises DataError when one is given twice."""
    spellings = [spelling for entry in tables(_PLACES)["place"] for spelling in _names(entry)]
    return _folded([*spellings, *(name for entry in tables(_PLACES)["nowhere"] for name in _nowhere(entry))])


@cache
def nowhere() -> frozenset[str]:
    """Folded spellings of words that stand in the place of a place, and name none."""
    return _folded(name for entry in tables(_PLACES)["nowhere"] for name in _nowhere(entry))


@cache
def listed(kind: Kind) -> frozenset[str]:
    """The folded words of one section of dateline.toml. Raises DataError when there are none."""
    return frozenset(fold_word(word) for entry in tables(_WORDS)[kind] for word in words(entry, "words", _WORDS))


@cache
def any_of(kind: Kind) -> re.Pattern[str]:
    """Any of the words of one kind, the longest that fits; letters of an abbreviation may have points between them."""
    spellings: Collection[str] = listed(kind) if kind not in {"place", "agency"} else ()
    if kind == "place":
        spellings = places()
    elif kind == "agency":
        spellings = agencies().keys()
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    choices = (
        r"[ .]{1,2}".join(map(re.escape, spelling.split())) + r"\.?"
        if " " in spelling and all(len(word) == 1 for word in spelling.split())
        else re.escape(spelling)
        for spelling in longest_first
    )
    return re.compile(rf"(?:{'|'.join(choices)})(?!\w)")


def _names(entry: Entry) -> list[str]:
    """The spellings of one region: lists by handle."""
    names = entry.get("names")
    if not isinstance(names, dict) or not names:
        raise DataError(f"{_PLACES}: {entry['id']}: no names", 'write [place.names] and lines like doha = ["…"]')
    return [name for handle in names for name in words({**names, "id": entry["id"]}, handle, _PLACES)]


def _nowhere(entry: Entry) -> tuple[str, ...]:
    return words(entry, "names", _PLACES)


def _folded(spellings: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for spelling in spellings:
        folded = fold_word(spelling)
        if folded in found:
            raise DataError(f"{_PLACES}: {spelling} is given twice", "keep one of them")
        found.add(folded)
    return frozenset(found)
