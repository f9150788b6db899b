"""Names that only a vowel sign or the company of other words tells apart: عمّان is Amman, عمان mostly Oman."""

import re
from dataclasses import dataclass
from functools import cache

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.lexicon.names.entry import Entry
from mujaz.resources import package_path
from mujaz.tables import tables, words

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


@cache
def homographs() -> dict[str, Homograph]:
    """The homographs by their folded bare spelling. Raises DataError naming what an entry lacks."""
    found = {}
    for item in tables(FILE)["homograph"]:
        try:
            entry = Entry(item["marked"], item["english"], item["type"], source="homographs.toml")
            found[fold_word(item["ar"])] = Homograph(
                fold_word(item["ar"]),
                item["marked"],
                item["signed"],
                item["word"],
                beginnings(words(item, "near", FILE)),
                beginnings(words(item, "unless", FILE)),
                entry,
                item["example"],
            )
        except KeyError as error:
            raise DataError(f"homographs.toml: an entry lacks {error}", "compare it with its neighbours") from error
    return found


def source() -> str:
    """The data file as text; part of the glossary's version."""
    return package_path(*FILE.split("/")).read_text(encoding="utf-8")


def beginnings(stems: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for words that begin so, clitics allowed, on folded text."""
    return re.compile(rf"(?<![ء-ي])[وفبلك]{{0,2}}(?:{'|'.join(map(fold_word, stems))})")


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
