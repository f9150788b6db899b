"""The words of datelines: places (lexicon.places), agencies (outlets.toml), the rest (dateline.toml), as patterns."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Literal

from mujaz.arabic.normalise import FoldedText
from mujaz.lexicon.places import dateline_places
from mujaz.resources import package_path
from mujaz.structure.outlets import agencies, outlets
from mujaz.tables import read_toml

Listed = Literal["office", "publisher", "link", "weekday", "label", "source", "remark", "nowhere", "clock", "of_day"]
Kind = Literal["place", "agency", "outlet"] | Listed


@dataclass(frozen=True, slots=True)
class WordList:
    """An entry of dateline.toml; example: a dateline that holds one of its words."""

    id: str
    words: tuple[FoldedText, ...]
    example: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What dateline.toml holds."""

    office: tuple[WordList, ...]
    publisher: tuple[WordList, ...]
    link: tuple[WordList, ...]
    weekday: tuple[WordList, ...]
    label: tuple[WordList, ...]
    source: tuple[WordList, ...]
    remark: tuple[WordList, ...]
    nowhere: tuple[WordList, ...]
    clock: tuple[WordList, ...]
    of_day: tuple[WordList, ...]


@cache
def read_words() -> File:
    """The packaged dateline.toml as it stands. Raises DataError."""
    return read_toml(package_path("structure", "dateline.toml"), File)


@cache
def places() -> frozenset[str]:
    """Folded spellings of what stands in the place of a place: those of lexicon.places, and words that name none."""
    return frozenset(dateline_places()) | nowhere()


@cache
def nowhere() -> frozenset[str]:
    """Folded spellings of words that stand in the place of a place, and name none."""
    return listed("nowhere")


@cache
def listed(kind: Listed) -> frozenset[str]:
    """The folded words of one section of dateline.toml."""
    lists: tuple[WordList, ...] = getattr(read_words(), kind)
    return frozenset(word for entry in lists for word in entry.words)


@cache
def any_of(kind: Kind) -> re.Pattern[str]:
    """Any of the words of one kind, the longest that fits; letters of an abbreviation may have points between them."""
    if kind == "place":
        spellings: Collection[str] = places()
    elif kind == "agency":
        spellings = agencies().keys()
    elif kind == "outlet":
        spellings = outlet_spellings()
    else:
        spellings = listed(kind)
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    choices = (
        r"[ .]{1,2}".join(map(re.escape, spelling.split())) + r"\.?"
        if " " in spelling and all(len(word) == 1 for word in spelling.split())
        else re.escape(spelling)
        for spelling in longest_first
    )
    return re.compile(rf"(?:{'|'.join(choices)})(?!\w)")


@cache
def numbered_outlets() -> re.Pattern[str]:
    """Outlets with figures in their names."""
    return re.compile("|".join(re.escape(name) for name in outlet_spellings() if re.search(r"\d", name)))


@cache
def outlet_spellings() -> frozenset[str]:
    """Folded Arabic spellings of every outlet, longest forms among them."""
    return frozenset(spelling for outlet in outlets() for spelling in outlet.ar)
