"""Stores and disks that are not as they should be: exit code, one clear line with the remedy, nothing lost."""

import os
import resource
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.hostile import good

from mujaz.errors import StoreError
from mujaz.records.translation import Check, Conditions
from mujaz.store import store as store_module
from mujaz.store.store import APPLICATION_ID, Store
from mujaz.translation.memory import Memory, Remembered

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, tiny: Path) -> Run:
    (tmp_path / "a.txt").write_bytes(good())

    def run(*args: object, **more: object) -> subprocess.CompletedProcess[str]:
        own = {"MUJAZ_MODEL": str(tiny), "MUJAZ_STORE": str(tmp_path / "s.sqlite"), "MUJAZ_CACHE": str(tmp_path / "c")}
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            [sys.executable, "-m", "mujaz", *map(str, args)], env={**os.environ, **own}, cwd=tmp_path,
            capture_output=True, text=True, check=False, timeout=120, stdin=subprocess.DEVNULL, **more,
        )  # fmt: skip

    return run


def advice(error: StoreError) -> str:
    """Its message, after making sure that nobody is told to remove anything."""
    assert error.exit_code == 1
    assert error.remedy
    assert "remove" not in str(error).lower()
    assert "delete" not in str(error).lower()
    return str(error)


def test_a_store_says_in_its_header_whose_it_is(tmp_path: Path) -> None:
    Store(tmp_path / "s.sqlite").close()
    assert (tmp_path / "s.sqlite").read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big") == b"Muja"


def test_a_store_of_before_the_mark_is_taken_and_marked(tmp_path: Path) -> None:
    Store(tmp_path / "s.sqlite").close()
    with sqlite3.connect(tmp_path / "s.sqlite") as connection:
        connection.execute("PRAGMA application_id = 0")
    connection.close()
    with Store(tmp_path / "s.sqlite") as store:
        assert store.connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID


@pytest.mark.parametrize("mark", [0, 0x0F055112])
def test_the_database_of_another_program_is_refused_and_left_as_it_was(tmp_path: Path, mark: int) -> None:
    path = tmp_path / "bookmarks.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmark (address TEXT)")
        connection.execute(f"PRAGMA application_id = {mark}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program") as caught:
        Store(path)
    advice(caught.value)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_locked_store_says_who_to_wait_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "BUSY_MS", 50)
    with Store(tmp_path / "s.sqlite") as one, Store(tmp_path / "s.sqlite") as two:
        one.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program for too long") as caught, two.transaction():
            pytest.fail("the lock was given twice")
        advice(caught.value)
        one.connection.execute("ROLLBACK")
        with two.transaction():  # and it can be used again
            pass


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        with store.transaction() as connection:
            connection.execute("INSERT INTO article VALUES ('kept', '{}', '')")
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        store.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="disk is full") as caught, store.transaction() as connection:
            connection.execute("INSERT INTO article VALUES ('lost', ?, '')", ("x" * 1_000_000,))
        assert "free some room" in advice(caught.value)
        assert [row["id"] for row in store.connection.execute("SELECT id FROM article")] == ["kept"]
        store.connection.execute("PRAGMA max_page_count = 1000000")
        with store.transaction() as connection:
            connection.execute("INSERT INTO article VALUES ('later', '{}', '')")


@pytest.mark.parametrize(
    ("size", "match"), [(100, "no store|damaged"), (4096 * 3, "damaged|no store"), (50, "no store")]
)
def test_a_damaged_store_points_to_the_backup(tmp_path: Path, size: int, match: str) -> None:
    path = tmp_path / "s.sqlite"
    Store(path).close()
    data = bytearray(path.read_bytes())
    data[size:] = os.urandom(len(data) - size)
    path.write_bytes(data if size != 50 else b"x" * 5000)
    with pytest.raises(StoreError, match=match) as caught, Store(path) as store:
        store.connection.execute("SELECT count(*) FROM article").fetchone()
        raise store_module.trouble(str(path), sqlite3.DatabaseError("not found out"))
    advice(caught.value)


def test_a_folder_in_the_place_of_the_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=tmp_path.name) as caught:
        Store(tmp_path)
    advice(caught.value)


