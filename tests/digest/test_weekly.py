from dataclasses import replace
from datetime import date
from typing import Any

from mujaz.digest.weekly import CHART_WEEKS, Material, compose
from mujaz.ledger.ledger import build
from mujaz.records.article import When
from mujaz.records.briefing import Briefing, Bullet, Reference, Section, Source
from mujaz.records.digest import Commitment, Digest, SourceTrouble
from mujaz.records.statement import Amount


def briefing(number: int, *articles: str, **more: Any) -> Briefing:
    fields: dict[str, Any] = {
        "event": f"e{number}",
        "folder": f"2024-11-0{number}-event",
        "title": f"Event {number}",
        "title_ar": "حدث",
        "kind": "Meeting",
        "date": f"{number} November 2024",
        "date_start": When(f"2024-11-0{number}", "day"),
        "date_end": None,
        "place": "Muscat",
        "bottom_line": (Bullet(what="First."), Bullet(what="Second.")),
        "sources": tuple(
            Source(number=n, article=a, outlet="", title_ar="", title_en="", date="", address="")
            for n, a in enumerate(articles, 1)
        ),
    }
    return Briefing(**{**fields, **more})


def commitment(article: str, day: str, week: str, value: float, **more: Any) -> Commitment:
    fields: dict[str, Any] = {
        "id": f"{article}:2:1",
        "article": article,
        "sentence": 2,
        "day": day,
        "week": week,
        "actor": "Oman",
        "actor_ar": "سلطنة عمان",
        "what": "support for the fund",
        "ar": "دعم",
        "topic": ("صندوق", "دعم", "اعمار", "قري"),
        "amounts": (Amount(value, "USD"),),
        "how_much": f"${value:,.0f}",
        "status": "pledged",
    }
    return Commitment(**{**fields, **more})


def made(material: Material) -> Digest:
    return compose(
        material,
        week="2024-W45",
        first=date(2024, 11, 4),
        last=date(2024, 11, 10),
        zone="UTC",
        title="Weekly digest",
        issued="2024-11-11T00:00:00+00:00",
        signature="s",
    )


def material(commitments: list[Commitment], *briefings: Briefing, **more: Any) -> Material:
    articles = frozenset(source.article for b in briefings for source in b.sources)
    fields: dict[str, Any] = {
        "briefings": briefings,
        "ledger": build(commitments),
        "articles": articles,
        "outlets": {article: (f"Outlet {article}",) for article in articles},
    }
    return Material(**{**fields, **more})


def test_an_event_has_its_bottom_line_its_articles_and_outlets() -> None:
    (event,) = made(material([], briefing(5, "a", "b"))).events
    assert (event.bottom_line, event.articles, event.outlets) == ("First. Second.", 2, ("Outlet a", "Outlet b"))
    assert event.day == "2024-11-05"


def test_a_changed_commitment_is_told_with_what_it_was() -> None:
    digest = made(
        material(
            [
                commitment("old", "2024-10-01", "2024-W40", 5e6),
                commitment("a", "2024-11-05", "2024-W45", 8e6),
            ],
            briefing(5, "x", "a"),
        )
    )
    (line,) = digest.commitments
    assert (line.change, line.note, line.refs) == ("changed", "was $5,000,000", ("2:2",))
    assert line.history == ("1 October 2024, pledged, $5,000,000",)
    (change,) = digest.changes
    assert "was $5,000,000" in change.text
    assert "Before: 1 October 2024" in change.text


def test_another_source_of_an_earlier_weeks_report_is_shown_as_repeated() -> None:
    digest = made(
        material(
            [commitment("old", "2024-11-03", "2024-W44", 5e6), commitment("a", "2024-11-04", "2024-W45", 5e6)],
            briefing(4, "a"),
        )
    )
    (line,) = digest.commitments
    assert (line.change, line.note, line.sources) == ("repeated", "first reported on 3 November 2024", 2)


