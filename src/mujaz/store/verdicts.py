"""The table of verdicts: what people said of printed lines."""

from collections.abc import Iterable
from sqlite3 import Connection
from typing import cast

from mujaz.records.review import Field, Verdict, VerdictKind


def every_verdict(connection: Connection) -> list[tuple[str, Verdict]]:
    """All verdicts, each with the normalised clause it is kept under."""
    rows = connection.execute("SELECT * FROM verdict ORDER BY clause, field")
    return [
        (
            row["clause"],
            Verdict(
                ar=row["ar"],
                field=cast("Field", row["field"]),
                verdict=cast("VerdictKind", row["verdict"]),
                value=row["value"],
                who=row["who"],
                at=row["at"],
            ),
        )
        for row in rows
    ]


def save_verdicts(connection: Connection, verdicts: Iterable[tuple[str, Verdict]]) -> None:
    """Keep verdicts, in place of earlier ones on the same field of the same clause."""
    connection.executemany(
        "INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(clause, v.field, v.verdict, v.value, v.ar, v.who, v.at) for clause, v in verdicts],
    )


def forget_verdicts(connection: Connection, clauses: Iterable[str]) -> int:
    """Take back every verdict on these clauses; gives how many there were."""
    return sum(
        connection.execute("DELETE FROM verdict WHERE clause = ?", (clause,)).rowcount for clause in set(clauses)
    )


def corrected_sentences(connection: Connection) -> list[tuple[str, str, str]]:
    """The sentences corrected in the translation memory: normalised Arabic, English, when."""
    rows = connection.execute("SELECT normalised, english, created FROM correction ORDER BY normalised")
    return [(row["normalised"], row["english"], row["created"]) for row in rows]
