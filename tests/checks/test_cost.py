"""The retry choice: the checks decide, misleading faults weigh more, the earlier wins among equals."""

import pytest

from mujaz.checks.cost import choose, cost
from mujaz.records.translation import Check


def checks(**failed: str) -> tuple[Check, ...]:
    return tuple(Check(name, ok=False, detail=detail) for name, detail in failed.items())


def test_the_sound_candidate_wins() -> None:
    assert choose([("a", checks(quotes="unbalanced")), ("b", (Check("quotes", ok=True),))]) == 1


def test_a_wrong_number_is_worse_than_a_missing_quote() -> None:
    assert choose([("a", checks(numbers="15")), ("b", checks(quotes="x", terms="y"))]) == 1


def test_the_earlier_wins_among_equals() -> None:
    assert choose([("a", checks(names="x")), ("b", checks(names="y"))]) == 0


def test_every_missing_name_counts() -> None:
    assert cost(checks(names="missing: a; b")) > cost(checks(names="missing: a"))


def test_nothing_to_choose_from() -> None:
    with pytest.raises(ValueError, match="empty"):
        choose([])
