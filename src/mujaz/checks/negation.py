"""Denials on both sides of a translation: lost when the Arabic denies and the English does not, or gained."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.resources import package_path

KINDS = ("not_denying", "strong", "without", "half", "weak", "english_strong", "english_weak")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with the example it must match."""

    kind: str
    pattern: re.Pattern[str]
    example: str


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The shipped rules. Raises DataError when the file breaks its format."""
    path = package_path("checks", "negation.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    found = []
    for kind, entries in tables.items():
        if kind not in KINDS:
            raise DataError(f"{path}: unknown table {kind}", f"use one of {', '.join(KINDS)}")
        for entry in entries:
            if set(entry) != {"pattern", "example", "reason"}:
                raise DataError(f"{path}: a {kind} entry lacks a field", "give pattern, example and reason")
            found.append(Rule(kind, re.compile(entry["pattern"]), entry["example"]))
    return tuple(found)


@lru_cache(maxsize=8)
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in rules() if rule.kind == kind))


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
