"""wordings.toml, loaded once and checked: reporting prefixes, short names, check words, currencies, outlets."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from mujaz.arabic.normalise import FoldedText
from mujaz.resources import package_path
from mujaz.tables import read_toml

SUBJECT = r"(?:(?!that\b|which\b)[^\s,.:;]+ ){1,9}?"


def with_subject(pattern: str) -> str:
    """A pattern with {subject} written out, small and capital letters alike."""
    return "(?i)" + pattern.replace("{subject}", SUBJECT)


@dataclass(frozen=True, slots=True)
class Prefix:
    """An opening that only reports who speaks; example and gives are its test."""

    id: str
    pattern: Annotated[re.Pattern[str], with_subject]
    example: str
    gives: str
    reason: str


@dataclass(frozen=True, slots=True)
class Short:
    """An English name too long for the head of a bullet, and what is written there."""

    long: str
    short: str


@dataclass(frozen=True, slots=True)
class Check:
    """How a failed check is said on the page."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Currency:
    """How a sum in one currency is written; {value} stands for the figure. example: five million of it."""

    code: str
    form: str
    example: str


@dataclass(frozen=True, slots=True)
class OutletKind:
    """What an outlet is, by the Arabic around its name; {name} stands for the name."""

    ar: FoldedText
    form: str

    def __post_init__(self) -> None:
        if "{name}" not in self.ar or "{name}" not in self.form:
            raise ValueError("{name} is missing")


@dataclass(frozen=True, slots=True)
class OutletWord:
    """A common word of outlet names, in Latin letters."""

    ar: FoldedText
    en: str


@dataclass(frozen=True, slots=True)
class File:
    """What wordings.toml holds."""

    prefix: tuple[Prefix, ...]
    report: tuple[Prefix, ...]
    short: tuple[Short, ...]
    check: tuple[Check, ...]
    currency: tuple[Currency, ...]
    outlet_kind: tuple[OutletKind, ...]
    outlet_word: tuple[OutletWord, ...]
    within: tuple[FoldedText, ...]
    within_anywhere: tuple[FoldedText, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything in wordings.toml, by what it is looked up with."""

    prefixes: tuple[Prefix, ...]
    reports: tuple[Prefix, ...]
    short: dict[str, str]
    checks: dict[str, str]
    currencies: dict[str, str]
    outlets: dict[str, str]
    outlet_kinds: tuple[tuple[str, str], ...]
    within: re.Pattern[str]


@cache
def words() -> Words:
    """The packaged wordings.toml."""
    return load(package_path("english", "wordings.toml"))


def load(path: Path) -> Words:
    """Read and check a file of wordings. Raises DataError naming the file and the entry."""
    file = read_toml(path, File)
    return Words(
        file.prefix,
        file.report,
        {row.long: row.short for row in file.short},
        {row.name: row.says for row in file.check},
        {row.code: row.form for row in file.currency},
        {row.ar: row.en for row in file.outlet_word},
        tuple((row.ar, row.form) for row in file.outlet_kind),
        re.compile(rf"^(?:في )?(?:{'|'.join(file.within)})|{'|'.join(file.within_anywhere)}"),
    )
