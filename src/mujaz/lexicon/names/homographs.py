"""Entries that only a vowel sign or the company of other words tells apart: عمّان is Amman, عمان mostly Oman."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.lexicon.names.entry import Entry
from mujaz.resources import package_path

FILE = ("lexicon", "names", "homographs.toml")


@dataclass(frozen=True, slots=True)
class Homograph:
    """A bare spelling with a second meaning: how that is written, what speaks for it and against it, and its entry."""

    bare: str
    marked: str
    near: re.Pattern[str]
    unless: re.Pattern[str]
    entry: Entry
    example: str


@cache
def homographs() -> dict[str, Homograph]:
    """The homographs by their folded bare spelling. Raises DataError naming what an entry lacks."""
    found = {}
    for item in tomllib.loads(source())["homograph"]:
        try:
            entry = Entry(item["marked"], item["english"], item["type"], source="homographs.toml")
            found[fold_word(item["ar"])] = Homograph(
                fold_word(item["ar"]),
                item["marked"],
                beginnings(item["near"]),
                beginnings(item["unless"]),
                entry,
                item["example"],
            )
        except KeyError as error:
            raise DataError(f"homographs.toml: an entry lacks {error}", "compare it with its neighbours") from error
    return found


def source() -> str:
    """The data file as text; part of the glossary's version."""
    return package_path(*FILE).read_text(encoding="utf-8")


def beginnings(words: list[str]) -> re.Pattern[str]:
    """A pattern for words that begin so, clitics allowed, on folded text."""
    return re.compile(rf"(?<![ء-ي])[وفبلك]{{0,2}}(?:{'|'.join(map(fold_word, words))})")


def as_written(entry: Entry, written: str, text: str) -> Entry:
    """The entry that is meant: by the signs of the word as written, else by the company it keeps in `text`."""
    other = homographs().get(fold_word(entry.arabic))
    if other is None:
        return entry
    folded = fold_word(text)
    marked = other.marked in written
    near = other.near.search(folded) and not other.unless.search(folded)
    return other.entry if marked or near else entry
