"""The ledger for people and programs: filtered, as a table, JSON or CSV."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mujaz.arabic.normalise import fold_word
from mujaz.ledger.ledger import main_amount, note_of
from mujaz.records.digest import STATUS_WORDS, Entry

COLUMNS = (
    "day", "week", "who", "what", "to", "how much", "by when", "state", "new or repeated", "note", "sources", "id"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries to show; empty fields let everything through. actor: part of the English or Arabic name.

    since, until: ISO days. least: smallest sum, in units. currency: ISO 4217.
    """

    actor: str = ""
    since: str = ""
    until: str = ""
    least: float = 0.0
    currency: str = ""
    status: tuple[str, ...] = ()
    change: tuple[str, ...] = ()

    def fits(self, entry: Entry) -> bool:
        """Whether an entry passes."""
        commitment, amount = entry.commitment, main_amount(entry.commitment)
        names = f"{commitment.actor} {fold_word(commitment.actor_ar)}".lower()
        return (
            (not self.actor or fold_word(self.actor).lower() in names or self.actor.lower() in names)
            and (not self.since or commitment.day >= self.since)
            and (not self.until or commitment.day <= self.until)
            and (not self.least or (amount is not None and amount.value >= self.least))
            and (not self.currency or (amount is not None and amount.currency == self.currency.upper()))
            and (not self.status or commitment.status in self.status)
            and (not self.change or entry.change in self.change)
        )


def rows(entries: Iterable[Entry]) -> list[dict[str, str]]:
    """One row an entry with the columns of COLUMNS."""
    return [
        {
            "day": entry.commitment.day,
            "week": entry.commitment.week,
            "who": entry.commitment.actor,
            "what": entry.commitment.what,
            "to": entry.commitment.addressee,
            "how much": entry.commitment.how_much,
            "by when": entry.commitment.by_when,
            "state": STATUS_WORDS[entry.commitment.status],
            "new or repeated": entry.change,
            "note": note_of(entry),
            "sources": str(len(entry.sources)),
            "id": entry.commitment.id,
        }
        for entry in entries
    ]


def as_json(entries: Iterable[Entry]) -> str:
    """A JSON list of entries, each with its commitment whole."""
    return json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n"


def as_csv(entries: Iterable[Entry]) -> str:
    """CSV with a header line; a cell that a spreadsheet would take for a formula is disarmed by an apostrophe."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows(entries):
        safe = {key: f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for key, cell in row.items()}
        writer.writerow(safe)
    return out.getvalue()


def as_table(entries: Sequence[Entry], width: int) -> str:
    """A table for the terminal, `width` characters wide."""
    from rich.console import Console
    from rich.table import Table

    table: Any = Table(box=None, pad_edge=False, expand=False)
    for name, ratio in (("day", 0), ("who", 0), ("what", 1), ("how much", 0), ("by when", 0), ("state", 0)):
        table.add_column(name, overflow="fold", ratio=ratio or None, no_wrap=name == "day")
    table.add_column("new or repeated")
    for row in rows(entries):
        change = f"{row['new or repeated']}, {row['note']}" if row["note"] else row["new or repeated"]
        table.add_row(*(_plain(row[name]) for name in ("day", "who", "what", "how much", "by when", "state")), change)
    out = io.StringIO()
    Console(file=out, width=width, no_color=True, highlight=False, markup=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _plain(text: str) -> str:
    return text.replace("[", "\\[") if "[" in text else text
