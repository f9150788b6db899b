"""The time of day, asked for in one place so that a test can set it."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime

from mujaz.errors import ClockError, ConfigError

FIRST, LAST = 2020, 2100  # years that a clock may show


def now(environment: Mapping[str, str] = os.environ) -> datetime:
    """The present moment in UTC, to the second. MUJAZ_NOW (ISO 8601), for tests only, replaces it.

    Raises ConfigError when MUJAZ_NOW is not a date and time, ClockError for a year that cannot be.
    """
    given = environment.get("MUJAZ_NOW")
    try:
        moment = datetime.fromisoformat(given) if given else datetime.now(UTC).replace(microsecond=0)
    except ValueError as error:
        raise ConfigError(f"MUJAZ_NOW={given} is not a date and time", "unset it; it is for tests only") from error
    if not FIRST <= moment.year < LAST:
        raise ClockError(f"this machine's clock says {moment:%Y-%m-%d}", "set the clock")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def stamp(moment: datetime) -> str:
    """ISO 8601 in UTC, to the second: how moments are kept in the store (text order is time order)."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def ago(then: str, moment: datetime) -> str:
    """How long `then` (a stamp) lies before `moment`, in words: "3 days", "5 hours", "just now"."""
    seconds = int((moment - datetime.fromisoformat(then)).total_seconds())
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "just now"
