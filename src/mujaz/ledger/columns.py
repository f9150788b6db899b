"""The ledger as data: one row an entry, each cell of the type a program or a spreadsheet expects.

A new column is a row of COLUMNS and its value in `row_of`; CSV, XLSX and docs/ledger.md follow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mujaz.briefing.outlet import in_latin
from mujaz.ledger.deadlines import window
from mujaz.ledger.ledger import main_amount, note_of, paid_of, payments
from mujaz.ledger.rows import Place
from mujaz.records.digest import Entry

Cell = str | float | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. kind: how a spreadsheet shows it. width: in characters. meaning: for the sheet that explains."""

    name: str
    kind: Literal["text", "long", "arabic", "day", "number", "address"]
    width: int
    meaning: str


COLUMNS = (
    Column("day", "day", 11, "day of the report"),
    Column("week", "text", 9, "ISO week of the digest it belongs to"),
    Column("who", "text", 24, "who commits itself; empty where the text names nobody"),
    Column(
        "what",
        "long",
        60,
        "what it commits to: machine translation, never a quotation; empty where none can be trusted",
    ),
    Column("to", "text", 20, "to whom"),
    Column("amount", "number", 14, "the largest sum named, in units of its currency; sums are never added up"),
    Column("currency", "text", 9, "ISO 4217"),
    Column("per", "text", 7, "empty: a total; else year, month or day"),
    Column("how much", "text", 22, "all sums as they stand on the page"),
    Column("was", "text", 16, "the earlier sum, where the report itself names it"),
    Column("paid", "text", 30, "what later reports say was paid of it"),
    Column("deadline from", "day", 13, "first day of the time it is promised for"),
    Column("deadline to", "day", 13, "last day of it: when it falls due"),
    Column("by when", "text", 18, "the same in words"),
    Column("status", "text", 11, "of the money: pledged, committed, paid; none: no sum is named"),
    Column("change", "text", 10, "new, repeated, extended or changed"),
    Column("note", "long", 30, "what changed, and what other sources say instead"),
    Column("check", "long", 30, "empty: the line is sure; else what failed a check, to be compared with the Arabic"),
    Column(
        "confidence",
        "number",
        10,
        "the estimated chance that the line is right, 0 to 1; empty where there is no English",
    ),
    Column("ar", "arabic", 60, "the Arabic it comes from"),
    Column("outlet", "text", 22, "who reports it first"),
    Column("address", "address", 40, "where"),
    Column("briefing", "text", 40, "week and folder of the briefing that tells of it"),
    Column("sources", "number", 8, "how many articles report it"),
    Column("thread", "text", 20, "the same for all reports of one commitment"),
    Column("id", "text", 20, "of this report"),
)
NAMES = tuple(column.name for column in COLUMNS)
CHECK = "not sure"  # no check failed, and yet the line is not to be trusted


def rows(entries: Sequence[Entry], places: Mapping[str, Place], ledger: Sequence[Entry]) -> list[dict[str, Cell]]:
    """One row an entry, with the columns of NAMES. ledger: all of it, where payments are looked for."""
    paid = payments(ledger)
    return [row_of(entry, places.get(entry.commitment.article, Place()), paid) for entry in entries]


def row_of(entry: Entry, place: Place, paid: Mapping[str, Sequence[Entry]]) -> dict[str, Cell]:
    """The cells of one entry; None for an empty one that is no text."""
    commitment, amount = entry.commitment, main_amount(entry.commitment)
    first, last = window(commitment)
    return {
        "day": date.fromisoformat(commitment.day),
        "week": commitment.week,
        "who": commitment.actor,
        "what": commitment.what,
        "to": commitment.addressee,
        "amount": amount.value if amount else None,
        "currency": amount.currency if amount else "",
        "per": amount.per if amount else "",
        "how much": commitment.how_much,
        "was": commitment.was,
        "paid": paid_of(entry, paid.get(commitment.id, ())),
        "deadline from": first,
        "deadline to": last,
        "by when": commitment.by_when,
        "status": commitment.status,
        "change": entry.change,
        "note": note_of(entry),
        "check": check_of(entry),
        "confidence": commitment.confidence,
        "ar": commitment.ar,
        "outlet": in_latin(place.outlet),
        "address": place.address,
        "briefing": place.briefing,
        "sources": len(entry.sources),
        "thread": entry.thread,
        "id": commitment.id,
    }


def check_of(entry: Entry) -> str:
    """What failed a check, in words; "" for a line that is sure."""
    if not entry.commitment.review:
        return ""
    return "; ".join(entry.commitment.failed) or CHECK
