"""ISO 8601 weeks (%G-W%V) in a time zone: which week a moment falls in, and which weeks are over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mujaz.errors import ConfigError, UsageError

WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """One ISO week. Weeks compare in order of time; str() gives 2024-W45."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The week written as 2024-W45 (or 2024W45). Raises UsageError, also for a week the year does not have."""
        match = WEEK.fullmatch(text.strip())
        if match:
            year, number = int(match[1]), int(match[2])
            try:
                date.fromisocalendar(year, number, 1)
            except ValueError:
                pass
            else:
                return cls(year, number)
        raise UsageError(f"{text!r} is not an ISO week", "write the year and the week, such as 2024-W45")

    @classmethod
    def of(cls, day: date) -> Self:
        """The week `day` belongs to: 30 December 2024 is in 2025-W01."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        """First day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Last day."""
        return self.monday + timedelta(days=6)

    def plus(self, weeks: int) -> "Week":
        """The week so many weeks later (earlier when negative)."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    def until(self, last: "Week") -> Iterator["Week"]:
        """All weeks from this one up to and including `last`."""
        week = self
        while week <= last:
            yield week
            week = week.plus(1)

    def ends_at(self, zone: ZoneInfo) -> datetime:
        """The moment (UTC) at which the week is over in `zone`: midnight after Sunday."""
        return datetime.combine(self.monday + timedelta(days=7), time(), zone).astimezone(UTC)


def zone_of(name: str) -> ZoneInfo:
    """The time zone called `name`. Raises ConfigError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(f"unknown time zone {name!r}", "use an IANA name such as Asia/Qatar, or UTC") from error


def day_in(moment: datetime, zone: ZoneInfo) -> date:
    """The calendar day of a moment, as the clocks of `zone` show it."""
    return moment.astimezone(zone).date()


def last_complete(moment: datetime, zone: ZoneInfo) -> Week:
    """The latest week that is over at `moment` in `zone`."""
    return Week.of(day_in(moment, zone)).plus(-1)
