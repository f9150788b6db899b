"""kinds.toml: what kinds of events there are, and the Arabic words that tell them apart."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.resources import package_path

FIELDS = {"id", "label", "names", "cues", "example", "reason", "where"}
WHERE = ("scene", "seat")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: nouns that head its name, patterns for articles without a named event, an example sentence.

    where: "scene" when the page's place is the one in the text, "seat" when it is where the acting body sits.
    """

    id: str
    label: str
    names: tuple[str, ...]
    cues: tuple[re.Pattern[str], ...]
    example: str
    where: str


@cache
def kinds() -> tuple[Kind, ...]:
    """The packaged kinds, in the order they are tried."""
    return load(package_path("events", "kinds.toml"))


def load(path: Path) -> tuple[Kind, ...]:
    """Read and check a kinds file. Raises DataError naming the file and the entry."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["kind"]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"cannot read {path}: {error}", "correct the file") from error
    found = []
    for entry in entries:
        if set(entry) != FIELDS:
            raise DataError(f"{path}: [[kind]] {entry.get('id', '?')} needs {', '.join(sorted(FIELDS))}", "complete it")
        try:
            cues = tuple(re.compile(cue) for cue in entry["cues"])
        except re.error as error:
            raise DataError(f"{path}: [[kind]] {entry['id']}: {error}", "correct the pattern") from error
        if entry["where"] not in WHERE:
            raise DataError(f"{path}: [[kind]] {entry['id']}: where = {entry['where']!r}", "write scene or seat")
        names = tuple(fold_word(name) for name in entry["names"])
        found.append(Kind(entry["id"], entry["label"], names, cues, entry["example"], entry["where"]))
    return tuple(found)


def kind_label(kind: str) -> str:
    """The English label of a kind for readers."""
    return next((known.label for known in kinds() if known.id == kind), "News report")


def kind_of_name(folded_name: str) -> str:
    """The kind of a named event by the noun its name opens with; "" when no kind knows it."""
    known = [(len(noun), kind.id) for kind in kinds() for noun in kind.names if opens_with(folded_name, noun)]
    return max(known, key=lambda pair: pair[0])[1] if known else ""


def opens_with(text: str, noun: str) -> bool:
    """True when the text opens with the noun, as a whole word."""
    return text == noun or text.startswith(noun + " ")


def kind_of_text(folded_text: str, unless: str = "") -> str:
    """The kind of an article without a named event, by title and first sentences; "other" when nothing tells.

    unless: the id of a kind that counts as nothing; then "" is the answer where only it, or none, tells.
    """
    for kind in kinds():
        if any(cue.search(folded_text) for cue in kind.cues):
            return "" if kind.id == unless else kind.id
    return "" if unless else "other"


def kinds_of_text(folded_text: str) -> frozenset[str]:
    """Every kind whose cues a text has."""
    return frozenset(kind.id for kind in kinds() if any(cue.search(folded_text) for cue in kind.cues))


def takes_place(kind: str) -> bool:
    """Whether an event of this kind has a scene of its own; else it happens where the acting body sits."""
    return any(known.id == kind and known.where == "scene" for known in kinds())
