import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from mujaz.digest.render import fitted, mail_parts, period, render_all
from mujaz.errors import DataError
from mujaz.pages.typst import page_count
from mujaz.records.digest import CommitmentLine, Count, Digest, EventLine, Line, SourceTrouble, from_json, to_json

EVIL = '<script>alert(1)</script> & "q" #x $y \\z [a](b) {{ 1 }} | *m*'


def digest(count: int = 3, text: str = "A council adopted a plan for rural schools") -> Digest:
    events = tuple(
        EventLine(
            id=f"e{i}",
            folder=f"2024-11-05-event-{i}",
            title=f"{text} {i}",
            kind="conference",
            date="5 November 2024",
            day="2024-11-05",
            place="Muscat",
            bottom_line=f"{text}.",
            articles=2,
            outlets=("Agency A", "Agency B"),
            late=i == 1,
            review=i == 2,
        )
        for i in range(count)
    )
    commitments = tuple(
        CommitmentLine(
            who="Oman",
            what=f"will {text} {i}",
            how_much="$5 million a year",
            by_when="2025–2027",
            status="pledged",
            change="extended",
            note="until 2027 instead of 2024",
            history=("4 May 2023, pledged, $5 million a year",),
            event=f"e{i}",
            folder=f"2024-11-05-event-{i}",
            refs=("1:2",),
            review=i == 0,
        )
        for i in range(count)
    )
    lines = tuple(
        Line(text=f"{text} {i}", event=f"e{i}", folder=f"2024-11-05-event-{i}", refs=("1:3",)) for i in range(count)
    )
    return Digest(
        week="2024-W45",
        start="2024-11-04",
        end="2024-11-10",
        time_zone="Asia/Qatar",
        title="Weekly digest",
        issued="2024-11-11T03:00:00+00:00",
        glance=(f"{count} events.",),
        events=events,
        commitments=commitments,
        declarations=lines,
        changes=lines,
        disagreements=lines[:1],
        to_check=lines,
        troubles=(SourceTrouble(name="QNA", last_ok="2024-11-08T03:00:00+00:00", error="the server answered 503"),),
        by_week=(Count(label="2024-W44", new=1), Count(label="2024-W45", new=2, other=1)),
        by_actor=(Count(label="Oman", new=2, other=1),),
        articles=6,
        signature="model: m | rules: r",
    )


def test_all_sections_stand_in_every_text_format() -> None:
    files = render_all(digest(), ("md", "html"))
    for data in files.values():
        text = data.decode()
        for words in (
            "Weekly digest 2024-W45",
            "4–10 November 2024",
            "Asia/Qatar",
            "3 events.",
            "Events",
            "Commitments",
            "Declarations and decisions",
            "What changed",
            "Sources that differ",
            "What to check",
            "Sources that failed",
            "last worked 3 days ago",
            "$5 million a year",
            "until 2027 instead of 2024",
            "extended",
            "pledged",
            "reported late",
            "model: m",
            "events/2024-11-05-event-1/briefing.html",
            "Commitments by week",
            "Commitments by actor",
        ):
            assert words in text.replace("\\", ""), words


def test_the_same_digest_gives_the_same_bytes() -> None:
    formats = ("md", "html", "pdf", "docx", "json")
    assert render_all(digest(), formats) == render_all(digest(), formats)


def test_a_short_digest_has_no_annex() -> None:
    files = render_all(digest(2), ("pdf",))
    assert page_count(files["digest.pdf"]) <= 2
    assert set(files) == {"digest.pdf"}


def test_a_long_digest_is_two_pages_and_an_annex_and_says_so() -> None:
    whole = digest(60)
    files = render_all(whole, ("pdf", "md", "html", "json"))
    assert page_count(files["digest.pdf"]) == 2
    assert page_count(files["annex.pdf"]) >= 1
    shown = fitted(whole)
    assert shown.annexed > 0
    for name in ("digest.md", "digest.html"):
        text = files[name].decode()
        assert f"{shown.annexed} lines" in text
        assert f"+{len(shown.annex.events)} more in the annex" in text
        for number in range(60):  # nothing is lost: it is on the pages or in the annex
            assert f"rural schools {number}" in text
    assert len(json.loads(files["digest.json"])["events"]) == 60


