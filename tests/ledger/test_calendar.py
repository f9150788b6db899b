from datetime import date, timedelta
from typing import Any

from icalendar import Calendar
from tests.support.commitments import FUND, commitment, money

from mujaz.ledger.calendar import calendar
from mujaz.ledger.deadlines import deadlines
from mujaz.ledger.ledger import build
from mujaz.records.article import When
from mujaz.records.digest import Commitment


def pledge(day: str = "2026-11-10", until: str = "../2027-02", **given: Any) -> Commitment:
    return commitment(day, amounts=money(65e6), how_much="$65 million", deadline=When(until, "month"), **given)


def read(*made: Commitment, base: str = "") -> Any:
    return Calendar.from_ical(calendar(deadlines(build(made)), "Deadlines", base))


def test_one_all_day_event_a_deadline_on_its_last_day() -> None:
    (event,) = read(pledge(review=True), base="https://mujaz.example").walk("VEVENT")
    assert event["dtstart"].dt == date(2027, 2, 28)
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
    assert str(event["summary"]) == "Due: Qatar – will support the water fund ($65 million)"
    assert FUND in event["description"]
    assert "CHECK" in event["description"]
    assert event["url"] == "https://mujaz.example/ledger.html"


def test_the_identity_stays_when_the_deadline_is_extended() -> None:
    (before,) = read(pledge()).walk("VEVENT")
    (after,) = read(pledge(), pledge("2026-12-20", "../2028")).walk("VEVENT")
    assert before["uid"] == after["uid"]
    assert after["dtstart"].dt == date(2028, 12, 31)


def test_text_cannot_break_out_of_its_line() -> None:
    made = read(commitment("2026-11-10", ar="نص", deadline=When("2027", "year"), status="none"))
    assert len(made.walk("VEVENT")) == 1
    evil = commitment("2026-11-10", deadline=When("2027", "year"), status="none", actor="A\nEND:VEVENT\nX;Y,Z")
    (event,) = read(evil).walk("VEVENT")
    assert "X;Y,Z" in str(event["summary"])


def test_the_same_ledger_gives_the_same_bytes_and_no_deadline_an_empty_calendar() -> None:
    made = deadlines(build([pledge()]))
    assert calendar(made, "D") == calendar(made, "D")
    assert Calendar.from_ical(calendar((), "D")).walk("VEVENT") == []
