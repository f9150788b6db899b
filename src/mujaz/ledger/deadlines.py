"""When commitments fall due: the days of a deadline, what is still open, and ranges of days as people write them."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mujaz.errors import UsageError
from mujaz.ledger.ledger import main_amount, paid_of, payments
from mujaz.records.digest import Commitment, Entry

DAYS_AHEAD = 90  # what the digest shows as due soon
PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
AHEAD = re.compile(r"(\d{1,4})d")

Days = tuple[date | None, date | None]
"""First and last day; None for an end that is open."""


@dataclass(frozen=True, slots=True)
class Due:
    """An open deadline. entry: the latest report that names it. paid: what is reported paid of it, in words."""

    entry: Entry
    first: date | None
    last: date
    paid: str = ""


def days_of(value: str) -> Days:
    """The days an ISO 8601 value covers; (None, None) for a duration ("P3Y") or what is no date.

    "2025" is the whole year, "../2025-06" ends on 30 June 2025, "2026/.." begins on 1 January 2026.
    """
    start, slash, end = value.partition("/")
    first = _part(start)
    last = _part(end) if slash else first
    return (first[0] if first else None), (last[1] if last else None)


def window(commitment: Commitment) -> Days:
    """The days of a commitment's deadline; where it has none, those of the period its sum is for."""
    amount = main_amount(commitment)
    for value in (commitment.deadline.value if commitment.deadline else "", amount.period if amount else ""):
        days = days_of(value) if value else (None, None)
        if any(days):
            return days
    return None, None


def deadlines(ledger: Sequence[Entry]) -> tuple[Due, ...]:
    """Every deadline that is still open, the earliest first: of each thread the one that was named last.

    Closed is what is reported paid, whole and once for all; a sum "a year" stays open to the end of its period.
    """
    paid = payments(ledger)
    threads: dict[str, list[Entry]] = {}
    for entry in ledger:
        threads.setdefault(entry.thread, []).append(entry)
    found = []
    for entries in threads.values():
        dated = [(entry, window(entry.commitment)) for entry in entries if entry.commitment.status != "paid"]
        for entry, (first, last) in reversed(dated):
            if last:
                towards = [pay for one in entries for pay in paid.get(one.commitment.id, ())]
                if not any(_settles(pay, entry) for pay in towards):
                    found.append(Due(entry, first, last, paid_of(entry, towards)))
                break
    return tuple(sorted(found, key=lambda due: (due.last, due.entry.commitment.day, due.entry.commitment.id)))


def within(found: Iterable[Due], days: Days) -> tuple[Due, ...]:
    """Those whose last day lies in a range of days."""
    first, last = days
    return tuple(due for due in found if (not first or due.last >= first) and (not last or due.last <= last))


def overdue(found: Iterable[Due], today: date) -> tuple[Due, ...]:
    """Those whose last day is over."""
    return within(found, (None, today - timedelta(days=1)))


def soon(today: date) -> Days:
    """Tomorrow and what follows, as many days as the digest looks ahead."""
    return today + timedelta(days=1), today + timedelta(days=DAYS_AHEAD)


def range_of(text: str, today: date) -> Days:
    """The days that "2027", "2027-03", "2027-01..2027-06", "..2027-06" or "90d" (from today) stand for.

    Raises UsageError for anything else, and for a range that ends before it begins.
    """
    ahead = AHEAD.fullmatch(text.strip())
    if ahead:
        return today, today + timedelta(days=int(ahead[1]))
    start, dots, end = text.strip().partition("..")
    one, other = _part(start), _part(end)
    wrong = (start and not one) or (end and not other) or not (one or other)
    first, last = (one[0] if one else None), (other[1] if other else None if dots else one[1] if one else None)
    if wrong or (first and last and last < first):
        raise UsageError(f"{text!r} is no range of days", "write 2027, 2027-03, 2027-01..2027-06, ..2027-06 or 90d")
    return first, last


def _part(text: str) -> tuple[date, date] | None:
    """First and last day of a year, month or day; None for anything else."""
    match = PART.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _settles(payment: Entry, entry: Entry) -> bool:
    """Whether a payment is the whole of a sum that is paid once."""
    paid, owed = main_amount(payment.commitment), main_amount(entry.commitment)
    if not paid or not owed or owed.per:
        return False
    return (paid.value, paid.currency) == (owed.value, owed.currency)
