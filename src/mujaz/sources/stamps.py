"""Dates as machines write them: ISO 8601 and the mail format of RSS. Dates in Arabic words belong to mujaz.arabic."""

import re
from datetime import date
from email.utils import parsedate

from mujaz.records.article import When

_ISO = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?=$|[T\s])")


EARLIEST, LATEST = 1800, 2200


def no_date(text: str) -> bool:
    """Whether a timestamp is well formed and means "no date": 0001-01-01, 9999-12-31."""
    match = _ISO.match(text.strip())
    return match is not None and not EARLIEST <= int(match.group(1)) < LATEST


def stamp(text: str) -> When | None:
    """The day (month, year) of a timestamp as its writer saw it, whatever the time zone; None when it is none."""
    text = text.strip()
    if match := _ISO.match(text):
        year, month, day = match.groups()
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            return None
        if not EARLIEST <= int(year) < LATEST:
            return None  # what programs write for "no date"
        value = "-".join(part for part in (year, month, day) if part)
        return When(value, "day" if day else "month" if month else "year")
    try:
        mail = parsedate(text)
        if mail and EARLIEST <= mail[0] < LATEST:
            return When(date(*mail[:3]).isoformat(), "day")
    except (ValueError, IndexError, TypeError, OverflowError):
        pass
    return None
