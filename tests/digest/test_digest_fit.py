from dataclasses import replace
from typing import Any

from mujaz.digest.fit import KEEP, MAX_PAGES, NEXT, SECTIONS, Page, divided, fit, ranked
from mujaz.records.digest import CommitmentLine, Digest, DueLine, EventLine, Line, SourceTrouble


def digest(count: int) -> Digest:
    events = tuple(
        EventLine(
            id=f"e{i}",
            folder=f"f{i}",
            title=f"Event {i}",
            kind="meeting",
            date="",
            day="",
            place="",
            bottom_line="",
            articles=i,
        )
        for i in range(count)
    )
    lines = tuple(Line(text=f"Line {i}") for i in range(count))
    return Digest(
        week="2024-W45",
        start="2024-11-04",
        end="2024-11-10",
        time_zone="UTC",
        title="T",
        issued="2024-11-11T00:00:00+00:00",
        events=events,
        commitments=tuple(CommitmentLine(who="A", what=f"c{i}") for i in range(count)),
        declarations=lines,
        changes=lines,
        due=tuple(DueLine(day="2025-01-01", who="A", what=f"d{i}") for i in range(count)),
        disagreements=lines,
        to_check=lines,
        troubles=tuple(SourceTrouble(name=f"s{i}", last_ok="", error="x") for i in range(count)),
    )


def lines(part: Digest) -> int:
    return sum(len(getattr(part, name)) for name in SECTIONS)


def pages_of(page: Page) -> int:
    return -(-lines(page.main) // 20)  # twenty lines a page


def test_what_fits_is_left_whole() -> None:
    page = fit(digest(3), pages_of)
    assert page.annexed == 0
    assert page.main == digest(3)


def test_as_much_as_two_pages_hold_and_the_rest_counted() -> None:
    page = fit(digest(30), pages_of)
    assert lines(page.main) == 20 * MAX_PAGES
    assert page.annexed == 30 * len(SECTIONS) - 40
    for name in SECTIONS:  # nothing is lost, nothing told twice
        together = [*getattr(page.main, name), *getattr(page.annex, name)]
        assert sorted(together, key=repr) == sorted(getattr(digest(30), name), key=repr)


def test_every_section_keeps_its_first_lines() -> None:
    page = fit(digest(30), pages_of)
    assert {name: len(getattr(page.main, name)) >= KEEP[name] for name in SECTIONS} == dict.fromkeys(SECTIONS, True)


def test_events_that_more_articles_report_stay_and_keep_their_order() -> None:
    only_events = replace(digest(0), events=digest(50).events)
    page = fit(only_events, pages_of)
    assert [event.articles for event in page.main.events] == list(range(10, 50))


def test_the_ranking_holds_every_line_once() -> None:
    order = ranked(digest(12))
    assert len(order) == len(set(order)) == 12 * len(SECTIONS)
    assert set(NEXT) == set(SECTIONS) == set(KEEP)


def test_measuring_is_by_bisection() -> None:
    asked: list[Any] = []
    fit(digest(200), lambda page: asked.append(1) or pages_of(page))  # type: ignore[func-returns-value]
    assert len(asked) < 15


def test_nothing_chosen_leaves_everything_to_the_annex() -> None:
    assert lines(divided(digest(4), ()).main) == 0
