"""names.toml, folded and checked: what the readers of names, dates and places match against."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.lexicon.places import Place, places
from mujaz.resources import package_path


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything folded. heads: noun → (English, weight); modifiers: word → (rank, English); links: word → English."""

    heads: dict[str, tuple[str, float]]
    modifiers: dict[str, tuple[int, str]]
    links: dict[str, str]
    asides: tuple[str, ...]
    stops: frozenset[str]
    verbs: frozenset[str]
    press: frozenset[str]
    documents: frozenset[str]
    hosted: frozenset[str]
    passing: frozenset[str]
    place_kinds: frozenset[str]
    district_kinds: frozenset[str]
    whereabouts: frozenset[str]
    days: dict[str, int]
    weekdays: dict[str, int]
    places: dict[str, Place]


@cache
def lexicon() -> Lexicon:
    """The packaged lexicon. Raises DataError naming file and entry."""
    path = package_path("events", "names.toml")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        heads = {fold_word(ar): (e["en"], float(e["weight"])) for e in data["head"] for ar in e["ar"]}
        modifiers = {ar: (int(e["rank"]), str(e["en"])) for e in data["modifier"] for ar in forms(e["ar"])}
        links = {fold_word(ar): str(e["en"]) for e in data["link"] for ar in e["ar"]}
        sets = {
            key: frozenset(map(fold_word, data[key]))
            for key in ("stops", "verbs", "press", "documents", "hosted", "passing", "place_kinds", "district_kinds", "whereabouts")
        }
        days = {fold_word(word): int(value) for word, value in data["days"].items()}
        weekdays = {fold_word(word): int(value) for word, value in data["weekdays"].items()}
        asides = tuple(map(fold_word, data["asides"]))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"{path}: {error}", "correct the entry; the comments in the file say what it needs") from error
    return Lexicon(heads, modifiers, links, asides, days=days, weekdays=weekdays, places=places(), **sets)


def forms(words: list[str]) -> list[str]:
    """Each adjective folded, with and without its article: الدولي, دولي."""
    found = []
    for word in map(fold_word, words):
        found.append(word)
        if word.startswith("ال") and " " not in word:
            found.append(word[2:])
    return found


def alternatives(words: Any) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
