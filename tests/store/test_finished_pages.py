"""Finished briefings: given back under the same conditions, never under others."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from mujaz.config import BriefingSettings, Settings
from mujaz.records.article import Article
from mujaz.records.translation import Conditions
from mujaz.store import finished_pages as finished
from mujaz.store.finished_pages import Finished
from mujaz.store.store import Store
from mujaz.translation.memory import Memory

ARTICLE = Article(id="a1", text="أعلنت الوزارة دعم الصندوق.", source="a.txt")
CONDITIONS = Conditions("model@1/engine", "1", "g1")
BRIEFINGS = (
    Finished("one", (("briefing.md", b"# One"), ("briefing.pdf", b"\x00pdf")), marked=True),
    Finished("two", (("briefing.md", b"# Two"),), marked=False),
)


@pytest.fixture
def store() -> Store:
    return Store(":memory:")


def key(store: Store, article: Article = ARTICLE, templates: str = "", conditions: Conditions = CONDITIONS) -> str:
    settings = Settings(briefing=BriefingSettings(template_dir=templates))
    return finished.key_of([article], settings, conditions, store)


def test_what_was_kept_comes_back(store: Store) -> None:
    assert finished.look(store, "k") is None
    finished.keep(store, "k", BRIEFINGS)
    assert finished.look(store, "k") == BRIEFINGS
    finished.keep(store, "k", BRIEFINGS[1:])
    assert finished.look(store, "k") == BRIEFINGS[1:]


def test_articles_without_an_event_are_remembered_too(store: Store) -> None:
    finished.keep(store, "k", ())
    assert finished.look(store, "k") == ()


def test_the_key_is_that_of_the_articles_not_of_the_folder_written_to(store: Store) -> None:
    assert key(store) == key(store)
    assert key(store) != key(store, replace(ARTICLE, url="https://example.org/2"))
    elsewhere = Settings(briefing=BriefingSettings(out="elsewhere"))
    assert finished.key_of([ARTICLE], elsewhere, CONDITIONS, store) == key(store)
    fewer = Settings(briefing=BriefingSettings(formats=("md",)))
    assert finished.key_of([ARTICLE], fewer, CONDITIONS, store) != key(store)


def test_another_model_or_glossary_makes_new_briefings(store: Store) -> None:
    assert key(store) != key(store, conditions=replace(CONDITIONS, engine="other"))
    assert key(store) != key(store, conditions=replace(CONDITIONS, glossary="g2"))


def test_a_correction_makes_new_briefings_and_taking_it_back_the_old_ones(store: Store) -> None:
    before = key(store)
    memory = Memory(store)
    memory.correct([(ARTICLE.text, "The Ministry announced support for the Fund.")])
    assert key(store) != before
    memory.forget([ARTICLE.text])
    assert key(store) == before


def test_an_edited_template_makes_new_briefings(store: Store, tmp_path: Path) -> None:
    template = tmp_path / "briefing.md.j2"
    template.write_text("one")
    before = key(store, templates=str(tmp_path))
    os.utime(template, ns=(1, 1))
    assert key(store, templates=str(tmp_path)) != before
    assert key(store, templates=str(tmp_path / "missing"))  # rendering says what is wrong with it


def test_a_run_too_large_is_not_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finished, "LARGEST", 10)
    finished.keep(store, "k", BRIEFINGS)
    assert finished.look(store, "k") is None


def test_only_the_latest_runs_are_kept(store: Store) -> None:
    for number in range(finished.KEPT_RUNS + 3):
        finished.keep(store, f"k{number:03}", BRIEFINGS)
    kept = [n for n in range(finished.KEPT_RUNS + 3) if finished.look(store, f"k{n:03}") is not None]
    assert kept == list(range(3, finished.KEPT_RUNS + 3))
    assert store.connection.execute("SELECT count(*) FROM finished_file").fetchone()[0] == 3 * finished.KEPT_RUNS


def test_a_run_that_is_too_big_is_not_held(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for room, held in ((14, BRIEFINGS), (13, ())):
        monkeypatch.setattr(finished, "LARGEST", room)
        run = finished.Held()
        for briefing in BRIEFINGS:
            run.add(briefing)
        assert tuple(run.briefings) == held
        run.keep(store, str(room))
    assert finished.look(store, "14") == BRIEFINGS
    assert finished.look(store, "13") is None
