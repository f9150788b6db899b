"""kinds.toml: what kinds of events there are, and the Arabic words that tell them apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from mujaz.arabic.normalise import fold_word
from mujaz.resources import package_path
from mujaz.tables import read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind: nouns that head its name, patterns for articles without a named event, an example sentence.

    opens: patterns of the words with which a title or a first sentence begins, asked before all cues. cues: patterns
    found anywhere in title and first sentences. where: "scene" when the page's place is the one in the text, "seat"
    when it is where the acting body sits.
    """

    id: str
    label: str
    example: str
    where: Literal["scene", "seat"]
    names: tuple[Annotated[str, fold_word], ...] = ()
    opens: tuple[re.Pattern[str], ...] = ()
    cues: tuple[re.Pattern[str], ...] = ()
    reason: str = ""


STATEMENT = "statement"
SUBJECT = 7  # words behind "that" among which its verb is looked for


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that report what others say, behind which the act itself stands: "the police said that …"; who does so."""

    id: str
    example: str
    reason: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class File:
    """kinds.toml."""

    kind: tuple[Kind, ...]
    frame: tuple[Frame, ...]
    reporter: tuple[Frame, ...]


@cache
def packaged() -> File:
    """The packaged file. Raises DataError naming the entry."""
    return load(package_path("events", "kinds.toml"))


def kinds() -> tuple[Kind, ...]:
    """The packaged kinds, in the order they are tried."""
    return packaged().kind


def load(path: Path) -> File:
    """Read and check a kinds file. Raises DataError naming the file and the entry."""
    return read_toml(path, File)


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


def kind_of_opening(folded_texts: Iterable[str]) -> str:
    """The kind by the act a text opens with, of the first text that opens with one; "" when none does.

    A text that opens with "X said that …" opens with what was said; where that is no act of a known kind, what X said
    is the act, unless X only reports (the police, a hospital).
    """
    for text in folded_texts:
        frame = next((match for frame in packaged().frame if (match := frame.pattern.match(text))), None)
        for opening in (text, *(tails(text[frame.end() :]) if frame else ())):
            for kind in kinds():
                if any(pattern.match(opening) for pattern in kind.opens):
                    return kind.id
        if frame and not any(entry.pattern.search(frame.group()) for entry in packaged().reporter):
            return STATEMENT
    return ""


def tails(text: str) -> list[str]:
    """A text from each of its first words on: behind "that" the subject stands before the verb."""
    words = text.split()
    return [" ".join(words[at:]) for at in range(min(SUBJECT, len(words)))]


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
