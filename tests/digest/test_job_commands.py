"""fetch, digest, ledger, site and schedule as an administrator runs them, with a real (tiny) model."""

import json
import os
import sqlite3
import time
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from mujaz.cli import main
from mujaz.job.lock import locked

Run = Callable[..., tuple[str, str]]


@pytest.fixture
def job(tmp_path: Path, make: Any, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with mujaz.toml and three dropped articles, two of week 45 and one of week 46."""
    drops = tmp_path / "in"
    drops.mkdir()
    for number, day in ((1, "2024-11-05"), (2, "2024-11-08"), (3, "2024-11-12")):
        text = json.dumps(
            {"text": make.article(number), "title": f"خبر {number}", "date": day, "outlet": f"وكالة {number}"}
        )
        (drops / f"{number}.jsonl").write_text(text, encoding="utf-8")
        os.utime(drops / f"{number}.jsonl", (time.time() - 60,) * 2)
    (tmp_path / "mujaz.toml").write_text(
        '[store]\npath = "store.sqlite"\n[[folder]]\nname = "drops"\npath = "in"\n'
        '[digest]\nformats = ["md", "html", "json"]\n'
        '[mail]\nhost = "127.0.0.1"\nport = 1\nsecurity = "none"\nfrom = "m@example.org"\nto = ["a@example.org"]\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MUJAZ_MODEL", str(tiny))
    monkeypatch.setenv("MUJAZ_CACHE", str(tiny.parent / "cache"))
    return tmp_path


@pytest.fixture
def run(job: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def call(*args: str, code: int = 0, now: str = "2024-11-18T06:00:00+03:00") -> tuple[str, str]:
        monkeypatch.setenv("MUJAZ_NOW", now)
        with pytest.raises(SystemExit) as stop:
            main(list(args))
        out, err = capsys.readouterr()
        assert (stop.value.code or 0) == code, err
        return out, err

    return call


MONDAY_45 = "2024-11-11T06:00:00+03:00"


def test_a_good_run_says_nothing_and_makes_the_last_complete_week(run: Run, job: Path) -> None:
    assert run("fetch", now=MONDAY_45) == ("", "")
    out, err = run("digest", now=MONDAY_45)
    assert err == ""
    assert [Path(line).name for line in out.splitlines()] == ["digest.html", "digest.json", "digest.md"]
    made = json.loads((job / "digests" / "2024-W45" / "digest.json").read_text(encoding="utf-8"))
    assert (made["articles"], made["start"], made["end"]) == (2, "2024-11-04", "2024-11-10")
    for event in made["events"]:
        assert (job / "digests" / "2024-W45" / "events" / event["folder"] / "briefing.html").is_file()


def test_running_again_gives_the_same_bytes(run: Run, job: Path) -> None:
    run("fetch", now=MONDAY_45)
    run("digest", "--quiet", now=MONDAY_45)
    folder = job / "digests" / "2024-W45"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert run("digest", now=MONDAY_45) == ("", "")  # nothing is due
    (folder / "digest.md").unlink()
    run("digest", now="2024-11-13T09:00:00+03:00")  # what is missing is written again, later, the same
    run("digest", "--week", "2024-W45", now="2024-11-13T09:00:00+03:00")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_missed_weeks_are_caught_up(run: Run, job: Path) -> None:
    run("fetch", now=MONDAY_45)
    run("digest", "--quiet", now=MONDAY_45)
    run("digest", "--quiet", now="2024-12-02T06:00:00+03:00")
    assert sorted(path.name for path in (job / "digests").iterdir()) == [f"2024-W{w}" for w in (45, 46, 47, 48)]


def test_a_late_article_is_told_in_the_next_digest(run: Run, job: Path) -> None:
    run("digest", "--quiet", now=MONDAY_45)
    run("fetch", now="2024-11-13T09:00:00+03:00")
    run("digest", "--quiet")
    made = json.loads((job / "digests" / "2024-W46" / "digest.json").read_text(encoding="utf-8"))
    assert (made["articles"], made["late"]) == (3, 2)
    assert "2 of them late" in made["glance"][0]


def test_an_open_week_is_a_preview_and_a_period_is_not_kept(run: Run, job: Path) -> None:
    run("fetch", now="2024-11-13T09:00:00+03:00")
    _, err = run("digest", "--week", "2024-W46", "--format", "md", now="2024-11-13T09:00:00+03:00")
    assert "preview" in err
    assert "not over" in run("digest", "--week", "2024-W46", "--email", code=2, now="2024-11-13T09:00:00+03:00")[1]
    out, _ = run("digest", "--since", "2024-11-01", "--until", "2024-11-30", "--format", "json")
    assert json.loads(Path(out.strip()).read_text(encoding="utf-8"))["articles"] == 3
    out, _ = run("digest", "--format", "json")
    assert "2024-W46" in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--week", "2024-W60"), "2024-W45"),
        (("--week", "2024-W45", "--since", "2024-11-01"), "exclude"),
        (("--until", "2024-11-01"), "--since"),
        (("--since", "2024-11-01", "--email"), "cannot be sent"),
        (("--email", "--eml", "x"), "dry run"),
    ],
)
def test_options_that_do_not_fit_together(run: Run, args: tuple[str, ...], said: str) -> None:
    assert said in run("digest", *args, code=2)[1]


def test_the_dry_run_writes_the_mail_and_sends_nothing(run: Run, job: Path) -> None:
    run("fetch", now=MONDAY_45)
    run("digest", "--quiet", "--eml", "a.eml", now=MONDAY_45)
    run("digest", "--quiet", "--eml", "b.eml", now=MONDAY_45)
    assert (job / "a.eml").read_bytes() == (job / "b.eml").read_bytes()
    assert (job / "a.eml").stat().st_mode & 0o077 == 0  # it names the readers
    mail = message_from_bytes((job / "a.eml").read_bytes())
    assert mail["To"] == "a@example.org"
    assert mail["Message-ID"].startswith("<mujaz.2024-W45.")


def test_a_mail_server_that_is_down_is_one_line_and_exit_1(run: Run, job: Path) -> None:
    run("fetch", now=MONDAY_45)
    _, err = run("digest", "--email", "--quiet", code=1, now=MONDAY_45)
    assert err.count("\n") == 1
    assert "did not take the mail" in err
    assert (job / "digests" / "2024-W45" / "digest.md").is_file()  # the digest itself was made
    _, err = run("digest", "--email", "--log-format", "json", code=1, now=MONDAY_45)
    assert json.loads(err.splitlines()[-1])["level"] == "error"


def test_another_run_holds_the_lock(run: Run, job: Path) -> None:
    with locked(job / "store.sqlite"):
        for command in (("fetch",), ("digest",), ("site", "www")):
            assert "another run" in run(*command, code=6)[1]
        began = time.monotonic()
        run("fetch", "--wait", "0.5", code=6)
        assert time.monotonic() - began >= 0.5


def test_a_file_that_cannot_be_read_is_exit_4_once(run: Run, job: Path) -> None:
    (job / "in" / "bad.jsonl").write_text("{", encoding="utf-8")
    os.utime(job / "in" / "bad.jsonl", (time.time() - 60,) * 2)
    _, err = run("fetch", code=4)
    assert "bad.jsonl" in err
    assert run("fetch") == ("", "")


def test_nothing_to_fetch_is_a_mistake(run: Run, job: Path) -> None:
    (job / "mujaz.toml").write_text("", encoding="utf-8")
    assert "nothing to fetch" in run("fetch", code=2)[1]


def test_no_model_is_exit_5(run: Run, job: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("fetch", now=MONDAY_45)
    monkeypatch.setenv("MUJAZ_MODEL", str(job / "no-such-model"))
    assert "model" in run("digest", code=5, now=MONDAY_45)[1]
    monkeypatch.undo()


def test_the_ledger_lists_filters_and_exports(run: Run, job: Path) -> None:
    run("fetch")
    assert "3 collected articles are not in the ledger yet" in run("ledger")[1]
    run("digest", "--quiet", "--since", "2024-11-01", "--until", "2024-11-30")
    everything = json.loads(run("ledger", "--json")[0])
    assert len(everything) >= 3
    some = json.loads(run("ledger", "--json", "--amount", "1000000", "--status", "pledged", "--since", "2024-11-08")[0])
    assert 0 < len(some) < len(everything)
    assert all(entry["commitment"]["status"] == "pledged" for entry in some)
    lines = run("ledger", "--csv")[0].splitlines()
    assert lines[0].startswith("\ufeffday,week,who,what,to,amount,currency")
    assert "$5 million" in run("ledger")[0]
    assert run("ledger", "--actor", "nobody") == ("", f"none of {len(everything)} commitments fits\n")
    assert run("ledger", "--actor", "nobody", "--quiet") == ("", "")


def test_an_empty_ledger_says_so(run: Run, job: Path) -> None:
    out, err = run("ledger")
    assert out == ""
    assert "no commitments yet" in err


def test_the_ledger_is_written_for_spreadsheets_and_calendars(run: Run, job: Path) -> None:
    run("fetch")
    run("digest", "--quiet", "--since", "2024-11-01", "--until", "2024-11-30")
    assert run("ledger", "--xlsx", "l.xlsx")[0] == "l.xlsx\n"
    assert (job / "l.xlsx").read_bytes().startswith(b"PK")
    assert run("ledger", "--ics")[0].startswith("BEGIN:VCALENDAR")
    assert "2027-03" in run("ledger", "--due", "never", code=2)[1]
    assert "exclude" in run("ledger", "--due", "2027", "--overdue", code=2)[1]
    assert "exclude" in run("ledger", "--csv", "--xlsx", "x.xlsx", code=2)[1]


def test_the_archive_is_written_and_then_left_alone(run: Run, job: Path) -> None:
    run("fetch", now=MONDAY_45)
    run("digest", "--quiet", now=MONDAY_45)
    first = run("site", "www")[0].splitlines()
    assert first[:3] == ["www/weeks/2024-W45/index.html", "www/index.html", "www/ledger.html"]
    assert first[3] == "www/actors/index.html"
    assert len(run("site", "www")[0].splitlines()) == 2
    assert (job / "www" / "weeks" / "2024-W45" / "index.html").is_file()


def test_schedule_show_names_this_installation(run: Run, job: Path) -> None:
    out, _ = run("schedule", "show")
    assert str(job / "mujaz.toml") in out
    assert "[Timer]" in out
    assert "0 6 * * *" in out
    assert "[Timer]" not in run("schedule", "show", "--cron")[0]
    run("schedule", "show", "--systemd", "--out", "units")
    assert (job / "units" / "mujaz-digest.timer").is_file()


def test_exit_3_when_marked_for_review_and_strict(run: Run, job: Path) -> None:
    run("fetch", now=MONDAY_45)
    run("digest", "--quiet", "--strict", code=3, now=MONDAY_45)  # the tiny model fails every check


def test_an_article_that_breaks_the_analysis_stops_nothing_and_is_told(
    run: Run, job: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mujaz.analyse import analyse as real

    def breaking(article: Any, glossary: Any = None) -> Any:
        if "خبر 1" in article.title:
            raise ZeroDivisionError
        return real(article, glossary)

    monkeypatch.setattr("mujaz.analyse.analyse", breaking)
    run("fetch", now=MONDAY_45)
    run("digest", "--quiet", now=MONDAY_45)
    made = json.loads((job / "digests" / "2024-W45" / "digest.json").read_text(encoding="utf-8"))
    assert len(made["events"]) == 1
    assert "ZeroDivisionError" in made["troubles"][0]["error"]
    run("digest", "--quiet")  # the week after is not held up either


def test_status_says_where_the_job_stands(run: Run, job: Path) -> None:
    assert json.loads(run("status", "--json")[0])["last_fetch"] == ""
    run("fetch", now=MONDAY_45)
    found = json.loads(run("status", "--json", now=MONDAY_45)[0])
    assert (found["articles"], found["unread"], found["last_digest"]) == (3, 3, "")
    run("digest", "--quiet", now=MONDAY_45)
    found = json.loads(run("status", "--json", now="2024-11-26T06:00:00+03:00")[0])
    assert (found["last_digest"], found["behind"], found["failing"]) == ("2024-W45", 2, [])
    assert found["commitments"] > 0
    out, _ = run("status", now="2024-11-26T06:00:00+03:00")
    assert "2024-W45, 2 complete weeks behind" in out


def test_feeds_say_how_they_are_doing(run: Run, job: Path) -> None:
    run("fetch", now=MONDAY_45)
    (one,) = json.loads(run("feeds", "--json", now=MONDAY_45)[0])
    assert (one["name"], one["kind"], one["articles"], one["failures"]) == ("drops", "folder", 3, 0)
    assert "drops" in run("feeds", now=MONDAY_45)[0]


def test_feeds_come_from_a_feed_reader_and_go_back(run: Run, job: Path) -> None:
    (job / "l.opml").write_text(
        '<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/rss"/></body></opml>', encoding="utf-8"
    )
    before = (job / "mujaz.toml").read_text(encoding="utf-8")
    assert "[[feed]]" in run("feeds", "import", "l.opml", "--dry-run")[0]
    assert (job / "mujaz.toml").read_text(encoding="utf-8") == before
    assert "1 new feeds" in run("feeds", "import", "l.opml")[1]
    assert "0 new feeds, 1 known" in run("feeds", "import", "l.opml")[1]
    assert 'xmlUrl="https://a.example/rss"' in run("feeds", "export")[0]
    assert "never" in run("feeds")[0]
    assert "cannot read" in run("feeds", "import", "no.opml", code=4)[1]


def test_fetch_says_one_line_on_a_terminal(run: Run, job: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert run("fetch")[1] == "3 new articles from 0 feeds and 1 folder\n"
    assert run("fetch", "--quiet") == ("", "")


def damage(job: Path, *statements: str) -> None:
    connection = sqlite3.connect(job / "store.sqlite")
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_what_was_read_of_an_article_and_is_damaged_is_read_again(run: Run, job: Path) -> None:
    run("fetch", now=MONDAY_45)
    run("digest", "--quiet", now=MONDAY_45)
    usual = (job / "digests" / "2024-W45" / "digest.json").read_bytes()
    ledger = run("ledger", "--json", now=MONDAY_45)
    damage(
        job, "UPDATE understood SET record = '{damaged'", "UPDATE commitment SET record = 'x'",
        "DELETE FROM digest_event", "DELETE FROM delivery", "DELETE FROM digest",
    )  # fmt: skip
    run("digest", "--quiet", now=MONDAY_45)
    assert (job / "digests" / "2024-W45" / "digest.json").read_bytes() == usual
    assert run("ledger", "--json", now=MONDAY_45) == ledger


def test_a_damaged_article_is_named_in_the_digest_and_costs_no_other(run: Run, job: Path) -> None:
    run("fetch", now=MONDAY_45)
    damage(job, "UPDATE article SET record = '{damaged' WHERE id = (SELECT min(article) FROM collected)")
    run("digest", "--quiet", now=MONDAY_45)
    made = json.loads((job / "digests" / "2024-W45" / "digest.json").read_text(encoding="utf-8"))
    assert made["articles"] == 1
    assert any("damaged" in trouble["error"] for trouble in made["troubles"])
    run("fetch", now=MONDAY_45)


@pytest.mark.parametrize("record", ["{damaged", "{}", "[]", "null"])
def test_a_damaged_digest_or_commitment_is_named_with_a_remedy(run: Run, job: Path, record: str) -> None:
    run("fetch", now=MONDAY_45)
    run("digest", "--quiet", now=MONDAY_45)
    damage(job, f"UPDATE digest SET record = '{record}'")
    err = run("digest", "--week", "2024-W45", code=1)[1]
    assert "the digest of 2024-W45 is damaged" in err
    assert "backup" in err
    damage(job, f"UPDATE commitment SET record = '{record}'", "DELETE FROM ledger_entry")
    err = run("ledger", code=1)[1]
    assert "is damaged" in err
    assert "mujaz reread --all" in err
    assert err.count("\n") == 1
