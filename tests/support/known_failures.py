"""The list of what is known to come out wrong: tests/known_failures.toml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from mujaz.tables import read_toml


@dataclass(frozen=True, slots=True)
class Sentence:
    """An invented sentence, and what should be made of it."""

    id: str
    of: Literal["actor", "predicate", "dates"]
    ar: str
    wanted: str
    reason: str


@dataclass(frozen=True, slots=True)
class Name:
    """An Arabic name, and its spelling."""

    id: str
    ar: str
    wanted: str
    reason: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A predicate and what the model writes behind it, and both as one phrase."""

    id: str
    english: str
    rest: str
    wanted: str
    reason: str


@dataclass(frozen=True, slots=True)
class Press:
    """A case of the press set."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What known_failures.toml holds."""

    sentence: tuple[Sentence, ...] = ()
    name: tuple[Name, ...] = ()
    joined: tuple[Joined, ...] = ()
    press: tuple[Press, ...] = ()


@cache
def known_failures() -> File:
    """The list as it stands."""
    return read_toml(Path(__file__).resolve().parent.parent / "known_failures.toml", File)
