"""The store: migrations, transactions, two processes, a kill in the middle."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from mujaz.errors import StoreError
from mujaz.records.article import Article, When
from mujaz.store import store as store_module
from mujaz.store.articles import last_run_articles, record_run
from mujaz.store.store import Store, migrations, split_statements

ARTICLE = Article(id="a1", text="نص", title="عنوان", published=When("2024-11-04", "day", ar="٤ نوفمبر ٢٠٢٤"))


def test_migrations_are_numbered_once_each() -> None:
    numbers = [number for number, _, _ in migrations()]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 1


def test_opening_twice_applies_each_migration_once(tmp_path: Path) -> None:
    for _ in range(2):
        with Store(tmp_path / "s.sqlite") as store:
            done = [row["number"] for row in store.connection.execute("SELECT number FROM migration ORDER BY number")]
            assert done == [number for number, _, _ in migrations()]


def test_a_store_of_a_newer_mujaz_is_refused(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store, store.transaction() as connection:
        connection.execute("INSERT INTO migration VALUES (999, 'future')")
    with pytest.raises(StoreError, match="999"):
        Store(tmp_path / "s.sqlite")


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite").write_bytes(b"this is not a database, it is a text" * 100)
    with pytest.raises(StoreError, match=r"s\.sqlite"):
        Store(tmp_path / "s.sqlite")


def test_a_failed_migration_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = [*migrations(), (998, "broken", "CREATE TABLE half (x);\nINSERT INTO nowhere VALUES (1);")]
    monkeypatch.setattr(store_module, "migrations", lambda: broken)
    with pytest.raises(StoreError):
        Store(tmp_path / "s.sqlite")
    monkeypatch.undo()
    with Store(tmp_path / "s.sqlite") as store:
        tables = {row["name"] for row in store.connection.execute("SELECT name FROM sqlite_master")}
        assert "half" not in tables
        assert "article" in tables


def test_statements_are_split_at_real_ends_only() -> None:
    sql = "-- a; comment\nCREATE TABLE a (x TEXT DEFAULT ';');\nCREATE INDEX i\n  ON a (x);\n"
    assert len(split_statements(sql)) == 2


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        with pytest.raises(ZeroDivisionError), store.transaction() as connection:
            connection.execute("INSERT INTO article VALUES ('x', '{}', '')")
            raise ZeroDivisionError
        assert store.connection.execute("SELECT count(*) FROM article").fetchone()[0] == 0


def test_a_killed_writer_loses_only_its_open_transaction(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from mujaz.store.store import Store\n"
        "store = Store(sys.argv[1])\n"
        "with store.transaction() as c: c.execute(\"INSERT INTO article VALUES ('kept', '{}', '')\")\n"
        "with store.transaction() as c:\n"
        "    c.execute(\"INSERT INTO article VALUES ('lost', '{}', '')\")\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "s.sqlite")], check=False)
    assert done.returncode == -9
    with Store(tmp_path / "s.sqlite") as store:
        assert [row["id"] for row in store.connection.execute("SELECT id FROM article")] == ["kept"]


def test_two_processes_write_side_by_side(tmp_path: Path) -> None:
    script = (
        "import sys; from mujaz.store.store import Store\n"
        "with Store(sys.argv[1]) as store:\n"
        "    for n in range(40):\n"
        "        with store.transaction() as c:\n"
        "            c.execute('INSERT INTO article VALUES (?, ?, ?)', (sys.argv[2] + str(n), '{}', ''))\n"
    )
    path = str(tmp_path / "s.sqlite")
    running = [subprocess.Popen([sys.executable, "-c", script, path, name]) for name in "ab"]
    assert [process.wait() for process in running] == [0, 0]
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM article").fetchone()[0] == 80
    connection.close()


def test_the_last_run_gives_its_articles_back(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        assert last_run_articles(store) == ()
        record_run(store, "brief", "sig", [Article(id="old", text="قديم")])
        record_run(store, "brief", "sig", [ARTICLE])
        assert last_run_articles(store) == (ARTICLE,)
