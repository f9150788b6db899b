"""The sets of words of words.toml, by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.resources import package_path
from mujaz.tables import read_toml


@dataclass(frozen=True, slots=True)
class _Set:
    """One set: its words, parted by spaces, and why the code asks for them."""

    id: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class _File:
    """What words.toml holds."""

    set: tuple[_Set, ...]


@cache
def word_sets() -> Mapping[str, frozenset[str]]:
    """Every set by its name, folded. Raises DataError naming the entry at fault."""
    file = read_toml(package_path("statements", "words.toml"), _File)
    return {row.id: frozenset(map(fold_word, row.words.split())) for row in file.set}


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a set. Raises DataError where words.toml has none of this name."""
    found = word_sets().get(name)
    if found is None:
        raise DataError(f"words.toml: no set {name!r}", "known: " + ", ".join(sorted(word_sets())))
    return found
