"""Last stage, on demand: the briefings of the events that are wanted, out of batches that are done."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from mujaz import pipeline
from mujaz.bulk import tables, where
from mujaz.bulk.arabic import analyses_json, failed
from mujaz.bulk.english import events_json
from mujaz.bulk.job import Job
from mujaz.events.title import not_told_apart, told_apart
from mujaz.records.analysis import Analysis
from mujaz.records.event import Event
from mujaz.sources.record import Failure

Wanted = tuple[int, Event]
"""An event and the batch it lies in."""


class Chooser:
    """Finds the wanted events of batch after batch."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.fits = where.compiled(job.where)

    def __call__(self, batch: int) -> dict[str, Any]:
        """Those of one batch in which something is stated."""
        analyses = analyses_of(batch, self.job)
        kept = tables.read([self.job.events(batch)], ["event"])["event"].to_pylist()
        events = [events_json().record(text) for text in kept]
        return {"wanted": [(batch, event) for event in events if self.wants([analyses[a] for a in event.articles])]}

    def wants(self, members: Sequence[Analysis]) -> bool:
        """Whether an event is wanted."""
        return where.wanted(self.fits, members)


class Presser:
    """Writes the briefings of some events of one batch."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.glossary = pipeline.glossary_of(job.settings)

    def __call__(self, item: tuple[int, Sequence[Event]]) -> dict[str, Any]:
        """Write them; gives the paths, and what could not be written."""
        batch, events = item
        analyses = analyses_of(batch, self.job)
        failures: list[Failure] = []
        made = pipeline.composed(
            [(event, [analyses[article] for article in event.articles]) for event in events],
            self.job.signature,
            self.glossary,
            verdicts=self.job.verdicts,
            fail=failures.append,
        )
        pages = pipeline.pages(made, self.job.settings, failures.append)
        paths = [str(path) for page in pages for path in pipeline.write(page, self.job.settings)]
        return {"briefings": len(events) - len(failures), "paths": paths, "failures": [failed(one) for one in failures]}


def analyses_of(batch: int, job: Job) -> dict[str, Analysis]:
    """The analyses of a finished batch, by article."""
    kept = tables.read([job.analyses(batch)], ["analysis"])["analysis"].to_pylist()
    found = [analyses_json().record(text) for text in kept]
    return {analysis.article.id: analysis for analysis in found}


def by_batch(wanted: Sequence[Wanted], job: Job, batches: int) -> list[tuple[int, list[Event]]]:
    """The wanted events of each batch, their folders told apart as `mujaz brief` over all articles would."""
    bare = [(batch, not_told_apart(event)) for batch, event in wanted]
    asked = {event.folder for _, event in bare}
    count = Counter(folder for folder in folders(job, batches) if folder in asked)
    made: dict[int, list[Event]] = {}
    for batch, event in sorted(bare, key=lambda pair: (pair[0], pair[1].id)):
        made.setdefault(batch, []).append(told_apart(event) if count[event.folder] > 1 else event)
    return list(made.items())


def folders(job: Job, batches: int) -> Iterator[str]:
    """The folder of every event, before those of one batch were told apart."""
    for batch in range(batches):
        yield from tables.read([job.events(batch)], ["folder"])["folder"].to_pylist()
