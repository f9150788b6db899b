"""The sums of a sentence that another one replaces: "raised its pledge from $10 million to $14 million"."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from mujaz.arabic.normalise import fold_word
from mujaz.records.statement import Amount
from mujaz.resources import package_path
from mujaz.tables import read_toml


def folded(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of a rule, folded, blanks single."""
    return tuple(map(_folded, words))


def _folded(text: str) -> str:
    return " ".join(fold_word(text).split())


Words = Annotated[tuple[str, ...], folded]


@dataclass(frozen=True, slots=True)
class Previous:
    """Words directly before a sum that make it the earlier one. was: the earlier sum of the example."""

    id: str
    words: Words
    example: str
    was: str
    reason: str


@dataclass(frozen=True, slots=True)
class Raised:
    """Verbs of change, and the words before and behind the first of two sums. counter: no sum is an earlier one."""

    id: str
    verbs: Words
    before: Words
    behind: Words
    example: str
    was: str
    counter: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What previous.toml holds."""

    previous: tuple[Previous, ...]
    raised: tuple[Raised, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules as beginnings and endings of the text around a sum."""

    compared: tuple[str, ...]
    verbs: frozenset[str]
    before: tuple[str, ...]
    behind: tuple[str, ...]


@cache
def read_previous() -> File:
    """The packaged previous.toml as it stands. Raises DataError."""
    return read_toml(package_path("briefing", "previous.toml"), File)


@cache
def rules() -> Rules:
    """The rules of the packaged previous.toml."""
    file = read_previous()
    return Rules(
        tuple(f" {word}" for row in file.previous for word in row.words),
        frozenset(word for row in file.raised for word in row.verbs),
        tuple(f" {word}" for row in file.raised for word in row.before),
        tuple(f"{word} " for row in file.raised for word in row.behind),
    )


def parted(amounts: tuple[Amount, ...], text: str) -> tuple[tuple[Amount, ...], tuple[Amount, ...]]:
    """The sums that hold now, and the earlier ones that they replace; text: the Arabic the sums were found in.

    Where every sum would be an earlier one, none is: a sentence always tells what holds now.
    """
    sums = [amount for amount in amounts if amount.currency != "%"]
    if len(sums) < 2:
        return amounts, ()
    earlier = tuple(amount for amount in sums if is_earlier(amount.ar, text))
    if not earlier or len(earlier) == len(sums):
        return amounts, ()
    return tuple(amount for amount in amounts if amount not in earlier), earlier


def is_earlier(words_of_sum: str, text: str) -> bool:
    """Whether a sum, as it stands in the text, is one that another replaces."""
    before, found, after = text.partition(words_of_sum)
    if not found or not words_of_sum:
        return False
    told, rest = f" {_folded(before)}", f"{_folded(after)} "
    if told.endswith(rules().compared):
        return True
    changed = any(f" {word} " in f"{told} ".replace(" و", " ") for word in rules().verbs)
    return changed and told.endswith(rules().before) and rest.startswith(rules().behind)
