"""Arithmetic of dates: days of two calendars, the reference date, ISO 8601 values."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from mujaz.records.article import Precision, When


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month or year; what is not known is None. A year may be missing (29 March)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def valid(self) -> bool:
        """Whether it is a day, month or year that exists."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None or self.month is None:
            return self.day is None
        return 1 <= self.day <= calendar.monthrange(self.year or 2024, self.month)[1]

    @property
    def iso(self) -> str:
        """ISO 8601; "--03-29" and "--03" where the year is not known."""
        head = f"{self.year:04d}" if self.year is not None else "-"
        return head + "".join(f"-{part:02d}" for part in (self.month, self.day) if part is not None)

    @property
    def precision(self) -> Precision:
        """The finest part that is known."""
        return "day" if self.day is not None else "month" if self.month is not None else "year"


def point_of(when: When | None) -> Point | None:
    """Return the day, month or year of a reference date; the beginning of an interval; None if it has no year."""
    if when is None:
        return None
    first = when.value.split("/")[0] if not when.value.startswith("..") else when.value.split("/")[-1]
    parts = first.split("-")
    if not 1 <= len(parts) <= 3 or not all(p.isdigit() for p in parts) or len(parts[0]) != 4:
        return None
    numbers = [int(p) for p in parts]
    point = Point(*numbers)
    return point if point.valid else None


def day_of(point: Point | None) -> date | None:
    """Return a reference as a day, or None if it is coarser."""
    if point is None or point.year is None or point.month is None or point.day is None:
        return None
    return date(point.year, point.month, point.day)


def of_day(day: date) -> Point:
    """Return a day as a point."""
    return Point(day.year, day.month, day.day)


def with_year(point: Point, reference: Point | None, shift: int | None) -> Point:
    """Give a day or month without year the year that suits an article of `reference`.

    shift: -1 the last one before the article, 1 the next one after, 0 this year; None: the last one, or the next one
    if it is no more than three months away. Without a reference the year stays open.
    """
    if point.year is not None or reference is None or reference.year is None or point.month is None:
        return point
    if shift == 0 or reference.month is None:
        return Point(reference.year + (shift or 0), point.month, point.day)
    there = (point.month, point.day or 0)
    here = (reference.month, reference.day or 15) if point.day is not None else (reference.month, 0)
    if shift is None:
        ahead = (point.month - reference.month) % 12
        shift = 1 if ahead <= 3 and there != here and (ahead or there > here) else -1
        if there == here:
            return Point(reference.year, point.month, point.day)
    passed = there <= here if shift > 0 else there >= here
    return Point(reference.year + (shift if passed else 0), point.month, point.day)


def shifted(unit: str, shift: int, reference: Point) -> str:
    """Return the ISO value of the year, month or week `shift` beside the reference; "" if that is too coarse."""
    if reference.year is None:
        return ""
    if unit == "Y":
        return f"{reference.year + shift:04d}"
    if unit == "M" and reference.month is not None:
        months = reference.year * 12 + reference.month - 1 + shift
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    day = day_of(reference)
    if unit == "W" and day is not None:
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    return ""


def weekday_near(number: int, day: date, shift: int) -> date:
    """Return the day with this weekday (Monday 0): shift -1 before `day`, 1 after it, 0 the last one up to it."""
    if shift > 0:
        return day + timedelta(days=(number - day.weekday() - 1) % 7 + 1)
    back = (day.weekday() - number - (1 if shift < 0 else 0)) % 7 + (1 if shift < 0 else 0)
    return day - timedelta(days=back)


def hijri_iso(point: Point) -> tuple[str, Precision] | None:
    """Return the Gregorian ISO value of a Hijri day, month or year (Umm al-Qura, 1343 to 1500), else None.

    A month or year of the Hijri calendar is an interval of days in the other one.
    """
    from hijridate import Hijri

    if point.year is None or not 1343 <= point.year <= 1500:
        return None
    try:
        if point.month is not None and point.day is not None:
            return Hijri(point.year, point.month, point.day).to_gregorian().isoformat(), "day"
        first = Hijri(point.year, point.month or 1, 1)
        last_month = Hijri(point.year, point.month or 12, 1)
        last = Hijri(last_month.year, last_month.month, last_month.month_length())
    except (ValueError, OverflowError):
        return None
    return f"{first.to_gregorian().isoformat()}/{last.to_gregorian().isoformat()}", "interval"


def hijri_of(reference: Point | None) -> int | None:
    """Return the Hijri year of a reference day."""
    day = day_of(reference)
    if day is None:
        return None
    from hijridate import Gregorian

    try:
        return int(Gregorian.fromdate(day).to_hijri().year)
    except (ValueError, OverflowError):
        return None
