"""The sums of a sentence that another one replaces: "raised its pledge from $10 million to $14 million"."""

from functools import cache

from mujaz.arabic.normalise import fold_word
from mujaz.records.statement import Amount
from mujaz.tables import tables, words

FILE = "briefing/previous.toml"


def parted(amounts: tuple[Amount, ...], text: str) -> tuple[tuple[Amount, ...], tuple[Amount, ...]]:
    """The sums that hold now, and the earlier ones that they replace; text: the Arabic the sums were found in.

    Where every sum would be an earlier one, none is: a sentence always tells what holds now.
    """
    sums = [amount for amount in amounts if amount.currency != "%"]
    if len(sums) < 2:
        return amounts, ()
    earlier = tuple(amount for amount in sums if _is_previous(amount.ar, text))
    if not earlier or len(earlier) == len(sums):
        return amounts, ()
    return tuple(amount for amount in amounts if amount not in earlier), earlier


def _is_previous(words_of_sum: str, text: str) -> bool:
    before, found, after = text.partition(words_of_sum)
    if not found or not words_of_sum:
        return False
    told, rest = f" {_folded(before)}", f"{_folded(after)} "
    after_compare, verbs, start, end = _rules()
    if told.endswith(after_compare):
        return True
    changed = any(f" {word} " in f"{told} ".replace(" و", " ") for word in verbs)
    return changed and told.endswith(start) and rest.startswith(end)


@cache
def _rules() -> tuple[tuple[str, ...], frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Endings of what stands before an earlier sum; verbs of change, and the words around the first of two sums."""
    data = tables(FILE)
    compared = {f" {_folded(word)}" for entry in data["previous"] for word in words(entry, "words", FILE)}
    verbs = {_folded(word) for entry in data["raised"] for word in words(entry, "verbs", FILE)}
    start = {f" {_folded(word)}" for entry in data["raised"] for word in words(entry, "from", FILE)}
    end = {f"{_folded(word)} " for entry in data["raised"] for word in words(entry, "to", FILE)}
    return tuple(sorted(compared)), frozenset(verbs), tuple(sorted(start)), tuple(sorted(end))


def _folded(text: str) -> str:
    return " ".join(fold_word(text).split())
