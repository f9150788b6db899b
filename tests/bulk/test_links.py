"""Batches that no event crosses, copies, statements told before: the same that the plain commands find."""

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from mujaz.analyse import analyse
from mujaz.config import Settings
from mujaz.events.facts import read
from mujaz.events.group import clusters
from mujaz.pipeline import told_once
from mujaz.records.analysis import Analysis
from mujaz.records.article import Article
from mujaz.sources.reading import read_bytes
from tests.support.bulk_news import write

pytest.importorskip("pyarrow", reason="mujaz[bulk] is not installed")
from mujaz.bulk import links
from mujaz.bulk.arabic import Reader, Stretch, analyses_json
from mujaz.bulk.english import marks_of
from mujaz.bulk.job import Job
from mujaz.bulk.told import find_told
from mujaz.sources.record import Failure

EXHIBITION = "افتتح المتحف الوطني معرضاً عن صناعة الزجاج، وتعهدت إدارته بعرض القطع النادرة في القرى البعيدة."


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> tuple[Article, ...]:
    """Articles of some weeks in no order, some of them without a day."""
    path = write(tmp_path_factory.mktemp("news") / "a.jsonl", 90)
    undated = [f"{EXHIBITION} {end}" for end in ("", "وحضر الافتتاح جمهور كبير.", "وقال المدير إن الدخول مجاني.")]
    texts = [{"text": text, "title": "معرض للزجاج القديم"} for text in undated]
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in texts)
    found = list(read_bytes(path.read_bytes() + lines.encode(), "a.jsonl"))
    random.Random(7).shuffle(found)
    return tuple(found)


def prepared(folder: Path, items: Sequence[Article | Failure], slab: int) -> tuple[Job, list[links.Slab]]:
    """The first stage over the items, and all links between them."""
    job = Job(str(folder), Settings(), translate=False)
    reader = Reader(job)
    for chunk in range(0, len(items), 20):
        reader(Stretch(0, chunk // 20, items[chunk : chunk + 20]))
    parts = links.parts_of(job)
    links.set_copies_aside(job)
    slabs = links.slabs_of(parts, slab)
    for one in slabs:
        links.Linker(job)((one, links.reach(one, parts)))
    find_told(slabs, parts, job)
    links.write_plan(job, slabs, parts)
    return job, slabs


def batches(job: Job) -> list[list[Analysis]]:
    """The analyses of every batch."""
    found = [links.members(job, number) for number in range(links.batches_in(job))]
    return [[analyses_json().record(row["analysis"]) for row in rows if row["analysis"]] for rows in found]


@pytest.mark.parametrize("slab", [1, 25, 10_000])
def test_no_event_crosses_a_batch(slab: int, news: tuple[Article, ...], tmp_path: Path) -> None:
    job, slabs = prepared(tmp_path, news, slab)
    assert len(slabs) > (2 if slab < 90 else 1)
    made = batches(job)
    assert sorted(one.article.id for batch in made for one in batch) == sorted(article.id for article in news)
    facts = sorted((read(analyse(article)) for article in news), key=lambda item: item.article)
    whole = [{facts[i].article for i in group} for group, _ in clusters(facts)]
    assert sum(len(group) > 1 for group in whole) > 5
    for group in whole:
        assert sum(bool(group & {one.article.id for one in batch}) for batch in made) == 1
    assert len(made) >= len(news) // (2 * links.LEAST)


def test_copies_are_left_out_and_the_first_stays(news: tuple[Article, ...], tmp_path: Path) -> None:
    again = [replace(article, source="again") for article in news[:30]]
    job, _ = prepared(tmp_path, [*news, *again], 25)
    found = [one.article for batch in batches(job) for one in batch]
    assert sorted(article.id for article in found) == sorted(article.id for article in news)
    assert not [article for article in found if article.source == "again"]


@pytest.mark.parametrize("buckets", [1, 2, 7])
def test_copies_are_found_in_every_bucket(buckets: int) -> None:
    cuts = links.cuts(buckets)
    assert len(cuts) == buckets + 1
    assert cuts == sorted(cuts)
    for name in ("000000000000", "7fffffffffff", "ffffffffffff"):
        assert sum(begin <= name < end for begin, end in pairwise(cuts)) == 1


def test_statements_told_before_are_those_of_the_plain_command(news: tuple[Article, ...], tmp_path: Path) -> None:
    job, _ = prepared(tmp_path, news, 25)
    rows = [row for number in range(links.batches_in(job)) for row in links.members(job, number)]
    position = {row["id"]: row["position"] for row in rows}
    marks = marks_of(position.values(), job)
    told = {one.article.id: one for one in told_once([analyse(article) for article in news])}
    plain = {
        (position[one.article.id], statement.sentence): statement.duplicate_of
        for one in told.values()
        for statement in one.statements
        if statement.duplicate_of.partition(":")[0] not in ("", one.article.id)
    }
    assert len(plain) > 5
    assert marks == plain


def test_a_failure_is_a_row_of_its_own(news: tuple[Article, ...], tmp_path: Path) -> None:
    from mujaz.errors import InputError

    items: list[Article | Failure] = [*news[:3], Failure("bad.jsonl:4", InputError("bad.jsonl:4: not Arabic", "no"))]
    job, _ = prepared(tmp_path, items, 25)
    rows = [row for number in range(links.batches_in(job)) for row in links.members(job, number)]
    assert [row["source"] for row in rows if row["error"]] == ["bad.jsonl:4"]
    assert sum(row["analysis"] is not None for row in rows) == 3
