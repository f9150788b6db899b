"""Which of several translations of one sentence is shown: the one the checks find least wrong with."""

from collections.abc import Sequence

from mujaz.records.translation import Check

# What a failed check costs. A wrong name, number or denial misleads; a missing quotation mark does not.
WEIGHTS = {
    "empty": 100,
    "copy": 60,
    "leftover": 25,
    "loops": 20,
    "numbers": 12,
    "figure": 12,
    "denied": 12,
    "object": 12,
    "act": 11,
    "negation": 10,
    "coverage": 9,
    "addition": 9,
    "homograph": 9,
    "verb": 8,
    "twice": 8,
    "opening": 8,
    "grammar": 8,
    "names": 8,
    "length": 6,
    "sentences": 5,
    "terms": 2,
    "quotes": 1,
}
UNKNOWN = 5  # the cost of a check that has no weight here


def cost(checks: Sequence[Check]) -> int:
    """What the failed checks of one candidate add up to; 0 when all passed. Every missing name counts."""
    total = 0
    for check in checks:
        if not check.ok:
            faults = 1 + check.detail.count("; ") if check.name in ("names", "numbers") else 1
            total += WEIGHTS.get(check.name, UNKNOWN) * faults
    return total


def choose(candidates: Sequence[tuple[str, Sequence[Check]]]) -> int:
    """The index of the best of some candidates (text, checks): least cost, among equals the earlier.

    Raises ValueError when there is none to choose from.
    """
    return min(range(len(candidates)), key=lambda index: (cost(candidates[index][1]), index))
