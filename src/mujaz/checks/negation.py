"""Denials on both sides of a translation: lost when the Arabic denies and the English does not, or gained."""

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from mujaz.arabic.normalise import fold_word
from mujaz.resources import package_path
from mujaz.tables import read_toml


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over folded Arabic, or over English in small letters, with an example it must be found in."""

    id: str
    pattern: re.Pattern[str]
    example: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What negation.toml holds; the head of that file says what each kind is."""

    not_denying: tuple[Rule, ...]
    strong: tuple[Rule, ...]
    without: tuple[Rule, ...]
    half: tuple[Rule, ...]
    weak: tuple[Rule, ...]
    english_strong: tuple[Rule, ...]
    english_weak: tuple[Rule, ...]


KINDS = tuple(field.name for field in fields(Rules))


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The shipped rules."""
    return load(package_path("checks", "negation.toml"))


def load(path: Path) -> Rules:
    """The rules of a file. Raises DataError."""
    return read_toml(path, Rules)


@lru_cache(maxsize=8)
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in getattr(rules(), kind)))


@dataclass(frozen=True, slots=True)
class Denials:
    """How often a pair denies. sure: لم لا ليس; without: دون; half: غير عدم; perhaps: words that may."""

    sure: int
    without: int
    half: int
    perhaps: int
    english: int
    english_half: int


def denials(arabic: str, english: str) -> Denials:
    """Count the denials of a source and its translation."""
    folded = fold_word(arabic)
    bare = _pattern("not_denying").sub(" ", folded)
    lower = english.lower().replace("’", "'")
    return Denials(
        len(_pattern("strong").findall(bare)),
        len(_pattern("without").findall(bare)),
        len(_pattern("half").findall(bare)),
        len(_pattern("weak").findall(folded)),
        len(_pattern("english_strong").findall(lower)),
        len(_pattern("english_weak").findall(lower)),
    )


def polarity(arabic: str, english: str) -> str:
    """What is wrong with the denials of a translation, in words; empty when nothing is.

    Lost: the Arabic denies for certain more often than the English does, counting "without" and "un-" only where no
    دون or غير asks for them. Gained: the English says "not" more often than the Arabic denies in any way.
    """
    found = denials(arabic, english)
    spare = max(0, found.english_half - found.half - found.without)
    if found.sure > found.english + spare:
        return "the Arabic denies, the English does not"
    if found.without > found.english_half + max(0, found.english - found.sure):
        return "the Arabic says without, the English does not"
    if found.english > found.sure + found.without + found.half + found.perhaps:
        return "the English denies, the Arabic does not"
    return ""
