"""Common words of two readings (homographs.toml): which one the company of a word asks for, and which one came out."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated

from mujaz.arabic.normalise import fold, fold_word
from mujaz.arabic.script import AND, BY
from mujaz.resources import package_path
from mujaz.tables import read_toml


def in_arabic(pattern: str) -> str:
    """The pattern of a word under its conjunctions and prepositions."""
    return rf"(?<!\w){AND}?{BY}?(?:{pattern})(?!\w)"


def in_english(pattern: str) -> str:
    """The pattern of beginnings of words."""
    return rf"\b(?:{pattern})"


@dataclass(frozen=True, slots=True)
class Instead:
    """The word inside the match, and what the model is given for it."""

    word: re.Pattern[str]
    by: str


@dataclass(frozen=True, slots=True)
class Homograph:
    """One reading of a word; the head of homographs.toml says what each field is.

    needed: a rendering without any of the right words is as suspect as one with a wrong word.
    """

    id: str
    arabic: Annotated[re.Pattern[str], in_arabic]
    wrong: Annotated[re.Pattern[str], in_english]
    right: Annotated[re.Pattern[str], in_english]
    example: str
    shows: str
    says: str
    reason: str
    needed: bool = False
    instead: Instead | None = None


@dataclass(frozen=True, slots=True)
class File:
    """What homographs.toml holds."""

    word: tuple[Homograph, ...]


@cache
def homographs() -> tuple[Homograph, ...]:
    """The shipped readings. Raises DataError naming the entry that breaks the format."""
    return load(package_path("checks", "homographs.toml"))


def load(path: Path) -> tuple[Homograph, ...]:
    """Read a file of readings. Raises DataError naming the entry."""
    return read_toml(path, File).word


@lru_cache(maxsize=4096)
def readings(folded: str) -> tuple[tuple[Homograph, int, int], ...]:
    """The words of two readings in a folded text, with their places; kept, since a text is checked several times."""
    found = ((word, word.arabic.search(folded)) for word in homographs())
    return tuple((word, *match.span()) for word, match in found if match)


def misread(arabic: str, english: str) -> str:
    """The words of the Arabic whose English has the other reading, with what came out; "" when none is found."""
    folded, lower = fold_word(arabic), english.lower()
    found = []
    for word, start, end in readings(folded):
        if word.right.search(lower):
            continue
        if wrong := word.wrong.search(lower):
            found.append(f"{folded[start:end]} read as “{wrong[0]}”")
        elif word.needed:
            found.append(f"{folded[start:end]} not found in the English")
    return "; ".join(found)


def respelt(arabic: str) -> str:
    """The Arabic for the model: where a reading is certain and the model errs, the other word that means the same."""
    wanted = [word for word, _, _ in readings(fold_word(arabic)) if word.instead]
    for word in wanted:
        folded = fold(arabic)
        for match in reversed(list(word.arabic.finditer(folded.text))):
            inner = word.instead.word.search(folded.text, *match.span()) if word.instead else None
            if word.instead and inner:
                place = folded.span(*inner.span())
                arabic = arabic[: place.start] + word.instead.by + arabic[place.end :]
    return arabic
