"""Acts of speech and decision on both sides of a translation: who condemns must not become who attacks (acts.toml)."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.script import a_word
from mujaz.resources import package_path
from mujaz.tables import read_toml


def beginning(pattern: str) -> str:
    """The beginning of an English word."""
    return rf"\b(?:{pattern})"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, a translation that keeps its act, and one that loses it."""

    ar: str
    en: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of acts.toml: its verb in folded Arabic, the English words that render it, and an example."""

    id: str
    arabic: Annotated[re.Pattern[str], a_word]
    english: Annotated[re.Pattern[str], beginning]
    example: Example
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What acts.toml holds."""

    act: tuple[Act, ...]


@cache
def acts() -> tuple[Act, ...]:
    """The shipped acts."""
    return load(package_path("checks", "acts.toml"))


def load(path: Path) -> tuple[Act, ...]:
    """The acts of a file. Raises DataError."""
    return read_toml(path, File).act


def lost_acts(arabic: str, english: str) -> str:
    """Which acts of the source the English does not name, in words; empty when none is lost.

    An act counts as kept wherever in the sentence a word for it stands: this finds acts lost or swapped, not moved.
    """
    folded, lower = fold_word(arabic), english.lower()
    lost = []
    for act in acts():
        match = act.arabic.search(folded)
        if match and not act.english.search(lower):
            lost.append(f"{match[0]} = {act.id}")
    return "; ".join(lost)
