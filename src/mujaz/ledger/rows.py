"""What the store knows of the ledger: the commitments, and where each article was found and is told of."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from sqlite3 import Connection, Row
from typing import Any

from mujaz.briefing.verdicts import verdicts_of
from mujaz.ledger.deadlines import window
from mujaz.ledger.ledger import build, main_amount, note_of, paid_of, payments
from mujaz.ledger.reviewed import reviewed
from mujaz.records.digest import Commitment, Entry
from mujaz.store.articles import article_from_json
from mujaz.store.store import kept


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article comes from. outlet: as it names itself. address: URL or file. briefing: "2024-W45/FOLDER"."""

    outlet: str = ""
    address: str = ""
    briefing: str = ""


def commitments(connection: Connection, last_week: str = "9999-W53") -> list[Commitment]:
    """All commitments of the weeks up to `last_week`, as people corrected them; without those they rejected."""
    rows = connection.execute("SELECT id, record FROM commitment WHERE week <= ? ORDER BY day, id", (last_week,))
    verdicts = verdicts_of(connection)
    made = (reviewed(_commitment(row), verdicts) for row in rows)
    return [commitment for commitment in made if commitment]


def others(connection: Connection, since: str = "") -> tuple[Entry, ...]:
    """The statements that are no commitments, reported since a day, as people corrected them; each by itself."""
    rows = connection.execute("SELECT id, record FROM statement WHERE day >= ? ORDER BY day, id", (since,))
    verdicts = verdicts_of(connection)
    made = (reviewed(_commitment(row), verdicts) for row in rows)
    return tuple(Entry(commitment=said, thread=said.id, sources=(said.article,)) for said in made if said)


def _commitment(row: Row) -> Commitment:
    """A commitment as it was kept. Raises StoreError."""
    with kept(f"the commitment {row['id']}"):
        made: Commitment = _adapter().validate_json(row["record"])
    return made


def built(connection: Connection) -> tuple[Entry, ...]:
    """The whole ledger as it is now."""
    return build(commitments(connection))


def places(connection: Connection, articles: Iterable[str]) -> dict[str, Place]:
    """Outlet, address and briefing of articles; an article nobody knows has an empty Place."""
    briefings = {row["article"]: f"{row['week']}/{row['folder']}" for row in connection.execute(BRIEFINGS)}
    found = {}
    for article in dict.fromkeys(articles):
        seen = connection.execute(
            "SELECT outlet, source, address FROM sighting WHERE article = ? ORDER BY seen, source, address LIMIT 1",
            (article,),
        ).fetchone()
        row = connection.execute(
            "SELECT record FROM article WHERE id = ? AND json_valid(record)", (article,)
        ).fetchone()
        known = article_from_json(row["record"]) if row and len(row["record"]) > 2 else None
        outlet, source, address = tuple(seen) if seen else ("", "", "")
        found[article] = Place(
            outlet=outlet or (known.outlet if known else "") or source,
            address=address or (known.url or known.source if known else ""),
            briefing=briefings.get(article, ""),
        )
    return found


def is_stale(connection: Connection) -> bool:
    """Whether the table of entries is empty although there are commitments."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM commitment) AND NOT EXISTS (SELECT 1 FROM ledger_entry) AS stale"
    ).fetchone()
    return bool(row["stale"])


def forget_entries(connection: Connection) -> None:
    """Empty the tables of the ledger: the commitments they were built from have changed."""
    connection.execute("DELETE FROM ledger_entry")
    connection.execute("DELETE FROM commitment_reviewed")


def save_entries(connection: Connection, ledger: Sequence[Entry]) -> None:
    """Keep the ledger as it is now built in place of the earlier one, for whoever asks the store with SQL."""
    paid = payments(ledger)
    forget_entries(connection)
    for position, entry in enumerate(ledger, 1):
        first, last = window(entry.commitment)
        amount = main_amount(entry.commitment)
        connection.execute(
            "INSERT INTO ledger_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.commitment.id, position, json.dumps(asdict(entry.commitment), ensure_ascii=False), entry.thread,
                entry.change, entry.previous, note_of(entry), entry.pays,
                paid_of(entry, paid.get(entry.commitment.id, ())), first and first.isoformat(),
                last and last.isoformat(), amount.value if amount else None, amount.currency if amount else "",
                amount.per if amount else "", len(entry.sources),
            ),
        )  # fmt: skip

    _save_reviewed(connection)


def _save_reviewed(connection: Connection) -> None:
    """Keep each commitment on which somebody gave a verdict as it is since then."""
    verdicts = verdicts_of(connection)
    if not verdicts.by_clause and not verdicts.sentences:
        return
    for row in connection.execute("SELECT id, record FROM commitment").fetchall():
        raw = _commitment(row)
        said = verdicts.latest(raw.ar)
        if said:
            made = reviewed(raw, verdicts) or raw
            connection.execute(
                "INSERT INTO commitment_reviewed VALUES (?, ?, ?, ?)",
                (raw.id, json.dumps(asdict(made), ensure_ascii=False), said.verdict, said.who),
            )


BRIEFINGS = """
SELECT week, json_extract(digest_event.record, '$.folder') AS folder, json_extract(source.value, '$.article') AS article
FROM digest_event, json_each(digest_event.record, '$.sources') AS source ORDER BY week DESC
"""


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Commitment)
