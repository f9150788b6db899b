"""What the archive tells of each actor: what it pledged, what is due, what changed, what is paid, and sums by month.

Pure. Within one state and one currency a month's sums are put together, each commitment once: in the month it was first
reported, with the sum that was reported last. States, currencies and sums "a year" are never mixed.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mujaz.arabic.romanise import romanise
from mujaz.files import portable
from mujaz.ledger.deadlines import Due, deadlines
from mujaz.ledger.ledger import main_amount
from mujaz.records.digest import Entry, Status

STATES: tuple[Status, ...] = ("pledged", "committed", "paid")


@dataclass(frozen=True, slots=True)
class Month:
    """The sums of one month by state, in units of the chart's currency; label: 2026-11."""

    label: str
    sums: dict[Status, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chart:
    """Sums by month in one currency. per: "" for totals, else year, month or day."""

    currency: str
    per: str
    months: tuple[Month, ...]

    @property
    def title(self) -> str:
        """What it shows: "USD", "USD a year"."""
        return f"{self.currency} a {self.per}" if self.per else self.currency


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Everything about one actor; entries newest first."""

    name: str
    slug: str
    entries: tuple[Entry, ...]
    due: tuple[Due, ...]
    charts: tuple[Chart, ...]

    @property
    def changed(self) -> tuple[Entry, ...]:
        """What is no longer as it was, payments apart."""
        return tuple(e for e in self.entries if e.change in ("changed", "extended") and e.commitment.status != "paid")

    @property
    def paid(self) -> tuple[Entry, ...]:
        """What is reported paid."""
        return tuple(entry for entry in self.entries if entry.commitment.status == "paid")


def actors(ledger: Sequence[Entry]) -> tuple[ActorPage, ...]:
    """A page for each actor that the ledger names, by name."""
    by_name: dict[str, list[Entry]] = {}
    for entry in ledger:
        if entry.commitment.actor:
            by_name.setdefault(entry.commitment.actor, []).append(entry)
    taken: set[str] = set()
    return tuple(page_of(name, by_name[name], taken) for name in sorted(by_name))


def page_of(name: str, entries: Sequence[Entry], taken: set[str]) -> ActorPage:
    """The page of an actor. taken: slugs of the pages before, to which its own is added."""
    slug = slug_of(name)
    if slug in taken:
        slug = f"{slug}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
    taken.add(slug)
    return ActorPage(name, slug, tuple(reversed(entries)), deadlines(entries), charts(entries))


def slug_of(name: str) -> str:
    """A name as part of an address: letters, digits and hyphens; never empty."""
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in romanise(name).lower())
    return portable("-".join(filter(None, plain.split("-")))[:60]) or hashlib.sha256(name.encode()).hexdigest()[:8]


def charts(entries: Iterable[Entry]) -> tuple[Chart, ...]:
    """One chart for each currency and kind of sum, totals first; months without any sum are left out."""
    threads: dict[tuple[str, Status], list[Entry]] = {}
    for entry in entries:
        status = entry.commitment.status
        key = entry.commitment.id if status == "paid" else entry.thread  # each payment counts, a pledge once
        if entry.change != "repeated" or status != "paid":
            threads.setdefault((key, status), []).append(entry)
    found: dict[tuple[str, str], dict[str, dict[Status, float]]] = {}
    for (_, status), reports in threads.items():
        amount = next((a for e in reversed(reports) if (a := main_amount(e.commitment))), None)
        if amount and status != "none":
            month = reports[0].commitment.day[:7]
            sums = found.setdefault((amount.per, amount.currency), {}).setdefault(month, {})
            sums[status] = sums.get(status, 0.0) + amount.value
    return tuple(
        Chart(currency, per, tuple(Month(label, by_month[label]) for label in sorted(by_month)))
        for (per, currency), by_month in sorted(found.items())
    )
