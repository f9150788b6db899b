"""places.toml: the words that lead to an event's place, or away from it, as patterns."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from mujaz.resources import package_path
from mujaz.tables import read_toml

Section = Literal["background", "opener", "outlet", "spoken", "audience", "turn", "goal", "court"]


@dataclass(frozen=True, slots=True)
class Words:
    """One entry: a pattern on folded text, with an example that it is found in."""

    id: str
    example: str
    reason: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class File:
    """places.toml."""

    background: tuple[Words, ...]
    opener: tuple[Words, ...]
    outlet: tuple[Words, ...]
    spoken: tuple[Words, ...]
    audience: tuple[Words, ...]
    turn: tuple[Words, ...]
    goal: tuple[Words, ...]
    court: tuple[Words, ...]


@cache
def place_words() -> File:
    """The packaged file. Raises DataError naming the entry."""
    return read_toml(package_path("events", "places.toml"), File)


@cache
def any_of(section: Section) -> re.Pattern[str]:
    """Any of the patterns of a section, as whole words."""
    entries: tuple[Words, ...] = getattr(place_words(), section)
    return re.compile(rf"(?<!\w)[وف]?(?:{'|'.join(entry.pattern.pattern for entry in entries)})(?!\w)")
