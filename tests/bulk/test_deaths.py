"""An article on which processes die is one row of failures; one that was only under way when one was killed is not."""

from pathlib import Path

import pytest

from mujaz.config import Settings
from mujaz.records.article import Article
from mujaz.sources.reading import read_bytes
from mujaz.sources.record import Failure
from tests.support.bulk_news import write

pytest.importorskip("pyarrow", reason="mujaz[bulk] is not installed")
from mujaz.bulk import links, tables
from mujaz.bulk.arabic import Reader, Stretch
from mujaz.bulk.deaths import MOST_DEATHS, Deaths
from mujaz.bulk.english import Translator
from mujaz.bulk.job import Job
from mujaz.bulk.told import find_told


@pytest.fixture
def news(tmp_path: Path) -> tuple[Article, ...]:
    """Four articles."""
    return read_bytes(write(tmp_path / "a.jsonl", 4).read_bytes(), "a.jsonl")


def dies(path: Path, *begun: int) -> None:
    """A process gets as far as the last of these numbers, and no further."""
    deaths = Deaths(path)
    deaths.__enter__()
    for number in begun:
        deaths.begun(number)
    deaths.file.close()


def planned(job: Job, news: tuple[Article, ...]) -> None:
    """The first stage and the batches of these articles."""
    Reader(job)(Stretch(0, 0, news))
    parts = links.parts_of(job)
    links.set_copies_aside(job)
    slabs = links.slabs_of(parts)
    for slab in slabs:
        links.find_links(slab, parts, job)
    find_told(slabs, parts, job)
    links.write_plan(job, slabs, parts)


def test_the_last_number_of_each_process_counts(tmp_path: Path) -> None:
    for begun in ((0, 1, 2), (0, 1), (0, 1), (0,)):
        dies(tmp_path / "x", *begun)
    deaths = Deaths(tmp_path / "x")
    assert [deaths.died_on(number) for number in range(4)] == [1, 2, 1, 0]


def test_in_the_first_stage(news: tuple[Article, ...], tmp_path: Path) -> None:
    job = Job(str(tmp_path), Settings(), translate=False)
    for _ in range(MOST_DEATHS):
        dies(job.under_way("000000", 0), 0, 1)
    assert Reader(job)(Stretch(0, 0, news))["articles"] == 3
    assert not job.under_way("000000", 0).exists()
    (failed,) = [row for row in tables.rows_at(job.part(0, 0), range(4)) if row["error"]]
    assert failed["position"] & 0xFFF == 1
    assert "processes died" in failed["error"]


def test_in_the_second_stage(news: tuple[Article, ...], tmp_path: Path) -> None:
    job = Job(str(tmp_path), Settings(), translate=False)
    planned(job, news)
    for _ in range(MOST_DEATHS):
        dies(job.under_way("batch", 0), 0)
        dies(job.under_way("articles", 0), 0, 1, 2)
    counts = Translator(job)(0)
    assert (counts["articles"], counts["failures"]) == (3, 1)
    (failed,) = tables.read([job.table("failures", 0)], ["source", "error"]).to_pylist()
    assert failed["source"] == news[2].source
    assert not list((job.work / "under-way").iterdir())


def test_one_death_is_not_enough(news: tuple[Article, ...], tmp_path: Path) -> None:
    job = Job(str(tmp_path), Settings(), translate=False)
    dies(job.under_way("000000", 0), 0)
    assert Reader(job)(Stretch(0, 0, news))["articles"] == 4
    with pytest.raises(KeyboardInterrupt), Deaths(tmp_path / "y") as deaths:
        assert not isinstance(deaths.checked(0, news[0]), Failure)
        raise KeyboardInterrupt
    assert Deaths(tmp_path / "y").died_on(0) == 1