def test_foreign_text_stays_text_everywhere(tmp_path: Path) -> None:
    files = render_all(digest(2, EVIL), ("md", "html", "pdf", "docx"))
    html = files["digest.html"].decode()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<script>" not in files["digest.md"].decode()
    text, mail = mail_parts(fitted(digest(2, EVIL)))
    assert "<script" not in mail
    assert EVIL.split("{{", maxsplit=1)[0] in text


def test_the_page_asks_for_nothing_from_outside() -> None:
    html = render_all(digest(), ("html",))["digest.html"].decode()
    assert "default-src 'none'" in html
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
    assert "@import" not in html


def test_charts_are_drawn_with_their_numbers_beside() -> None:
    html = render_all(digest(), ("html",))["digest.html"].decode()
    assert html.count("<svg") == 2
    assert '<td class="n">2</td>' in html
    _, mail = mail_parts(fitted(digest()))
    assert "<svg" not in mail  # mail readers drop it; the numbers are there
    assert "2024-W44" in mail


def test_links_may_lead_to_the_published_archive() -> None:
    text, html = mail_parts(fitted(digest()), base="https://archive.example/weeks/2024-W45/")
    link = "https://archive.example/weeks/2024-W45/events/2024-11-05-event-1/briefing.html"
    assert link in text
    assert link in html
    text, html = mail_parts(fitted(digest()))
    assert "briefing.html" not in text + html


def test_json_round_trip_and_schema() -> None:
    from pydantic import TypeAdapter

    made = digest()
    assert from_json(to_json(made)) == made
    assert "commitments" in TypeAdapter(Digest).json_schema()["properties"]


def test_an_empty_week_is_a_digest_too() -> None:
    empty = replace(
        digest(0), glance=("No event in this period (0 articles collected).",), troubles=(), by_week=(), by_actor=()
    )
    files = render_all(empty, ("md", "html", "pdf", "docx", "json"))
    assert page_count(files["digest.pdf"]) == 1
    assert b"No event" in files["digest.md"]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-11-04", "2024-11-10", "4–10 November 2024"),
        ("2024-10-28", "2024-11-03", "28 October – 3 November 2024"),
        ("2024-12-30", "2025-01-05", "30 December 2024 – 5 January 2025"),
        ("2024-11-04", "2024-11-04", "4 November 2024"),
    ],
)
def test_periods_for_readers(start: str, end: str, words: str) -> None:
    assert period(replace(digest(0), start=start, end=end)) == words


def test_a_users_template_replaces_ours_and_its_mistakes_are_named(tmp_path: Path) -> None:
    (tmp_path / "digest.md.j2").write_text("# {{ digest.week }} only\n", encoding="utf-8")
    assert render_all(digest(), ("md",), tmp_path)["digest.md"] == b"# 2024-W45 only\n"
    (tmp_path / "digest.md.j2").write_text("{{ digest.wek }}", encoding="utf-8")
    with pytest.raises(DataError, match=r"digest\.md\.j2"):
        render_all(digest(), ("md",), tmp_path)


def test_the_packaged_word_template_is_the_one_that_is_built() -> None:
    from tools.word_digest import build

    from mujaz.resources import shipped_path

    assert (shipped_path("templates") / "digest.docx").read_bytes() == build()


def test_the_word_document_holds_everything() -> None:
    import io

    from docx import Document

    document = Document(io.BytesIO(render_all(digest(40), ("docx",))["digest.docx"]))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for words in ("Weekly digest 2024-W45", "Annex", "more in the annex", "last worked 3 days ago"):
        assert words in text
    rows = [row.cells[1].text for table in document.tables for row in table.rows]
    assert sum("rural schools" in row for row in rows) == 40
    assert "{" not in text
