"""Common words of two readings (homographs.toml): which one the company of a word asks for, and which one came out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from mujaz.arabic.normalise import fold, fold_word
from mujaz.arabic.script import AND, BY
from mujaz.errors import DataError
from mujaz.resources import package_path
from mujaz.tables import read_tables

FILE = "homographs.toml"
FIELDS = frozenset(("id", "arabic", "wrong", "right", "example", "shows", "says", "reason"))
MAY = frozenset(("needed", "instead"))


@dataclass(frozen=True, slots=True)
class Homograph:
    """One reading of a word. instead: (pattern of the word inside the match, what the model is given for it) or None.

    needed: a rendering without any of the right words is as suspect as one with a wrong word.
    """

    id: str
    arabic: re.Pattern[str]
    wrong: re.Pattern[str]
    right: re.Pattern[str]
    needed: bool
    instead: tuple[re.Pattern[str], str] | None
    example: str
    shows: str
    says: str


@cache
def homographs() -> tuple[Homograph, ...]:
    """The shipped readings. Raises DataError naming the entry that breaks the format."""
    return load(package_path("checks", FILE))


def load(path: Path) -> tuple[Homograph, ...]:
    """Read a file of readings. Raises DataError naming the entry."""
    return tuple(homograph_of(entry, path) for entry in read_tables(path).get("word", ()))


def homograph_of(entry: Mapping[str, Any], path: Path) -> Homograph:
    """One entry with its patterns compiled."""
    where = f"{path.name}: {entry['id']}"
    if not FIELDS <= set(entry) <= FIELDS | MAY:
        raise DataError(f"{where}: wrong fields", f"give {', '.join(sorted(FIELDS))}, and needed or instead")
    try:
        instead = entry.get("instead")
        return Homograph(
            id=entry["id"],
            arabic=re.compile(rf"(?<!\w){AND}?{BY}?(?:{entry['arabic']})(?!\w)"),
            wrong=re.compile(rf"\b(?:{entry['wrong']})"),
            right=re.compile(rf"\b(?:{entry['right']})"),
            needed=bool(entry.get("needed")),
            instead=(re.compile(instead["word"]), instead["by"]) if instead else None,
            example=entry["example"],
            shows=entry["shows"],
            says=entry["says"],
        )
    except (re.error, KeyError, TypeError) as error:
        raise DataError(f"{where}: {error}", "correct the pattern") from error


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
            inner = word.instead[0].search(folded.text, *match.span()) if word.instead else None
            if word.instead and inner:
                place = folded.span(*inner.span())
                arabic = arabic[: place.start] + word.instead[1] + arabic[place.end :]
    return arabic
