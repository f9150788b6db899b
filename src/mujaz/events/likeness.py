"""Whether two articles report one event: a score of their facts, found from the two alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from mujaz.events.facts import Facts, same_name
from mujaz.events.words import cosine, covered
from mujaz.resources import package_path
from mujaz.tables import read_toml

TWO_SIDES = ("agreement-signing", "aid", "meeting")  # kinds of which two like texts may tell of different sides
MOST = 3  # numbers, days: more count no more


@dataclass(frozen=True, slots=True)
class Limits:
    """Days within which articles may report one event, and what is taken off where one has no date.

    whole: the mean score of the pairs of two groups from which they are one event; strangers: the least score a pair
    counts with in it.
    """

    window_days: int
    grant_days: int
    undated: float
    whole: float
    strangers: float


@dataclass(frozen=True, slots=True)
class Parts:
    """The weight of each part of the score; the comments in weights.toml say what each is."""

    base: float
    words: float
    first: float
    least_covered: float
    most_covered: float
    near_duplicate: float
    same_name: float
    other_name: float
    sum: float
    quoted: float
    parties: float
    other_parties: float
    other_signers: float
    same_place: float
    other_spot: float
    other_number: float
    other_day: float
    other_kind: float
    day_apart: float


@dataclass(frozen=True, slots=True)
class Scale:
    """full_duplicate: shared share of runs that counts as one text; lasting: kinds that go on for days."""

    full_duplicate: float
    lasting: frozenset[str]
    lasting_share: float


@dataclass(frozen=True, slots=True)
class Weights:
    """weights.toml."""

    limits: Limits
    weight: Parts
    scale: Scale


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two articles are, and the parts of the score that are not nought."""

    score: float
    parts: Mapping[str, float]

    @property
    def linked(self) -> bool:
        """Whether the two report one event."""
        return self.score >= 0

    @property
    def reason(self) -> str:
        """The parts in words, the strongest first."""
        strongest = sorted(self.parts.items(), key=lambda part: -abs(part[1]))
        return ", ".join(f"{name.replace('_', ' ')} {value:+.2f}" for name, value in strongest)


NONE = Likeness(float("-inf"), {})


@cache
def weights() -> Weights:
    """The packaged weights. Raises DataError when one is missing."""
    return read_toml(package_path("events", "weights.toml"), Weights)


def likeness(one: Facts, other: Facts) -> Likeness:
    """The score of one pair, with its parts; NONE when the two are too far apart in time."""
    apart = days_between(one.published or one.day, other.published or other.day)
    if apart is not None and not within_reach(one, other, apart):
        return NONE
    parts = {**alike_in_words(one, other), **alike_in_facts(one, other, apart)}
    parts["base"] = 1.0
    kept = {name: getattr(weights().weight, name) * value for name, value in parts.items()}
    if apart is None:
        kept["undated"] = -weights().limits.undated
    kept = {name: value for name, value in kept.items() if abs(value) >= 0.05}
    return Likeness(sum(kept.values()), kept)


def within_reach(one: Facts, other: Facts, apart: int) -> bool:
    """Whether articles published so many days apart may report one event."""
    limits = weights().limits
    if apart <= limits.window_days or stated_days_apart(one, other) == 0:
        return True
    grant = bool(one.sums & other.sums) and len(one.states & other.states) >= 2
    named = bool(one.name and other.name and same_name(one.name, other.name))
    return apart <= limits.grant_days and (grant or named)


def alike_in_words(one: Facts, other: Facts) -> dict[str, float]:
    """The parts that compare texts, each 0 to 1."""
    covers = covered(one.heading, other.terms), covered(other.heading, one.terms)
    runs = len(one.sketch | other.sketch)
    shared = len(one.sketch & other.sketch) / runs if runs else 0.0
    return {
        "words": cosine(one.terms, other.terms),
        "first": cosine(one.first, other.first),
        "least_covered": min(covers),
        "most_covered": max(covers),
        "near_duplicate": min(shared / weights().scale.full_duplicate, 1.0),
    }


def alike_in_facts(one: Facts, other: Facts, apart: int | None) -> dict[str, float]:
    """The parts that compare what is told: 1 where it holds; days as they are."""
    named = bool(one.name and other.name and same_name(one.name, other.name))
    strangers = bool(one.parties - other.states and other.parties - one.states)
    lasting = bool(one.kinds & other.kinds & weights().scale.lasting)
    days = min(apart or 0, MOST) * (weights().scale.lasting_share if lasting else 1.0)
    return {
        "same_name": named,
        "other_name": bool(one.name and other.name) and not named,
        "sum": bool(one.sums & other.sums),
        "quoted": bool(one.quoted & other.quoted),
        "parties": len(one.states & other.states) >= 2 and bool((one.kinds & other.kinds) - {"statement"}),
        "other_parties": strangers,
        "other_signers": strangers and one.kind == other.kind and one.kind in TWO_SIDES,
        "same_place": bool(one.place) and one.place == other.place,
        "other_spot": one.kind == other.kind == "attack" and apart_in(one.spots, other.spots),
        "other_number": bool(apart) and not lasting and apart_in(one.numbers, other.numbers),
        "other_day": not lasting and bool(stated_days_apart(one, other)),
        "other_kind": apart_in(one.kinds, other.kinds),
        "day_apart": days,
    }


def apart_in(one: frozenset[Any], other: frozenset[Any]) -> bool:
    """Whether both sets have something, and nothing in common."""
    return bool(one and other) and not one & other


def days_between(one: str, other: str) -> int | None:
    """Days between two ISO days; None when one is missing."""
    if len(one) != 10 or len(other) != 10:
        return None
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def stated_days_apart(one: Facts, other: Facts) -> int | None:
    """Days between the days that both texts tell; None when one tells none."""
    if not one.start or not other.start or "inferred" in (one.start.known, other.start.known):
        return None
    return days_between(one.start.value[:10], other.start.value[:10])
