"""names.toml, folded and checked: what the readers of names, dates and places match against."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from mujaz.arabic.normalise import fold_word
from mujaz.lexicon.places import Place, places
from mujaz.resources import package_path
from mujaz.tables import read_toml

Folded = tuple[Annotated[str, fold_word], ...]
FoldedSet = frozenset[Annotated[str, fold_word]]


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that names open with, its English, and how surely it names an event of its own."""

    ar: Folded
    en: str
    weight: float


@dataclass(frozen=True, slots=True)
class Modifier:
    """An adjective of the head; rank: its order in English."""

    ar: Folded
    en: str
    rank: int


@dataclass(frozen=True, slots=True)
class Link:
    """Words that join head and subject."""

    ar: Folded
    en: str


@dataclass(frozen=True, slots=True)
class File:
    """names.toml."""

    head: tuple[Head, ...]
    modifier: tuple[Modifier, ...]
    link: tuple[Link, ...]
    days: dict[str, int]
    weekdays: dict[str, int]
    asides: Folded
    stops: FoldedSet
    verbs: FoldedSet
    press: FoldedSet
    documents: FoldedSet
    hosted: FoldedSet
    passing: FoldedSet
    place_kinds: FoldedSet
    district_kinds: FoldedSet
    whereabouts: FoldedSet


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What readers look up, all folded. heads: noun → (English, weight); modifiers: word → (rank, English)."""

    words: File
    heads: dict[str, tuple[str, float]]
    modifiers: dict[str, tuple[int, str]]
    links: dict[str, str]
    days: dict[str, int]
    weekdays: dict[str, int]
    places: dict[str, Place]


@cache
def lexicon() -> Lexicon:
    """The packaged lexicon. Raises DataError naming file and entry."""
    file = read_toml(package_path("events", "names.toml"), File)
    return Lexicon(
        words=file,
        heads={ar: (head.en, head.weight) for head in file.head for ar in head.ar},
        modifiers={ar: (mod.rank, mod.en) for mod in file.modifier for ar in forms(mod.ar)},
        links={ar: link.en for link in file.link for ar in link.ar},
        days={fold_word(word): value for word, value in file.days.items()},
        weekdays={fold_word(word): value for word, value in file.weekdays.items()},
        places=places(),
    )


def forms(words: Iterable[str]) -> list[str]:
    """Each folded adjective, with and without its article: الدولي, دولي."""
    found = []
    for word in words:
        found.append(word)
        if word.startswith("ال") and " " not in word:
            found.append(word[2:])
    return found


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