def test_sources_that_name_different_sums_are_told_as_such() -> None:
    digest = made(
        material(
            [commitment("a", "2024-11-05", "2024-W45", 5e6), commitment("b", "2024-11-06", "2024-W45", 8e6)],
            briefing(5, "a", "b"),
        )
    )
    (line,) = digest.commitments
    assert (line.change, line.note, line.sources) == ("new", "another source: $8,000,000", 2)
    assert [d.text for d in digest.disagreements] == ["Oman: support for the fund – $5,000,000, or $8,000,000"]
    assert digest.changes == ()


def test_the_glance_is_five_lines_at_most_and_adds_no_sums() -> None:
    checks = Section("to_check", (Bullet(what="A number is missing", refs=(Reference(1, 1),), review=True),))
    declared = Section("declarations", (Bullet(what="A charter was adopted", refs=(Reference(1, 3),)),))
    digest = made(
        material(
            [
                commitment("a", "2024-11-05", "2024-W45", 5e6),
                commitment("b", "2024-11-06", "2024-W45", 2e6, actor="Kuwait", actor_ar="الكويت", status="paid"),
            ],
            briefing(5, "a", sections=(declared, checks)),
            briefing(6, "b"),
            troubles=(SourceTrouble(name="QNA", last_ok="", error="x"),),
            late=frozenset({"b"}),
        )
    )
    assert len(digest.glance) == 5
    assert digest.glance[0] == "2 events in 2 articles from 2 outlets, 1 of them late."
    assert digest.glance[2] == "Sums as reported: Oman $5,000,000 (pledged); Kuwait $2,000,000 (paid)."
    assert digest.glance[4] == "1 thing to check and 1 source failed."
    assert "7,000,000" not in " ".join(digest.glance)
    assert digest.events[1].late
    assert not digest.events[0].late


def test_sources_that_differ_stand_apart_from_what_to_check() -> None:
    doubts = (
        Bullet(what="The sources differ: $5 million or $6 million", refs=(Reference(1, 2), Reference(2, 2))),
        Bullet(what="A name is missing", refs=(Reference(1, 4),)),
        Bullet(what="No source states the place"),
    )
    digest = made(material([], briefing(5, "a", "b", sections=(Section("to_check", doubts),))))
    assert [line.text for line in digest.disagreements] == ["The sources differ: $5 million or $6 million"]
    assert [line.text for line in digest.to_check] == ["A name is missing"]


def test_an_empty_week_says_so() -> None:
    digest = made(material([]))
    assert digest.glance == ("No event in this period (0 articles collected).",)


def test_the_charts_count_weeks_and_actors() -> None:
    entries = [
        commitment("a", "2024-11-05", "2024-W45", 5e6),
        commitment("b", "2024-11-05", "2024-W45", 5e6, actor="Kuwait", actor_ar="الكويت"),
        commitment("c", "2024-09-05", "2024-W36", 1e6, actor="Iraq", actor_ar="العراق"),
    ]
    digest = made(material(entries, briefing(5, "a", "b")))
    assert len(digest.by_week) == CHART_WEEKS
    assert [count.total for count in digest.by_week][-2:] == [0, 2]
    assert [(count.label, count.new) for count in digest.by_actor] == [("Kuwait", 1), ("Oman", 1)]


def test_money_stands_before_words_and_changes_before_repetitions() -> None:
    entries = [
        commitment("a", "2024-11-05", "2024-W45", 5e6, status="none", amounts=(), how_much="", topic=("ماء",)),
        commitment("b", "2024-11-06", "2024-W45", 5e6, topic=("طرق", "جسور")),
    ]
    digest = made(material(entries, briefing(5, "a", "b")))
    assert [line.how_much for line in digest.commitments] == ["$5,000,000", ""]
    assert replace(digest, commitments=()) != digest


def test_what_is_only_worth_knowing_is_said_once_and_not_counted() -> None:
    dollar = Bullet(what="Currency: taken as USD", refs=(Reference(1, 1),))
    wrong = Bullet(what="A number is missing", refs=(Reference(1, 2),), review=True)
    digest = made(
        material(
            [],
            briefing(5, "a", sections=(Section("to_check", (dollar, wrong)),)),
            briefing(6, "b", sections=(Section("to_check", (dollar,)),)),
        )
    )
    assert [line.text for line in digest.to_check] == ["A number is missing", "Currency: taken as USD (in 2 events)"]
    assert digest.glance[-1] == "1 thing to check."
