"""The store's tables of understanding, digests and delivery: small functions, no rules of their own."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from sqlite3 import Connection
from typing import Any

from mujaz import __version__
from mujaz.job.weeks import Week
from mujaz.records.analysis import Analysis
from mujaz.records.article import Article
from mujaz.records.briefing import Briefing
from mujaz.records.briefing import from_json as briefing_from_json
from mujaz.records.digest import Commitment, Digest
from mujaz.records.digest import from_json as digest_from_json
from mujaz.records.digest import to_json as digest_to_json
from mujaz.store.articles import article_from_json


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a week, with what was decided when it was collected."""

    article: Article
    day: str
    week: str
    late: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far the mail of one digest to one reader has come."""

    week: str
    recipient: str
    message_id: str
    state: str
    at: str = ""
    detail: str = ""


def members(connection: Connection, where: str, values: Sequence[str], *, fresh: bool = False) -> list[Member]:
    """The collected articles that fit a condition on their row, by day and order of collection.

    fresh: only those not yet understood, nor given up by this version of Mujaz.
    """
    only = ""
    if fresh:
        only = (
            " AND collected.article NOT IN (SELECT article FROM understood)"
            " AND collected.article NOT IN (SELECT article FROM misunderstood WHERE version = ?)"
        )
        values = [*values, __version__]
    rows = connection.execute(
        "SELECT article.record, day, week, late FROM collected JOIN article ON article.id = collected.article"  # noqa: S608
        f" WHERE {where}{only} ORDER BY day, collected.found, collected.article",
        values,
    )
    return [Member(article_from_json(row["record"]), row["day"], row["week"], row["late"]) for row in rows]


def save_understood(
    connection: Connection, analysis: Analysis, statements: Sequence[Commitment], signature: str
) -> None:
    """Keep an article's analysis and what it states: the commitments for the ledger, the rest for watch-lists."""
    connection.execute(
        "INSERT INTO understood VALUES (?, ?, ?)",
        (analysis.article.id, json.dumps(asdict(analysis), ensure_ascii=False), signature),
    )
    connection.executemany(
        "INSERT INTO commitment VALUES (?, ?, ?, ?, ?)",
        [(s.id, s.article, s.week, s.day, as_json(s)) for s in statements if s.kind == "commitment"],
    )
    connection.executemany(
        "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?)",
        [(s.id, s.article, s.week, s.day, s.kind, as_json(s)) for s in statements if s.kind != "commitment"],
    )


def as_json(statement: Commitment) -> str:
    """The record as the tables hold it."""
    return json.dumps(asdict(statement), ensure_ascii=False)


def save_misunderstood(connection: Connection, article: str, error: str) -> None:
    """Note that this version of Mujaz breaks on an article."""
    connection.execute("INSERT OR REPLACE INTO misunderstood VALUES (?, ?, ?)", (article, error, __version__))


def misunderstood(connection: Connection, week: str) -> list[tuple[str, str]]:
    """Address and error of the articles of a week on which the analysis broke."""
    rows = connection.execute(
        "SELECT (SELECT min(address) FROM sighting WHERE sighting.article = m.article) AS address, m.error"
        " FROM misunderstood AS m JOIN collected ON collected.article = m.article"
        " WHERE week = ? AND m.article NOT IN (SELECT article FROM understood) ORDER BY m.article",
        (week,),
    )
    return [(row["address"], row["error"]) for row in rows]


def understood(connection: Connection, articles: Iterable[str]) -> list[Analysis]:
    """The analyses of these articles, in their order; articles not yet understood are left out."""
    found = []
    for article in articles:
        row = connection.execute("SELECT record FROM understood WHERE article = ?", (article,)).fetchone()
        if row:
            found.append(_adapter(Analysis).validate_json(row["record"]))
    return found


def save_digest(connection: Connection, digest: Digest, briefings: Sequence[Briefing], *, scheduled: bool) -> None:
    """Issue a digest with its briefings: from now on it is what it is."""
    connection.execute(
        "INSERT INTO digest VALUES (?, ?, ?, ?)", (digest.week, digest_to_json(digest), digest.issued, scheduled)
    )
    _save_events(connection, digest.week, briefings)


