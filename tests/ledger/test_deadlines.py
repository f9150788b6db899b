from datetime import date

import pytest
from tests.support.commitments import commitment, money

from mujaz.errors import UsageError
from mujaz.ledger.deadlines import Days, days_of, deadlines, overdue, range_of, soon, within
from mujaz.ledger.ledger import build
from mujaz.records.article import When
from mujaz.records.digest import Commitment

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("2027-02", date(2027, 2, 1), date(2027, 2, 28)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("../2025-06", None, date(2025, 6, 30)),
        ("2026/..", date(2026, 1, 1), None),
        ("2024/2026", date(2024, 1, 1), date(2026, 12, 31)),
        ("2019-05-16/2019-05-17", date(2019, 5, 16), date(2019, 5, 17)),
        ("P3Y", None, None),
        ("2027-13", None, None),
    ],
)
def test_the_days_of_a_deadline(value: str, first: date | None, last: date | None) -> None:
    assert days_of(value) == (first, last)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2027", (date(2027, 1, 1), date(2027, 12, 31))),
        ("2027-01..2027-06", (date(2027, 1, 1), date(2027, 6, 30))),
        ("..2027-06", (None, date(2027, 6, 30))),
        ("2027-06..", (date(2027, 6, 1), None)),
        ("30d", (TODAY, date(2026, 12, 23))),
        ("2027-01-15", (date(2027, 1, 15), date(2027, 1, 15))),
    ],
)
def test_ranges_as_people_write_them(text: str, days: Days) -> None:
    assert range_of(text, TODAY) == days


@pytest.mark.parametrize("text", ["", "..", "soon", "2027-13", "2027-06..2027-01", "2027..x"])
def test_what_is_no_range_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="2027-03"):
        range_of(text, TODAY)


def due(*made: Commitment) -> list[tuple[str, date]]:
    return [(found.entry.commitment.id, found.last) for found in deadlines(build(made))]


def test_an_extended_deadline_moves_and_is_due_once() -> None:
    first = commitment("2026-01-10", deadline=When("../2026", "year"), status="none")
    later = commitment("2026-11-10", deadline=When("../2027", "year"), status="none")
    assert due(first, later) == [(later.id, date(2027, 12, 31))]


def test_a_report_without_the_deadline_does_not_take_it_away() -> None:
    first = commitment("2026-01-10", deadline=When("../2026", "year"), status="none")
    again = commitment("2026-11-10", status="none")
    assert due(first, again) == [(first.id, date(2026, 12, 31))]


def test_the_period_of_a_sum_ends_too() -> None:
    yearly = commitment("2026-01-10", amounts=money(15e6, per="year", period="2024/2026"))
    assert due(yearly) == [(yearly.id, date(2026, 12, 31))]


def test_what_is_paid_whole_is_due_no_more_and_what_is_paid_in_part_still_is() -> None:
    pledge = commitment("2026-01-10", amounts=money(65e6), how_much="$65 million", deadline=When("../2026", "year"))
    part = commitment("2026-05-10", amounts=money(10e6), how_much="$10 million", status="paid")
    whole = commitment("2026-05-10", amounts=money(65e6), how_much="$65 million", status="paid")
    (found,) = deadlines(build([pledge, part]))
    assert found.paid == "$10 million of $65 million reported paid"
    assert due(pledge, whole) == []


def test_soon_and_overdue() -> None:
    wells, roofs, roads = ("حفر آبار جديدة للرعاة", "ترميم سقوف المدارس القديمة", "شق طرق جبلية طويلة")
    made = deadlines(build([
        commitment("2026-01-01", wells, article="a", deadline=When("2026-10", "month"), status="none"),
        commitment("2026-01-01", roofs, article="b", deadline=When("2027-01-31", "day"), status="none"),
        commitment("2026-01-01", roads, article="c", deadline=When("2028", "year"), status="none"),
    ]))  # fmt: skip
    assert [found.entry.commitment.article for found in overdue(made, TODAY)] == ["a"]
    assert [found.entry.commitment.article for found in within(made, soon(TODAY))] == ["b"]
