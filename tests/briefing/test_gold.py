"""The five gold articles, composed with the reference translation: one page each, as short as the briefings by hand."""

from pathlib import Path

import pytest

from mujaz.briefing.compose import compose
from mujaz.briefing.fit import MAX_WORDS, fit
from mujaz.briefing.render import render
from mujaz.events.group import group
from mujaz.pages.typst import page_count

from .gold import NAMES, load


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_the_key_statements(shared: Path, name: str) -> None:
    data, analysis = load(shared, name)
    event = group([analysis])[0]
    briefing = compose(event, [analysis], signature="gold")
    fitted = fit(briefing)
    assert page_count(render(fitted, "pdf")) == 1
    assert fitted.words <= MAX_WORDS
    assert fitted.bottom_line
    keys = {row["n"] for row in data["sentences"] if row["key"] and "none" not in row["labels"]}
    told = {ref.sentence for section in briefing.sections for bullet in section.bullets for ref in bullet.refs}
    assert keys <= told, "every key statement is on the page or counted"


def test_the_pledge_leads_the_page(shared: Path) -> None:
    _, analysis = load(shared, "qatar-unoct-dialogue-4-2022")
    briefing = compose(group([analysis])[0], [analysis])
    assert "$15 million" in briefing.bottom_line[0].what
    assert "2026" in briefing.bottom_line[0].what
    assert {"$15 million a year (2024–2026)", "$15 million a year (2019–2023)"} <= {
        bullet.how_much for bullet in briefing.section("commitments").bullets
    }


def test_what_is_called_for_is_no_commitment(shared: Path) -> None:
    _, analysis = load(shared, "dushanbe-conference-2019")
    briefing = compose(group([analysis])[0], [analysis])
    assert len(briefing.section("commitments").bullets) == 1
    assert len([b for b in briefing.section("positions").bullets if b.tag == "Call"]) >= 4
