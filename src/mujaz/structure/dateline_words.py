"""The words of datelines: places (lexicon.places), agencies (outlets.toml), the rest (dateline.toml), as patterns."""

import re
from collections.abc import Collection
from functools import cache
from typing import Literal

from mujaz.arabic.normalise import fold_word
from mujaz.lexicon.places import dateline_places
from mujaz.structure.outlets import agencies, outlets
from mujaz.tables import tables, words

_WORDS = "structure/dateline.toml"
Kind = Literal[
    "place", "agency", "outlet", "publisher", "office", "link", "weekday", "label", "source", "remark", "nowhere"
]


@cache
def places() -> frozenset[str]:
    """Folded spellings of what stands in the place of a place: those of lexicon.places, and words that name none."""
    return frozenset(dateline_places()) | nowhere()


@cache
def nowhere() -> frozenset[str]:
    """Folded spellings of words that stand in the place of a place, and name none."""
    return listed("nowhere")


@cache
def listed(kind: Kind) -> frozenset[str]:
    """The folded words of one section of dateline.toml. Raises DataError when there are none."""
    return frozenset(fold_word(word) for entry in tables(_WORDS)[kind] for word in words(entry, "words", _WORDS))


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
