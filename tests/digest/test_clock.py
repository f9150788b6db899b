"""A clock that was wrong: nothing is issued across years, nothing is silent for years, and all can be taken back."""

import json
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mujaz.cli import main

Run = Callable[..., tuple[str, str]]
MONDAY, NEXT, AHEAD = "2024-11-11T06:00:00+03:00", "2024-11-18T06:00:00+03:00", "2031-02-10T06:00:00+03:00"


@pytest.fixture
def run(
    tmp_path: Path, make: Any, tiny: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """A job with a watched folder; `drop` puts an article there, dated or not."""
    (tmp_path / "in").mkdir()
    (tmp_path / "mujaz.toml").write_text(
        '[store]\npath = "store.sqlite"\n[[folder]]\nname = "drops"\npath = "in"\n[digest]\nformats = ["json"]\n'
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MUJAZ_MODEL", str(tiny))
    monkeypatch.setenv("MUJAZ_CACHE", str(tiny.parent / "cache"))

    def drop(number: int, day: str = "") -> None:
        record = {"text": make.article(number), **({"date": day} if day else {})}
        path = tmp_path / "in" / f"{number}.jsonl"
        path.write_text(json.dumps(record, ensure_ascii=False))
        os.utime(path, (time.time() - 60,) * 2)

    def call(*args: str, now: str, code: int = 0, dropped: tuple[Any, ...] = ()) -> tuple[str, str]:
        monkeypatch.setenv("MUJAZ_NOW", now)
        for number, day in dropped:
            drop(number, day)
        with pytest.raises(SystemExit) as stop:
            main(list(args))
        out, err = capsys.readouterr()
        assert (stop.value.code or 0) == code, err
        return out, err

    return call


def rows(query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect("store.sqlite")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_no_series_is_issued_across_years_and_the_right_clock_goes_on_as_if_nothing_had_been(run: Run) -> None:
    run("fetch", now=MONDAY, dropped=[(1, "2024-11-05")])
    run("digest", now=MONDAY)
    out, err = run("digest", now=AHEAD, code=1)
    assert out == ""
    assert "the last digest is of 2024-W45" in err
    assert "mujaz digest --week 2031-W06" in err
    assert rows("SELECT week FROM digest") == [("2024-W45",)]
    assert "2024-W46" in run("digest", now=NEXT)[0]


def test_after_a_gap_that_is_real_the_week_asked_for_begins_the_series_anew(run: Run) -> None:
    run("digest", now=MONDAY)
    run("digest", "--week", "2031-W06", now=AHEAD)
    assert "2031-W07" in run("digest", now="2031-02-17T06:00:00+03:00")[0]


def test_a_first_digest_by_a_wrong_clock_is_named_and_taken_back(run: Run) -> None:
    run("fetch", now=AHEAD, dropped=[(1, ""), (2, "2024-11-05")])
    run("digest", now=AHEAD)
    assert rows("SELECT week FROM digest") == [("2031-W06",)]
    for now in (MONDAY, NEXT):
        out, err = run("digest", now=now, code=1)
        assert out == ""
        assert "2031-W06" in err
        assert "--mend-clock" in err
    run("fetch", now=MONDAY, dropped=[(3, "2024-11-06")])  # goes on, into the right week
    assert ("2024-W45", 0) in rows("SELECT week, late FROM collected")
    out, err = run("digest", "--mend-clock", now=MONDAY)
    assert "withdrawn: the digest of 2031-W06" in out
    assert rows("SELECT week FROM digest") == []
    assert rows("SELECT week, day, late FROM collected ORDER BY day") == [
        ("2024-W45", "2024-11-05", 0), ("2024-W45", "2024-11-06", 0), ("2024-W46", "2024-11-11", 0),
    ]  # fmt: skip
    assert rows("PRAGMA foreign_key_check") == []
    assert "2024-W45" in run("digest", now=MONDAY)[0]
    made = json.loads(Path("digests/2024-W45/digest.json").read_text())
    assert made["articles"] == 2
    assert run("digest", "--mend-clock", now=MONDAY)[0] == "0 articles have their day and week again\n"


def test_a_clock_put_back_by_hours_is_no_trouble(run: Run) -> None:
    run("digest", now=MONDAY)
    assert run("digest", now="2024-11-10T22:00:00+03:00") == ("", "")


@pytest.mark.parametrize("now", ["0001-01-01T00:00:00+00:00", "1970-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"])
def test_a_year_that_cannot_be_is_said_and_nothing_is_written(run: Run, now: str) -> None:
    for command in ("fetch", "digest"):
        err = run(command, now=now, code=1)[1]
        assert "this machine's clock says" in err
        assert err.count("\n") == 1


def test_mending_stands_alone(run: Run) -> None:
    assert "stands alone" in run("digest", "--mend-clock", "--week", "2024-W45", now=MONDAY, code=2)[1]
