"""Second stage: the plain pipeline over one batch: English, events, rows of the result; one service a process."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow.dataset as ds

from mujaz import apart
from mujaz.bulk import links, tables
from mujaz.bulk.arabic import Json, analyses_json, facts_json, failed
from mujaz.bulk.deaths import MOST_DEATHS, Deaths
from mujaz.bulk.job import Job
from mujaz.bulk.rows import article_row, event_row, statement_row, translation_rows
from mujaz.errors import InputError
from mujaz.events.facts import Facts
from mujaz.events.title import not_told_apart
from mujaz.records.analysis import Analysis
from mujaz.records.event import Event
from mujaz.records.event_lines import lines
from mujaz.sources.record import Failure

if TYPE_CHECKING:
    from mujaz.translation.service import TranslationService

Row = dict[str, Any]


@cache
def events_json() -> Json[Event]:
    """For events."""
    return Json(Event)


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch on its way. facts, positions: of the articles, by id. marks: duplicate_of by position and sentence."""

    number: int
    analyses: tuple[Analysis, ...]
    facts: dict[str, Facts]
    positions: dict[str, int]
    marks: dict[tuple[int, int], str]
    failures: list[Failure]


def load(number: int, job: Job) -> Batch:
    """The articles of a batch with what the first stage and the links say of them."""
    rows = links.members(job, number)
    whole = [row for row in rows if row["analysis"] is not None]
    analyses = tuple(analyses_json().record(row["analysis"]) for row in whole)
    facts = {row["id"]: facts_json().record(row["facts"]) for row in whole if row["facts"] is not None}
    positions = {row["id"]: row["position"] for row in whole}
    failures = [
        Failure(row["source"], InputError(row["error"], row["remedy"])) for row in rows if row["error"] is not None
    ]
    return Batch(number, analyses, facts, positions, marks_of(set(positions.values()), job), failures)


def marks_of(positions: Iterable[int], job: Job) -> dict[tuple[int, int], str]:
    """Which statements of these articles were told before, and where."""
    wanted = list(positions)
    files = job.marks()
    if not wanted or not files:
        return {}
    found = tables.read(files, tables.MARKS.names, ds.field("position").isin(wanted)).to_pylist()
    return {(row["position"], row["sentence"]): row["duplicate_of"] for row in found}


class Translator:
    """Puts batch after batch into English, with one model and one glossary."""

    def __init__(self, job: Job) -> None:
        from mujaz.pipeline import glossary_of

        self.job = job
        self.glossary = glossary_of(job.settings)
        self.service = self.opened() if job.translate else None

    def opened(self) -> "TranslationService":
        """The service, which remembers people's corrections and nothing else."""
        from mujaz.models.load import load_engine
        from mujaz.translation.memory import Corrections
        from mujaz.translation.service import TranslationService

        return TranslationService(load_engine(self.job.settings), Corrections(self.job.corrections), self.glossary)

    def __call__(self, number: int) -> Row:
        """Do one batch and write its files; gives counts for the summary."""
        began = time.process_time()
        batch = load(number, self.job)
        with Deaths(self.job.under_way("batch", number)) as deaths:
            deaths.begun(0)
            analyses = self.one_by_one(batch) if deaths.died_on(0) >= MOST_DEATHS else self.in_english(batch)
            translated = time.process_time() - began
            events = self.grouped(analyses, batch)
            write(batch, analyses, events, self.job)
        return {
            "articles": len(analyses),
            "sentences": sum(len(analysis.statements) for analysis in analyses),
            "words": sum(len(analysis.article.text.split()) for analysis in analyses),
            "statements": sum(bool(one.labels) for analysis in analyses for one in analysis.statements),
            "events": len(events),
            "failures": len(batch.failures),
            "translating": translated,
            "seconds": time.process_time() - began,
        }

    def in_english(self, batch: Batch) -> tuple[Analysis, ...]:
        """The analyses translated, where that is wanted."""
        from mujaz.pipeline import in_english

        if self.service is None:
            return batch.analyses
        return in_english(batch.analyses, self.service, fail=batch.failures.append)

    def one_by_one(self, batch: Batch) -> tuple[Analysis, ...]:
        """The same after processes died on the batch: one article at a time, without that on which they die."""
        done: list[Analysis] = []
        with Deaths(self.job.under_way("articles", batch.number)) as deaths:
            for number, analysis in enumerate(batch.analyses):
                checked = deaths.checked(number, analysis.article)
                if isinstance(checked, Failure):
                    batch.failures.append(checked)
                else:
                    done += self.in_english(replace(batch, analyses=(analysis,)))
        return tuple(done)

    def grouped(self, analyses: Sequence[Analysis], batch: Batch) -> tuple[Event, ...]:
        """The events of a batch; no article outside belongs to them."""
        from mujaz.pipeline import grouping

        return apart.grouped(analyses, grouping(self.glossary, batch.facts), batch.failures.append)


def write(batch: Batch, analyses: Sequence[Analysis], events: Sequence[Event], job: Job) -> None:
    """Write the tables of a batch; the file that says it is done comes last."""
    event_of = {article: event.id for event in events for article in event.articles}
    days = dict.fromkeys(analysis.article.day for analysis in analyses)
    for day in days:
        told = [one for one in analyses if one.article.day == day]
        rows = [row for one in told for row in statement_rows(one, batch, event_of.get(one.article.id, ""))]
        tables.write(job.table("statements", batch.number, day), rows, tables.STATEMENTS)
    for name, (rows, schema) in {
        "articles": (article_rows(analyses, events, batch, event_of), tables.ARTICLES),
        "events": ([event_row(event) for event in events], tables.EVENTS),
        "translations": ([row for one in analyses for row in translation_rows(one)], tables.TRANSLATIONS),
        "failures": ([failed(failure) for failure in batch.failures], tables.FAILURES),
    }.items():
        if rows:
            tables.write(job.table(name, batch.number), rows, schema)
    kept = [{"folder": not_told_apart(event).folder, "event": events_json().text(event)} for event in events]
    tables.write(job.events(batch.number), kept, tables.EVENTS_KEPT)
    whole = [{"id": one.article.id, "analysis": analyses_json().text(one)} for one in analyses]
    tables.write(job.analyses(batch.number), whole, tables.ANALYSES, tables.FEW_ROWS)


def article_rows(
    analyses: Sequence[Analysis], events: Sequence[Event], batch: Batch, event_of: dict[str, str]
) -> list[Row]:
    """The articles of a batch, each with its line of `mujaz events` where it belongs to one."""
    placed = [one.article for one in analyses if one.article.id in event_of]
    records = {line["article"]: line for line in lines(placed, events)}
    return [
        article_row(one, batch.positions[one.article.id], event_of.get(one.article.id, ""), records.get(one.article.id))
        for one in analyses
    ]


def statement_rows(analysis: Analysis, batch: Batch, event: str) -> Iterator[Row]:
    """The statements of an article with their marks."""
    at = batch.positions[analysis.article.id]
    for statement in analysis.statements:
        mark = batch.marks.get((at, statement.sentence))
        row = statement_row(replace(statement, duplicate_of=mark) if mark else statement)
        yield row | {"position": at, "event": event or None}
