"""First stage: articles in, their Arabic side and the facts of their events out, one file a stretch."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from mujaz import apart
from mujaz.bulk import inputs, tables
from mujaz.bulk.deaths import Deaths
from mujaz.bulk.job import Job, position
from mujaz.errors import InputError, contained
from mujaz.events.facts import Facts, read
from mujaz.events.group import day_of, far_keys
from mujaz.files import write_atomic
from mujaz.records.analysis import Analysis
from mujaz.records.article import Article
from mujaz.sources.record import Failure

if TYPE_CHECKING:
    pass

Row = dict[str, Any]
T = TypeVar("T")


class Json(Generic[T]):
    """A record as JSON and back, without loss."""

    def __init__(self, kind: type[T]) -> None:
        from pydantic import TypeAdapter

        self.adapter: TypeAdapter[T] = TypeAdapter(kind)

    def text(self, record: T) -> str:
        """The record as JSON."""
        return self.adapter.dump_json(record).decode()

    def record(self, text: str) -> T:
        """The record that was written."""
        return self.adapter.validate_json(text)


@cache
def analyses_json() -> Json[Analysis]:
    """For analyses."""
    return Json(Analysis)


@cache
def facts_json() -> Json[Facts]:
    """For facts."""
    return Json(Facts)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some articles of a source, and failures among them."""

    source: int
    chunk: int
    items: Sequence[Article | Failure]


def stretches(source: inputs.Source, job: Job, proxy: str) -> Iterator[Stretch]:
    """The stretches of a source that are not analysed yet; how many there are is written down at its end."""
    known = int(job.length(source.number).read_bytes()) if job.length(source.number).exists() else None
    if known is not None and all(job.part(source.number, number).exists() for number in range(known)):
        return
    number = -1
    for number, chunk in enumerate(inputs.chunks(source, proxy)):
        if not job.part(source.number, number).exists():
            yield Stretch(source.number, number, chunk)
    write_atomic(job.length(source.number), str(number + 1).encode())


class Reader:
    """Reads the Arabic of stretch after stretch, with one glossary."""

    def __init__(self, job: Job) -> None:
        from mujaz.pipeline import glossary_of

        self.job = job
        self.glossary = glossary_of(job.settings)

    def __call__(self, stretch: Stretch) -> Row:
        """Analyse one stretch and write its file; gives counts for the summary."""
        began = time.process_time()
        at = partial(position, stretch.source, stretch.chunk)
        with Deaths(self.job.under_way(f"{stretch.source:06}", stretch.chunk)) as deaths:
            rows = [self.row(at(number), deaths.checked(number, item)) for number, item in enumerate(stretch.items)]
            tables.write(self.job.part(stretch.source, stretch.chunk), rows, tables.ARABIC, tables.FEW_ROWS)
        return {"articles": sum(row["analysis"] is not None for row in rows), "seconds": time.process_time() - began}

    def row(self, at: int, item: Article | Failure) -> Row:
        """An article's row: its analysis and facts, or why there is none."""
        made: Row = dict.fromkeys(tables.ARABIC.names)
        made["position"] = at
        if isinstance(item, Failure):
            return made | failed(item)
        made |= {"id": item.id, "published": date.fromisoformat(item.day).toordinal() if item.day else None}
        problems: list[Failure] = []
        for analysis in apart.analysed([item], self.analyse, problems.append):
            made |= {"analysis": analyses_json().text(analysis)} | facts_of(analysis)
        return made | (failed(problems[0]) if problems else {})

    def analyse(self, article: Article) -> Analysis:
        """The Arabic side of one article."""
        from mujaz.analyse import analyse

        return analyse(article, self.glossary)


def facts_of(analysis: Analysis) -> Row:
    """The columns by which events are found; empty where they break: the second stage meets that again, and says so."""
    try:
        with contained(analysis.article.source):
            facts = read(analysis)
    except InputError:
        return {}
    return {"facts": facts_json().text(facts), "day": day_of(facts), "far": bool(far_keys(facts))}


def failed(failure: Failure) -> Row:
    """The columns of a failure."""
    return {"source": failure.source, "error": failure.error.message, "remedy": failure.error.remedy}
