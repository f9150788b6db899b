"""kinds.toml: what kinds of events there are, and the Arabic words that tell them apart."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.resources import package_path

FIELDS = {"id", "label", "names", "cues", "example", "reason"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: nouns that head its name, patterns for articles without a named event, an example sentence."""

    id: str
    label: str
    names: tuple[str, ...]
    cues: tuple[re.Pattern[str], ...]
    example: str


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
        names = tuple(fold_word(name) for name in entry["names"])
        found.append(Kind(entry["id"], entry["label"], names, cues, entry["example"]))
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


def kind_of_text(folded_text: str) -> str:
    """The kind of an article without a named event, by title and first sentences; "other" when nothing tells."""
    for kind in kinds():
        if any(cue.search(folded_text) for cue in kind.cues):
            return kind.id
    return "other"
