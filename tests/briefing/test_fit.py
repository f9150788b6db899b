from dataclasses import replace

import pytest

from mujaz.briefing.fit import MAX_WORDS, fit, fit_to, ranked
from mujaz.briefing.render import render
from mujaz.pages.typst import page_count
from mujaz.records.briefing import Briefing, Bullet, Section
from tests.support.sample_briefing import briefing, bullet, hostile, with_section


def total(made: Briefing) -> int:
    return sum(len(section.bullets) + section.more for section in made.sections)


@pytest.mark.parametrize("commitments", [0, 1, 12, 40])
@pytest.mark.parametrize("sources", [1, 3])
def test_one_page_with_everything_counted(commitments: int, sources: int) -> None:
    made = briefing(commitments, sources)
    fitted = fit(made)
    assert page_count(render(fitted, "pdf")) == 1
    assert total(fitted) == total(made)
    assert fitted.words <= MAX_WORDS


def test_a_page_limit_alone_cuts_too() -> None:
    made = briefing(120)
    fitted = fit(made, max_words=10**6)
    assert page_count(render(fitted, "pdf")) == 1
    assert fitted.section("commitments").more > 0
    more = replace(fitted, sections=tuple(one_more(s, made.section(s.id)) for s in fitted.sections))
    assert page_count(render(more, "pdf")) == 2, "the page could have held another line"


def one_more(section: Section, whole: Section) -> Section:
    if section.id != "commitments":
        return section
    return Section(section.id, whole.bullets[: len(section.bullets) + 3], section.more - 3)


def test_the_lowest_ranked_go_first() -> None:
    bullets = (bullet(1, score=0.1), bullet(2, score=9.0), *(bullet(n) for n in range(3, 30)))
    made = replace(briefing(0), sections=(Section("commitments", bullets),))
    order = ranked(made)
    assert order[0][0] == "commitments"
    fitted = fit_to(made, lambda candidate: 1 if len(candidate.section("commitments").bullets) <= 8 else 2)
    assert len(fitted.section("commitments").bullets) == 8
    assert fitted.section("commitments").more == len(bullets) - 8


def test_few_compiles() -> None:
    calls = []

    def pages(candidate: Briefing) -> int:
        calls.append(1)
        return 1 if total_shown(candidate) <= 9 else 2

    fit_to(briefing(60), pages, max_words=10**6)
    assert len(calls) <= 13


def total_shown(made: Briefing) -> int:
    return sum(len(section.bullets) for section in made.sections)


def test_every_section_keeps_its_first_bullet_before_any_gets_its_sixth() -> None:
    fitted = fit(briefing(40))
    assert all(section.bullets for section in fitted.sections)


@pytest.mark.parametrize("characters", [200, 1500, 20000])
def test_huge_titles(characters: int) -> None:
    made = replace(briefing(5), title="Port safety " * (characters // 12), title_ar="مؤتمر " * (characters // 6))
    assert page_count(render(fit(made), "pdf")) == 1


def test_huge_bottom_line_and_sources() -> None:
    line = Bullet(what="word " * 3000)
    made = replace(briefing(5, sources=60), bottom_line=(line, line))
    fitted = fit(made)
    assert page_count(render(fitted, "pdf")) == 1
    assert len(fitted.sources) + fitted.more_sources == 60


def test_hostile_text_fits_too() -> None:
    assert page_count(render(fit(hostile()), "pdf")) == 1


def test_fitting_twice_changes_nothing() -> None:
    once = fit(briefing(40))
    assert fit(once) == once


def test_commitments_go_last() -> None:
    made = replace(
        briefing(7),
        sections=(
            Section("commitments", tuple(bullet(n) for n in range(7))),
            Section("declarations", tuple(bullet(n, score=9.0) for n in range(7))),
        ),
    )
    fitted = fit_to(made, lambda candidate: 1 if total_shown(candidate) <= 9 else 2)
    assert [len(section.bullets) for section in fitted.sections] == [7, 2]


def test_what_is_left_of_a_page_is_filled_with_what_finds_room() -> None:
    """A long bullet that does not fit leaves its room to the shorter ones behind it."""
    long, short = bullet(1, what="word " * 30), bullet(2, what="word")
    made = replace(briefing(0), sections=(Section("positions", (short, long, short, short)),))
    fitted = fit_to(made, lambda candidate: 1 if candidate.words <= kept_words(made) else 2)
    assert fitted.section("positions").bullets == (short, short, short)
    assert fitted.section("positions").more == 1


def kept_words(made: Briefing) -> int:
    """Words of the page with three short bullets."""
    short = made.section("positions").bullets
    return with_section(made, Section("positions", (short[0], short[2], short[3]))).words