def replace_digest(connection: Connection, digest: Digest, briefings: Sequence[Briefing]) -> None:
    """Put a corrected edition in the place of the issued one, which is kept among the editions."""
    old = connection.execute("SELECT record FROM digest WHERE week = ?", (digest.week,)).fetchone()
    events = connection.execute("SELECT record FROM digest_event WHERE week = ? ORDER BY position", (digest.week,))
    connection.execute(
        "INSERT INTO digest_edition VALUES (?, ?, ?, ?)",
        (digest.week, digest.edition - 1, old["record"], f"[{','.join(row['record'] for row in events)}]"),
    )
    connection.execute("UPDATE digest SET record = ? WHERE week = ?", (digest_to_json(digest), digest.week))
    connection.execute("DELETE FROM digest_event WHERE week = ?", (digest.week,))
    _save_events(connection, digest.week, briefings)


def withdraw(connection: Connection, week: Week) -> None:
    """Take an issued digest back, with its events, editions and deliveries."""
    for table in ("digest_event", "digest_edition", "delivery", "digest"):
        connection.execute(f"DELETE FROM {table} WHERE week = ?", (str(week),))  # noqa: S608 - names of ours


def editions(connection: Connection, week: Week | str) -> list[Digest]:
    """The earlier editions of a digest, the first one first."""
    rows = connection.execute("SELECT record FROM digest_edition WHERE week = ? ORDER BY edition", (str(week),))
    return [digest_from_json(row["record"]) for row in rows]


def outdated(connection: Connection, signature: str, since: str = "") -> list[str]:
    """The articles that were read under other conditions (model, glossary, rules) than these, by day."""
    rows = connection.execute(
        "SELECT understood.article FROM understood JOIN collected ON collected.article = understood.article"
        " WHERE signature != ? AND day >= ? ORDER BY day, understood.article",
        (signature, since),
    )
    return [row["article"] for row in rows]


def forget_understood(connection: Connection, articles: Iterable[str]) -> None:
    """Forget what was read in these articles, so that they are read again."""
    for article in articles:
        for table in ("commitment", "statement", "understood"):
            connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))  # noqa: S608 - names of ours


def _save_events(connection: Connection, week: str, briefings: Sequence[Briefing]) -> None:
    connection.executemany(
        "INSERT INTO digest_event VALUES (?, ?, ?, ?)",
        [
            (week, b.event, position, json.dumps(asdict(b), ensure_ascii=False))
            for position, b in enumerate(briefings, 1)
        ],
    )


def digest(connection: Connection, week: Week | str) -> Digest | None:
    """The issued digest of a week, or None."""
    row = connection.execute("SELECT record FROM digest WHERE week = ?", (str(week),)).fetchone()
    return digest_from_json(row["record"]) if row else None


def briefings(connection: Connection, week: Week | str) -> list[Briefing]:
    """The briefings of an issued digest, in its order."""
    rows = connection.execute("SELECT record FROM digest_event WHERE week = ? ORDER BY position", (str(week),))
    return [briefing_from_json(row["record"]) for row in rows]


def briefings_between(connection: Connection, first: Week, before: Week) -> list[tuple[str, Briefing]]:
    """(week, briefing) of the digests issued for the weeks from `first` on, before another, in order of time."""
    rows = connection.execute(
        "SELECT week, record FROM digest_event WHERE week >= ? AND week < ? ORDER BY week, position",
        (str(first), str(before)),
    )
    return [(row["week"], briefing_from_json(row["record"])) for row in rows]


def digest_weeks(connection: Connection) -> list[str]:
    """The weeks that have an issued digest, in order of time."""
    return [row["week"] for row in connection.execute("SELECT week FROM digest ORDER BY week")]


def last_scheduled(connection: Connection) -> Week | None:
    """The latest week of the weekly series; None before the first."""
    row = connection.execute("SELECT max(week) AS week FROM digest WHERE scheduled = 1").fetchone()
    return Week.parse(row["week"]) if row["week"] else None


def deliveries(connection: Connection, week: str) -> list[Delivery]:
    """Delivery to each reader of a digest, in the order they are listed."""
    rows = connection.execute("SELECT * FROM delivery WHERE week = ? ORDER BY rowid", (week,))
    return [Delivery(**dict(row)) for row in rows]


def save_deliveries(connection: Connection, items: Iterable[Delivery]) -> None:
    """Keep the state of deliveries; a reader's row keeps its place."""
    connection.executemany(
        "INSERT INTO delivery VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (week, recipient)"
        " DO UPDATE SET message_id = excluded.message_id, state = excluded.state, at = excluded.at,"
        " detail = excluded.detail",
        [(d.week, d.recipient, d.message_id, d.state, d.at, d.detail) for d in items],
    )


@cache
def _adapter(kind: type) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
