"""The ledger for people and programs: filtered, as a table or as JSON."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mujaz.arabic.normalise import fold_word
from mujaz.ledger.columns import Cell
from mujaz.ledger.ledger import main_amount
from mujaz.records.digest import Entry

ALSO = ("amount", "currency", "per", "deadline from", "deadline to", "paid", "check", "outlet", "address", "briefing")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries to show; empty fields let everything through. actor: part of the English or Arabic name.

    since, until: ISO days. least: smallest sum, in units. currency: ISO 4217. review: only what failed a check.
    """

    actor: str = ""
    since: str = ""
    until: str = ""
    least: float = 0.0
    currency: str = ""
    status: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    review: bool = False

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
            and (not self.review or commitment.review)
        )


def as_json(entries: Sequence[Entry], rows: Sequence[Mapping[str, Cell]]) -> str:
    """A JSON list of entries, each with its commitment whole; `row` holds what the other columns say of it."""
    made = [
        asdict(entry) | {"row": {name.replace(" ", "_"): row[name] for name in ALSO}}
        for entry, row in zip(entries, rows, strict=True)
    ]
    return json.dumps(made, ensure_ascii=False, indent=2, default=str) + "\n"


def as_table(rows: Sequence[Mapping[str, Cell]], width: int) -> str:
    """A table for the terminal, `width` characters wide. "!" marks what failed a check."""
    from rich.console import Console
    from rich.table import Table

    sure = any(row["confidence"] is not None for row in rows)
    table: Any = Table(box=None, pad_edge=False, expand=False)
    for name, ratio in (("day", 0), ("who", 0), ("", 0), ("what", 1), ("how much", 0), ("by when", 0), ("status", 0)):
        table.add_column(name, overflow="fold", ratio=ratio or None, no_wrap=name == "day")
    table.add_column("new or changed")
    if sure:
        table.add_column("sure", justify="right")
    for row in rows:
        change = ", ".join(str(row[name]) for name in ("change", "note", "paid") if row[name])
        status = "" if row["status"] == "none" else str(row["status"])
        cells = [str(row["day"]), str(row["who"]), "!" if row["check"] else "", str(row["what"] or row["ar"])]
        cells += [str(row["how much"]), str(row["by when"]), status, change]
        if sure:
            cells.append("" if row["confidence"] is None else f"{row['confidence']:.0%}")
        table.add_row(*(_plain(cell) for cell in cells))
    out = io.StringIO()
    Console(file=out, width=width, no_color=True, highlight=False, markup=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _plain(text: str) -> str:
    return text.replace("[", "\\[") if "[" in text else text
