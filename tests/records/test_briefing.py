import json

import pytest
from pydantic import ValidationError
from tests.support.sample_briefing import briefing, hostile, with_section

from mujaz.records.briefing import Bullet, Reference, Section, from_json, to_json


def test_json_and_back() -> None:
    for made in (briefing(), hostile()):
        assert from_json(to_json(made)) == made


def test_json_fields_of_the_contract() -> None:
    data = json.loads(to_json(briefing()))
    assert data["sections"][0]["bullets"][0]["refs"] == [{"article": 1, "sentence": 1}]
    assert data["date_start"]["value"] == "2021-03-04"
    assert [section["id"] for section in data["sections"]][:2] == ["commitments", "declarations"]


def test_what_is_no_briefing_is_refused() -> None:
    data = json.loads(to_json(briefing()))
    data["sections"][0]["id"] = "nonsense"
    with pytest.raises(ValidationError):
        from_json(json.dumps(data))


def test_flags_are_the_cited_sentences_that_failed() -> None:
    assert [item.ref for item in briefing().flags] == [Reference(1, 2)]


def test_behind_a_bullet_stand_its_sentences() -> None:
    bullet = Bullet(what="x", refs=(Reference(1, 2), Reference(9, 9)))
    assert [item.ref.mark for item in briefing().behind(bullet)] == ["1:2"]


def test_words_count_what_is_read_but_not_sources() -> None:
    made = briefing(commitments=0)
    assert made.words < briefing(commitments=3).words
    assert made.words == briefing(commitments=0, sources=9).words


def test_sections_by_name() -> None:
    made = briefing()
    assert made.section("figures").bullets[0].what == "14 port authorities"
    assert with_section(made, Section("figures", (), 4)).section("figures").more == 4


@pytest.mark.parametrize(
    ("bullet", "stop"),
    [
        (Bullet(what="A thing"), "."),
        (Bullet(what="A thing …"), ""),
        (Bullet(what="A thing …", how_much="$5"), "."),
        (Bullet(what="Why?"), ""),
    ],
)
def test_no_double_stops(bullet: Bullet, stop: str) -> None:
    assert bullet.stop == stop
