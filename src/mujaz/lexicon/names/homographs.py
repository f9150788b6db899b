"""Names that only a vowel sign or the company of other words tells apart: عمّان is Amman, عمان mostly Oman."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mujaz.arabic.normalise import FoldedText, fold_word
from mujaz.arabic.script import CLITIC, STARTS
from mujaz.lexicon.names.entry import Entry
from mujaz.lexicon.names.kinds import Kind
from mujaz.resources import package_path
from mujaz.tables import read_toml

FILE = "lexicon/names/homographs.toml"


@dataclass(frozen=True, slots=True)
class Homograph:
    """A bare spelling with a second meaning: how that is written, what speaks for it and against it, and its entry.

    signed: the spelling whose sign rules the second meaning out. word: a spelling for the rules that no text has.
    """

    bare: str
    marked: str
    signed: str
    word: str
    near: re.Pattern[str]
    unless: re.Pattern[str]
    entry: Entry
    example: str


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as homographs.toml has it; the head of that file says what each field is."""

    id: str
    ar: FoldedText
    marked: str
    signed: str
    word: str
    near: tuple[str, ...]
    unless: tuple[str, ...]
    english: str
    type: Kind
    example: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What homographs.toml holds."""

    homograph: tuple[Row, ...]


@cache
def homographs() -> dict[str, Homograph]:
    """The shipped homographs by their folded bare spelling."""
    return load(package_path(*FILE.split("/")))


def load(path: Path) -> dict[str, Homograph]:
    """The homographs of a file by their folded bare spelling. Raises DataError."""
    return {row.ar: homograph_of(row) for row in read_toml(path, File).homograph}


def homograph_of(row: Row) -> Homograph:
    """A homograph with its company as patterns and its other meaning as an entry."""
    entry = Entry(row.marked, row.english, row.type, source="homographs.toml")
    near, unless = beginnings(row.near), beginnings(row.unless)
    return Homograph(row.ar, row.marked, row.signed, row.word, near, unless, entry, row.example)


def source() -> str:
    """The data file as text; part of the glossary's version."""
    return package_path(*FILE.split("/")).read_text(encoding="utf-8")


def beginnings(stems: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for words that begin so, clitics allowed, on folded text."""
    return re.compile(rf"{STARTS}{CLITIC}{{0,2}}(?:{'|'.join(map(fold_word, stems))})")


def means_other(written: str, text: str) -> bool:
    """Whether a name as written in `text` has its second meaning: by its sign, else by the company it keeps."""
    for bare, other in homographs().items():
        if bare in fold_word(written):
            if other.marked in written:
                return True
            folded = fold_word(text)
            return other.signed not in written and len(other.near.findall(folded)) > len(other.unless.findall(folded))
    return False


def as_written(entry: Entry, written: str, text: str) -> Entry:
    """The entry that is meant: by the signs of the word as written, else by the company it keeps in `text`."""
    other = homographs().get(fold_word(entry.arabic))
    return other.entry if other and means_other(written, text) else entry
