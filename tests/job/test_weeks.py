from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.errors import ConfigError, UsageError
from mujaz.job.weeks import Week, day_in, last_complete, zone_of

DOHA = ZoneInfo("Asia/Qatar")


@pytest.mark.parametrize(
    ("day", "week"),
    [("2024-12-30", "2025-W01"), ("2021-01-03", "2020-W53"), ("2024-11-04", "2024-W45"), ("2027-01-03", "2026-W53")],
)
def test_weeks_at_the_turn_of_the_year(day: str, week: str) -> None:
    assert str(Week.of(date.fromisoformat(day))) == week


def test_a_week_begins_on_monday_and_ends_on_sunday() -> None:
    week = Week.parse("2024-W45")
    assert (week.monday, week.sunday) == (date(2024, 11, 4), date(2024, 11, 10))


@pytest.mark.parametrize("text", ["2024-W00", "2024-W54", "2023-W53", "24-W05", "2024-45", "last", ""])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="2024-W45"):
        Week.parse(text)


def test_weeks_may_be_written_without_hyphen() -> None:
    assert Week.parse(" 2024w05 ") == Week(2024, 5)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(-200, 200))
def test_counting_weeks_agrees_with_the_calendar(day: date, count: int) -> None:
    week = Week.of(day)
    assert week.monday <= day <= week.sunday
    assert week.plus(count).plus(-count) == week
    assert Week.parse(str(week)) == week


def test_until_gives_every_week_across_a_year_of_53() -> None:
    weeks = list(Week(2020, 52).until(Week(2021, 2)))
    assert [str(week) for week in weeks] == ["2020-W52", "2020-W53", "2021-W01", "2021-W02"]


def test_the_zone_cuts_the_week() -> None:
    sunday_night = datetime(2024, 11, 10, 20, 59, 59, tzinfo=UTC)  # 23:59:59 in Doha
    assert str(last_complete(sunday_night, DOHA)) == "2024-W44"
    assert str(last_complete(datetime(2024, 11, 10, 21, 0, tzinfo=UTC), DOHA)) == "2024-W45"
    assert str(last_complete(datetime(2024, 11, 10, 21, 0, tzinfo=UTC), ZoneInfo("UTC"))) == "2024-W44"
    assert Week(2024, 45).ends_at(DOHA) == datetime(2024, 11, 10, 21, 0, tzinfo=UTC)
    assert day_in(datetime(2024, 11, 10, 21, 0, tzinfo=UTC), DOHA) == date(2024, 11, 11)


@pytest.mark.parametrize("name", ["Asia/Atlantis", "", "../etc/passwd"])
def test_an_unknown_zone_is_named(name: str) -> None:
    with pytest.raises(ConfigError, match="time zone"):
        zone_of(name)
