"""The views of docs/ledger.md, as somebody with nothing but SQLite sees them."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from tests.support.commitments import commitment, money

from mujaz.ledger import rows
from mujaz.ledger.ledger import build
from mujaz.records.article import When
from mujaz.store.store import Store


@pytest.fixture
def views(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    made = [
        commitment("2026-11-10", article="a", amounts=money(65e6), how_much="$65 million", review=True,
                   deadline=When("../2027-02", "month")),
        commitment("2026-11-18", article="b", amounts=money(10e6), how_much="$10 million", status="paid"),
    ]  # fmt: skip
    with Store(tmp_path / "s.sqlite") as store, store.transaction() as connection:
        for one in made:
            record = {"title": "عنوان", "outlet": "وكالة", "text": "نص", "url": "u"}
            connection.execute("INSERT INTO article VALUES (?, ?, '')", (one.article, json.dumps(record)))
            connection.execute(
                "INSERT INTO collected VALUES (?, ?, ?, 0, x'', '[]', '')", (one.article, one.day, one.week)
            )
            connection.execute(
                "INSERT INTO sighting VALUES (?, 'feed', 'https://x.example', '', ?, '')", (one.article, one.article)
            )
            connection.execute(
                "INSERT INTO commitment VALUES (?, ?, ?, ?, ?)",
                (one.id, one.article, one.week, one.day, json.dumps(asdict(one))),
            )
        rows.save_entries(connection, build(made))
    connection = sqlite3.connect(f"file:{tmp_path / 's.sqlite'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def every(views: sqlite3.Connection, name: str) -> list[dict[str, Any]]:
    return [dict(row) for row in views.execute(f"SELECT * FROM {name}")]


def test_the_ledger_as_it_was_built(views: sqlite3.Connection) -> None:
    pledge, payment = every(views, "v_ledger")
    assert (pledge["who"], pledge["amount"], pledge["currency"], pledge["deadline_to"]) == (
        "Qatar", 65e6, "USD", "2027-02-28",
    )  # fmt: skip
    assert (pledge["check"], payment["check"]) == (1, 0)
    assert pledge["paid"] == "$10 million of $65 million reported paid"
    assert (payment["pays"], payment["change"]) == (pledge["id"], "changed")
    assert pledge["address"] == "https://x.example"


def test_the_other_views_can_be_read(views: sqlite3.Connection) -> None:
    assert [row["commitments"] for row in every(views, "v_article")] == [1, 1]
    assert [row["title"] for row in every(views, "v_article")] == ["عنوان", "عنوان"]
    assert len(every(views, "v_commitment")) == 2
    assert every(views, "v_event") == []
    assert len(every(views, "v_source")) == 2


def test_new_commitments_make_the_table_stale_until_it_is_built_again(
    views: sqlite3.Connection, tmp_path: Path
) -> None:
    with Store(tmp_path / "s.sqlite") as store, store.transaction() as connection:
        assert not rows.is_stale(connection)
        rows.forget_entries(connection)
        assert rows.is_stale(connection)


def test_single_reports_and_other_statements_carry_what_people_said(tmp_path: Path, views: sqlite3.Connection) -> None:
    from mujaz.briefing.verdicts import clause_key
    from mujaz.digest.rows import as_json
    from mujaz.records.review import Verdict
    from mujaz.store.verdicts import save_verdicts

    said = commitment("2026-11-12", article="a", what="دعت قطر إلى الهدوء", id="a:2:s1", kind="call")
    ar = commitment("2026-11-10").ar
    with Store(tmp_path / "s.sqlite") as store, store.transaction() as connection:
        connection.execute(
            "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?)",
            (said.id, said.article, said.week, said.day, said.kind, as_json(said)),
        )
        for field, value in (
            ("line", "will pay for wells"),
            ("who", "State of Qatar"),
        ):
            one = Verdict(ar=ar, field=field, verdict="corrected", value=value, who="Amal", at="2026-11-20")  # type: ignore[arg-type]
            save_verdicts(connection, [(clause_key(ar), one)])
        rows.save_entries(connection, rows.built(connection))
    reports = every(views, "v_commitment")
    assert {(row["who"], row["what"], row["verdict"], row["verdict_by"]) for row in reports} == {
        ("State of Qatar", "will pay for wells", "corrected", "Amal")
    }
    assert [row["kind"] for row in every(views, "v_statement")] == ["commitment", "commitment", "call"]
    rejected = Verdict(ar=ar, field="line", verdict="rejected", value="", who="Amal", at="2026-11-21")
    with Store(tmp_path / "s.sqlite") as store, store.transaction() as connection:
        save_verdicts(connection, [(clause_key(ar), rejected)])
        rows.save_entries(connection, rows.built(connection))
    assert {row["verdict"] for row in every(views, "v_commitment")} == {"rejected"}
    assert every(views, "v_ledger") == []