def test_a_damaged_row_of_the_memory_is_a_sentence_not_yet_translated(tmp_path: Path) -> None:
    conditions = Conditions("engine", "rules", "names")
    with Store(tmp_path / "s.sqlite") as store:
        memory = Memory(store)
        for source in ("one", "two", "three"):
            memory.save([Remembered(source, source.upper(), (Check("numbers", True, ""),), conditions)])
        with store.transaction() as connection:
            connection.execute("UPDATE translation SET checks = '{damaged' WHERE source = 'one'")
            connection.execute("UPDATE translation SET checks = '[1]' WHERE source = 'two'")
        assert set(memory.lookup(conditions, ["one", "two", "three"])) == {"three"}
        assert [item.source for item in memory.every_translation()] == ["three"]


def test_a_new_store_is_readable_for_its_owner_alone_and_an_old_one_not_for_all(tmp_path: Path) -> None:
    Store(tmp_path / "s.sqlite").close()
    assert stat.S_IMODE((tmp_path / "s.sqlite").stat().st_mode) == 0o600
    (tmp_path / "s.sqlite").chmod(0o664)
    with Store(tmp_path / "s.sqlite") as store, store.transaction() as connection:
        connection.execute("INSERT INTO article VALUES ('x', '{}', '')")
        for name in ("s.sqlite", "s.sqlite-wal", "s.sqlite-shm"):
            assert stat.S_IMODE((tmp_path / name).stat().st_mode) & stat.S_IRWXO == 0


@pytest.mark.parametrize("place", ["out", "store"])
def test_a_file_where_a_folder_is_wanted(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("x")
    options = ("--out", "file") if place == "out" else ("--store", "file/s.sqlite", "--out", "out")
    done = run("brief", "a.txt", "--quiet", "--format", "json", *options)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "file" in line
    assert "report it" not in line
    assert " – " in line


def test_a_disk_without_room_is_named_and_the_next_run_is_whole(run: Run, tmp_path: Path) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    run("brief", "a.txt", "--quiet", "--format", "json", "--out", "first")
    (tmp_path / "s.sqlite").unlink()
    done = run("brief", "a.txt", "--quiet", "--format", "json", "--out", "second", preexec_fn=little_room)
    if done.returncode:
        assert done.returncode == 1, done.stderr
        assert "report it" not in done.stderr
        assert "remove" not in done.stderr
        assert " – " in done.stderr
    done = run("brief", "a.txt", "--quiet", "--format", "json", "--out", "second")
    assert done.returncode == 0, done.stderr
    first, second = (sorted((tmp_path / name).rglob("*.json")) for name in ("first", "second"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert list((tmp_path / "second").rglob(".*")) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE article SET record = CAST(X'C3287B' AS TEXT)", "DROP TABLE finished_file", "DELETE FROM migration",
     "ALTER TABLE article RENAME COLUMN record TO other"],
)  # fmt: skip
def test_damage_inside_a_store_points_to_the_backup(tmp_path: Path, statement: str) -> None:
    with Store(tmp_path / "s.sqlite") as store, store.transaction() as connection:
        connection.execute("INSERT INTO article VALUES ('x', '{}', '')")
        connection.execute(statement)
    with (
        pytest.raises(StoreError, match=r"backup|damaged") as caught,
        Store(tmp_path / "s.sqlite") as store,
        store.transaction() as connection,
    ):
        connection.execute("SELECT record FROM article").fetchall()
        connection.execute("SELECT count(*) FROM finished_file").fetchall()
    assert "report" not in advice(caught.value)


def test_noise_in_a_store_is_never_an_unexpected_error(tmp_path: Path) -> None:
    import random

    path = tmp_path / "s.sqlite"
    Store(path).close()
    original, dice = path.read_bytes(), random.Random(14)
    for _ in range(150):
        data = bytearray(original)
        for _ in range(dice.choice((1, 20, 500))):
            data[dice.randrange(100, len(data))] = dice.randrange(256)
        path.write_bytes(data)
        try:
            Store(path).close()
        except StoreError as error:
            advice(error)
        for more in tmp_path.glob("s.sqlite-*"):
            more.unlink()
