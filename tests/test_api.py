"""The library: lazy, typed, with the names its page lists; sessions that share nothing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import mujaz
from mujaz.errors import InputError, UsageError
from mujaz.sources.record import Failure
from tests.support.bulk_news import articles

ROOT = Path(__file__).resolve().parent.parent


def test_every_stable_name_is_there_and_on_the_page_and_in_the_types() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`([A-Za-z_]+)`", " ".join(re.findall(r"^\| (.*?) \|", page, re.MULTILINE))))
    types = (ROOT / "src" / "mujaz" / "__init__.pyi").read_text(encoding="utf-8")
    assert listed == set(mujaz.NAMES)
    assert set(re.findall(r" as (\w+)", types)) == set(mujaz.NAMES)
    for name in mujaz.NAMES:
        assert getattr(mujaz, name).__module__ == f"mujaz.{mujaz.NAMES[name]}"
        assert name in dir(mujaz)
    with pytest.raises(AttributeError, match="nonsense"):
        mujaz.nonsense  # type: ignore[attr-defined] # noqa: B018


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "src" / "mujaz" / "py.typed").is_file()


def test_import_loads_nothing_and_is_quick() -> None:
    code = (
        "import sys, time; before = set(sys.modules); began = time.perf_counter(); import mujaz;"
        "print(time.perf_counter() - began, *(set(sys.modules) - before))"
    )
    seconds = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        taken, *loaded = done.stdout.split()
        assert [name for name in loaded if name.partition(".")[0] not in sys.stdlib_module_names] == ["mujaz"]
        seconds.append(float(taken))
    assert min(seconds) < 0.1


def test_the_arabic_side_without_a_model() -> None:
    with mujaz.Session(english=False, store=":memory:") as session:
        analyses = session.analyse(mujaz.from_records(articles(8)))
        statements, events = session.statements(analyses), session.events(analyses)
        assert len(analyses) == 8
        assert len(events) < 8
        assert any(one.duplicate_of for one in statements)
        with pytest.raises(UsageError, match="Arabic alone"):
            session.briefings(analyses)
        with pytest.raises(UsageError, match="Arabic alone"):
            session.translate(["نص"])


def test_a_record_that_is_no_article_raises_or_is_told() -> None:
    records = [{"text": "not Arabic"}, *articles(1), {"title": "لا نص"}]
    with pytest.raises(InputError, match="record:1: not Arabic"):
        mujaz.from_records(records)
    told: list[Failure] = []
    assert len(mujaz.from_records(records, fail=told.append)) == 1
    assert [failure.source for failure in told] == ["record:1", "record:3"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_tables_have_the_columns_of_bulk(library: str) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed")
    tables = pytest.importorskip("mujaz.bulk.tables", reason="mujaz[bulk] is not installed")
    with mujaz.Session(english=False, store=":memory:") as session:
        analyses = session.analyse(mujaz.from_records(articles(4)))
        statements = mujaz.table(session.statements(analyses), library=library)  # type: ignore[arg-type]
        events = mujaz.table(session.events(analyses), library=library)  # type: ignore[arg-type]
    assert set(statements.columns) == set(tables.STATEMENTS.names) - {"position", "event"}
    assert list(events.columns) == tables.EVENTS.names
    assert len(statements) > 8
    assert statements["amount"].max() == 5e6
