"""Watch-lists: which lines are on a list of mujaz.toml.

Words are found in the Arabic and in the English, whatever their article, clitic or plural ending: in Arabic by the
stems of the ledger, in English without a final "s".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.script import ARABIC_SIGN
from mujaz.job.settings import WatchSettings
from mujaz.ledger.ledger import main_amount
from mujaz.ledger.rules import stem
from mujaz.records.digest import Commitment

WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Told:
    """What a watch-list is held against. actors: English and Arabic names. text: English and Arabic. value: the sum."""

    actors: str
    text: str
    place: str = ""
    value: float = 0.0
    currency: str = ""


def of_commitment(commitment: Commitment, place: str = "") -> Told:
    """A commitment as a watch-list sees it. place: of the event or article, if known."""
    amount = main_amount(commitment)
    return Told(
        f"{commitment.actor} {commitment.actor_ar}",
        f"{commitment.what} {commitment.ar} {commitment.addressee}",
        place,
        amount.value if amount else 0.0,
        amount.currency if amount else "",
    )


def fits(watch: WatchSettings, told: Told) -> bool:
    """Whether a line is on a watch-list."""
    return (
        (not watch.actors or _any_in(watch.actors, told.actors))
        and (not watch.words or _any_in(watch.words, told.text))
        and (not watch.places or _any_in(watch.places, f"{told.place} . {told.text}"))
        and told.value >= watch.least
        and (not watch.least or not watch.currency or told.currency == watch.currency.upper())
    )


def lists_of(watches: Iterable[WatchSettings], told: Told) -> tuple[str, ...]:
    """The names of the watch-lists that a line is on."""
    return tuple(watch.name for watch in watches if fits(watch, told))


def _any_in(wanted: Iterable[str], text: str) -> bool:
    words = _stems(text)
    return any(_holds(words, _stems(phrase)) for phrase in wanted)


def _holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    length = len(phrase)
    return bool(length) and any(words[i : i + length] == phrase for i in range(len(words) - length + 1))


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in WORD.findall(fold_word(text).lower())]


def _stem(word: str) -> str:
    if ARABIC_SIGN.search(word):
        return stem(word)
    return word.removesuffix("'s").removesuffix("s") if len(word) > 3 else word
