from typing import Any

import pytest

from mujaz.events.group import group
from mujaz.events.title import place_en, plain, slug, title_case
from mujaz.records.event import Event
from tests.support.sample_analysis import analysis, with_english


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("safety of small ports in the gulf", "Safety of Small Ports in the Gulf"),
        ("high-level talks on counter-terrorism", "High-Level Talks on Counter-Terrorism"),
        ("support for UNOCT and goTravel", "Support for UNOCT and goTravel"),
        ("the road to peace", "The Road to Peace"),
        ("", ""),
    ],
)
def test_title_case(text: str, title: str) -> None:
    assert title_case(text) == title


def test_plain_takes_marks_and_stops_away() -> None:
    assert plain(" “A  title”. ") == "A title"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fourth Conference on the Safety of Ports", "fourth-conference-safety-ports"),
        ("Élan / ../../etc", "elan-etc"),
        ("مؤتمر", ""),
        ("x" * 200, "x" * 60),
    ],
)
def test_slug_is_safe_for_files(title: str, expected: str) -> None:
    assert slug(title) == expected


def english(line: str, table: dict[str, str], **given: Any) -> Event:
    return group([with_english(analysis(line, **given), table)])[0]


def test_between_two_sides() -> None:
    line = "عقد الحوار الاستراتيجي الخامس بين سلطنة عمان والبنك الأفريقي، في مسقط"
    event = english(line, {"سلطنة عمان والبنك الأفريقي": "the Sultanate of Oman and the African Bank"})
    assert event.title_en == "Fifth Strategic Dialogue between the Sultanate of Oman and the African Bank"


def test_head_with_words_of_its_own_is_translated_with_them() -> None:
    line = "عقد في مسقط أمس حوار السياسات البلدية بشأن النقل العام في المدن الكبرى"
    table = {
        "حوار السياسات البلدية": "municipal policy dialogue",
        "النقل العام في المدن الكبرى": "public transport in large cities",
    }
    assert english(line, table).title_en == "Municipal Policy Dialogue on Public Transport in Large Cities"


def test_part_set_off_follows_a_dash() -> None:
    line = "عقد في مسقط المؤتمر السابع حول «تأمين الممرات البحرية المشتركة مرحلة مسقط من عملية بحر العرب»"
    table = {
        "تأمين الممرات البحرية المشتركة": "Securing shared sea lanes",
        "مرحلة مسقط من عملية بحر العرب": "Muscat phase of the Arabian Sea process",
    }
    expected = "Seventh Conference on Securing Shared Sea Lanes – the Muscat Phase of the Arabian Sea Process"
    assert english(line, table).title_en == expected


def test_an_article_without_a_named_event_takes_its_heading() -> None:
    event = english(
        "وصل قطار جديد.", {"قطار جديد إلى الجنوب": "A new train to the south"}, title="قطار جديد إلى الجنوب"
    )
    assert event.title_en == "A new train to the south"


def test_unknown_place_is_romanised() -> None:
    assert place_en("", None) == ""
    assert place_en("وادي السرو", None).isascii()
