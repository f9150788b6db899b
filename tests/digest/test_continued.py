"""Two simulated weeks: a later report of a known event joins it, and digest, site and store say so."""

import json
import os
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from tests.digest.conftest import Run

PLEDGE = (
    "أعلنت النرويج تقديم 4 ملايين دولار إلى تونغا لترميم مستشفى نوكوالوفا بعد إعصار ليلى.\n"
    "وقالت السفيرة إنغريد هولم إن المنحة النرويجية تشمل مختبر مستشفى نوكوالوفا."
)
DELIVERY = (
    "سلمت النرويج تونغا 4 ملايين دولار لترميم مستشفى نوكوالوفا الذي دمره إعصار ليلى.\n"
    "وقالت السفيرة إنغريد هولم إن مختبر مستشفى نوكوالوفا يفتتح بفضل المنحة النرويجية في مارس 2025."
)
OTHER = "تعهدت كينيا بتقديم 9 ملايين يورو إلى المتحف البحري في مومباسا.\nوقال المدير إن المتحف سيفتح أبوابه قريبا."
SECOND = "2024-11-18T06:00:00+03:00"


@pytest.fixture
def job(tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pledge in week 45, its delivery in week 46, and another pledge in week 46."""
    (tmp_path / "in").mkdir()
    for number, (text, title, day) in enumerate(
        (
            (PLEDGE, "النرويج تمنح مستشفى نوكوالوفا في تونغا 4 ملايين دولار", "2024-11-08"),
            (DELIVERY, "تونغا تتسلم 4 ملايين دولار من النرويج لمستشفى نوكوالوفا", "2024-11-12"),
            (OTHER, "كينيا تدعم متحف مومباسا البحري", "2024-11-12"),
        )
    ):
        path = tmp_path / "in" / f"{number}.jsonl"
        path.write_text(json.dumps({"text": text, "title": title, "date": day, "outlet": f"وكالة {number}"}))
        os.utime(path, (time.time() - 60,) * 2)
    (tmp_path / "mujaz.toml").write_text(
        '[store]\npath = "store.sqlite"\n[[folder]]\nname = "drops"\npath = "in"\n'
        '[digest]\nformats = ["md", "html", "json"]\n'
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MUJAZ_MODEL", str(tiny))
    monkeypatch.setenv("MUJAZ_CACHE", str(tiny.parent / "cache"))
    monkeypatch.setenv("MUJAZ_NOW", SECOND)
    return tmp_path


def told(job: Path, week: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((job / "digests" / week / "digest.json").read_text(encoding="utf-8"))
    return made


def test_a_later_report_joins_the_known_event(run: Run, job: Path) -> None:
    run("fetch")
    run("digest", "--week", "2024-W45")
    run("digest", "--week", "2024-W46")
    run("site", "archive")
    (pledge,) = told(job, "2024-W45")["events"]
    later = {event["title"]: event for event in told(job, "2024-W46")["events"]}
    (delivery,) = (event for event in later.values() if event["since"])
    assert len(later) == 2
    assert pledge["since"] == ""
    assert delivery["id"] == pledge["id"]
    assert delivery["since"].endswith("2024 (2024-W45)")
    for name in ("digest.md", "digest.html"):
        page = (job / "digests" / "2024-W46" / name).read_text(encoding="utf-8")
        assert page.count("continued, since ") == 1
    site = job / "archive" / "weeks"
    pages = {
        folder: (site / "2024-W46" / "events" / folder / "briefing.html").read_text(encoding="utf-8")
        for folder in (event["folder"] for event in later.values())
    }
    link = f'href="../../../2024-W45/events/{pledge["folder"]}/briefing.html"'
    assert [folder for folder, page in pages.items() if link in page] == [delivery["folder"]]
    assert (site / "2024-W45" / "events" / pledge["folder"] / "briefing.html").is_file()
    connection = sqlite3.connect("store.sqlite")
    try:
        weeks = connection.execute("SELECT week FROM digest_event WHERE event = ? ORDER BY week", (pledge["id"],))
        assert [week for (week,) in weeks] == ["2024-W45", "2024-W46"]
    finally:
        connection.close()
