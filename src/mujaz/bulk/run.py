"""A bulk run, whole: Arabic side → copies, links, batches → English. What an earlier run finished is not done again."""

import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any

from mujaz import __version__
from mujaz.bulk import engine, inputs, links
from mujaz.bulk.arabic import Reader, stretches
from mujaz.bulk.english import Translator
from mujaz.bulk.job import Job
from mujaz.bulk.pages import Chooser, Presser, by_batch
from mujaz.bulk.told import find_told
from mujaz.errors import LockedError, UsageError
from mujaz.files import locked, write_atomic
from mujaz.job import settings
from mujaz.records.translation import Progress
from mujaz.resources import package_path
from mujaz.store.finished_pages import listing

Row = dict[str, Any]
Watch = Callable[[str], AbstractContextManager[Progress | None]]
"""Gives, for the name of a stage, what is told of its progress."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What one stage did in this run. seconds: on the clock. counts: of its workers; "seconds": of processors."""

    name: str
    seconds: float
    counts: Counter[str]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, stage by stage. batches: how many there are; kept: of these done by an earlier run.

    paths: of the briefings written. failures: of those that could not be.
    """

    stages: tuple[Stage, ...]
    batches: int
    kept: int
    paths: tuple[str, ...] = ()
    failures: tuple[Row, ...] = ()


def run(job: Job, given: Sequence[str], conditions: str, cluster: engine.Cluster, watch: Watch) -> Summary:
    """Do the job on the inputs given, or what an earlier run left of it.

    conditions: what the result depends on beside the inputs, as text.
    Raises UsageError when another run lies in the folder, LockedError when one is at work there.
    """
    engine.require_ray()
    try:
        with locked(job.work / "lock", wait=0):
            sources = list(inputs.sources_of(given))
            claim(job, sources, conditions)
            if not job.where and job.plan.exists() and not unfinished(job):
                batches = links.batches_in(job)
                return Summary((), batches, batches)
            with engine.joined(cluster) as processors:
                return Run(job, processors, watch).all(sources)
    except TimeoutError as error:
        raise LockedError(f"{job.out}: another run is at work here", "let it end, or name another folder") from error


def claim(job: Job, sources: Sequence[inputs.Source], conditions: str) -> None:
    """Write down what the folder holds the run of. Raises UsageError when that was another one."""
    parts = [__version__, conditions, list(listing(package_path())), [described(source) for source in sources]]
    key = hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
    mark = job.work / "run"
    if not mark.exists():
        write_atomic(mark, key.encode())
    elif mark.read_bytes().decode() != key:
        raise UsageError(
            f"{job.out} holds the run of other inputs, settings or rules",
            "name another folder, or remove this one to begin anew",
        )


def described(source: inputs.Source) -> list[Any]:
    """A source as it goes into the key: names, sizes and times of its files."""
    found = []
    for name, place in source.files:
        state = os.stat(place) if os.path.exists(place) else None  # noqa: PTH110, PTH116 – may be an address
        found.append([name, state.st_size, state.st_mtime_ns] if state else [name])
    return [found, str(source.failure.error) if source.failure else ""]


def unfinished(job: Job) -> list[int]:
    """The batches that are left to do."""
    return [number for number in range(links.batches_in(job)) if not job.analyses(number).exists()]


class Run:
    """The stages of a job, one after the other."""

    def __init__(self, job: Job, processors: int, watch: Watch) -> None:
        self.job = job
        self.processors = processors
        self.watch = watch
        self.stages: list[Stage] = []
        self.paths: list[str] = []
        self.failures: list[Row] = []

    def all(self, sources: Sequence[inputs.Source]) -> Summary:
        """Every stage; gives what was done."""
        self.arabic(sources)
        self.linking()
        batches, left = links.batches_in(self.job), unfinished(self.job)
        self.english(left)
        if self.job.where:
            self.briefings(batches)
        return Summary(tuple(self.stages), batches, batches - len(left), tuple(self.paths), tuple(self.failures))

    def arabic(self, sources: Sequence[inputs.Source]) -> None:
        """Read and analyse; nothing of it is done again once the batches are made."""
        if self.job.plan.exists():
            return
        proxy = settings.read(self.job.settings).fetch.proxy
        read = partial(stretches, job=self.job, proxy=proxy)
        self.stage("reading", engine.stream(sources, read, Reader, (self.job,), self.processors))

    def linking(self) -> None:
        """Find copies, links, statements told before; make batches, once."""
        if self.job.plan.exists():
            return
        began = time.perf_counter()
        parts = links.parts_of(self.job)
        links.set_copies_aside(self.job)
        slabs = links.slabs_of(parts)
        told = engine.alone(find_told, slabs, parts, self.job)
        left = [(slab, links.reach(slab, parts)) for slab in slabs if not self.job.links(slab.number).exists()]
        self.stage("linking", engine.each(left, links.Linker, (self.job,), self.processors), began, told)
        links.write_plan(self.job, slabs, parts)

    def english(self, left: Sequence[int]) -> None:
        """Put the batches into English."""
        if left:
            cards = self.job.settings.translation.device != "cpu"
            made = engine.each(left, Translator, (self.job,), self.processors, cards=cards)
            self.stage("writing", made, total=len(left))

    def briefings(self, batches: int) -> None:
        """Write the briefings of the events that are wanted."""
        chosen = engine.each(range(batches), Chooser, (self.job,), self.processors)
        wanted = [found for one in chosen for found in one["wanted"]]
        pages = engine.each(by_batch(wanted, self.job, batches), Presser, (self.job,), self.processors)
        self.stage("briefing", self.collected(pages))

    def collected(self, results: Iterator[Row]) -> Iterator[Row]:
        """The counts of results that bring paths and failures."""
        for result in results:
            self.paths += result.pop("paths")
            self.failures += result.pop("failures")
            yield result

    def stage(
        self,
        name: str,
        results: Iterator[Row],
        began: float = 0.0,
        after: Callable[[], Any] = lambda: None,
        total: int = 0,
    ) -> None:
        """Let a stage run to its end, and count."""
        began = began or time.perf_counter()
        counts: Counter[str] = Counter()
        with self.watch(name) as progress:
            for done, result in enumerate(results, 1):
                counts.update(result)
                if progress:
                    progress(done, max(total, done))
        after()
        self.stages.append(Stage(name, time.perf_counter() - began, counts))
