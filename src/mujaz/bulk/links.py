"""Between the stages: copies set aside, articles of one event found, and batches made that no event crosses.

What is held at once grows with the articles of a few weeks, never with all of them.
"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from mujaz.bulk import tables
from mujaz.bulk.arabic import facts_json
from mujaz.bulk.job import Job
from mujaz.events.facts import Facts
from mujaz.events.group import candidates, day_of
from mujaz.events.likeness import likeness, weights

LEAST, MOST = 8, 128  # articles that are put into English by one task, more where one event has more
PIECES = 32  # batches a small run is cut into at most, so that every processor has something to do
SLAB = 10_000  # articles of the days that one task compares, about
BUCKET = 1_000_000  # articles whose ids are sorted at once


@dataclass(frozen=True, slots=True)
class Slab:
    """A stretch of days, as ordinals, both included; None for the articles without one."""

    number: int
    first: int | None
    last: int | None

    @property
    def within(self) -> ds.Expression:
        """Its rows."""
        day = ds.field("day")
        return day.is_null() if self.first is None else (day >= self.first) & (day <= self.last)


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the Arabic side: its rows, its days, and whether it holds articles without one."""

    path: Path
    rows: int
    first: int | None
    last: int | None
    undated: bool

    def meets(self, first: int | None, last: int | None) -> bool:
        """Whether it may hold articles of these days; None, None: of none."""
        if first is None or last is None:
            return self.undated
        return self.first is not None and self.last is not None and self.first <= last and self.last >= first


def parts_of(job: Job) -> list[Part]:
    """Every file of the Arabic side with its days, from the ends of the files alone."""
    return [part_of(path) for path in job.parts()]


def part_of(path: Path) -> Part:
    """What the statistics of a file say."""
    from pyarrow.parquet import read_metadata

    about = read_metadata(path)
    column = tables.ARABIC.get_field_index("day")
    told = [about.row_group(number).column(column).statistics for number in range(about.num_row_groups)]
    days = [day for part in told if part.has_min_max for day in (part.min, part.max)]
    return Part(
        path, about.num_rows, min(days, default=None), max(days, default=None), any(part.null_count for part in told)
    )


def set_copies_aside(job: Job) -> None:
    """Write down the positions of articles that have the words of an earlier one."""
    parts = job.parts()
    whole = ds.dataset([str(path) for path in parts], format="parquet", schema=tables.ARABIC)
    buckets = 1 + whole.count_rows() // BUCKET
    found = [copies_in(whole, begin, end) for begin, end in pairwise(cuts(buckets))]
    positions = pa.concat_arrays([array.cast(pa.int64()) for array in found])
    order = pc.array_sort_indices(positions)
    tables.write_table(job.copies, pa.table([positions.take(order)], schema=tables.COPIES))


def cuts(buckets: int) -> list[str]:
    """Where to cut the ids into so many stretches; "" before the first, "g" behind the last."""
    return ["", *(f"{number * 16**12 // buckets:012x}" for number in range(1, buckets)), "g"]


def copies_in(whole: ds.Dataset, begin: str, end: str) -> pa.Array:
    """Positions of all but the first of equal ids, among the ids of one stretch."""
    inside = (ds.field("id") >= begin) & (ds.field("id") < end)
    table = whole.to_table(columns=["id", "position"], filter=inside)
    table = table.sort_by([("id", "ascending"), ("position", "ascending")]).combine_chunks()
    if len(table) < 2:
        return pa.array([], pa.int64())
    ids, positions = table["id"], table["position"]
    again = pc.equal(ids.slice(1), ids.slice(0, len(ids) - 1))
    return positions.slice(1).filter(again).combine_chunks()


def slabs_of(parts: Sequence[Part], size: int = SLAB) -> list[Slab]:
    """The undated articles, then stretches of days with about `size` articles each."""
    counts: Counter[int | None] = Counter()
    for part in parts:
        counts.update(tables.read([part.path], ["day"])["day"].to_pylist())
    days = Counter({day: count for day, count in counts.items() if day is not None})
    return [Slab(0, None, None), *(Slab(at, *days) for at, days in enumerate(stretches_of(days, size), 1))]


def stretches_of(counts: Mapping[int, int], size: int) -> list[tuple[int, int]]:
    """First and last days of stretches in which about `size` are counted, or those of a day that has more."""
    made: list[tuple[int, int]] = []
    room = 0
    for day in sorted(counts):
        if room <= 0 or counts[day] > room:
            made.append((day, day))
            room = size
        made[-1] = (made[-1][0], day)
        room -= counts[day]
    return made


class Linker:
    """Compares the articles of one stretch of days after the other."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self, item: tuple[Slab, Sequence[Part]]) -> dict[str, Any]:
        """Write the links of one slab; gives counts for the summary."""
        began = time.process_time()
        compared = find_links(*item, self.job)
        return {"pairs": compared, "seconds": time.process_time() - began}


def find_links(slab: Slab, parts: Sequence[Part], job: Job) -> int:
    """Write which articles of these days belong with which of these or of earlier days; gives the pairs compared."""
    ours, facts = facts_around(slab, parts, job)
    pairs, compared = [], 0
    facts.sort(key=lambda item: item.article)
    for one, other in candidates(facts):
        a, b = facts[one], facts[other]
        if latest(a, b) in ours:
            compared += 1
            if likeness(a, b).linked:
                pairs.append({"one": a.article, "other": b.article})
    tables.write(job.links(slab.number), sorted(pairs, key=lambda row: (row["one"], row["other"])), tables.LINKS)
    return compared


def latest(a: Facts, b: Facts) -> int | None:
    """The day on which two articles could first be compared; None for two without a day."""
    days = [day for day in (day_of(a), day_of(b)) if day is not None]
    return max(days, default=None)


def reach(slab: Slab, parts: Sequence[Part]) -> list[Part]:
    """The files that hold what the articles of a slab may be linked with."""
    far = weights().limits.grant_days
    first = None if slab.first is None else slab.first - far
    return [part for part in parts if part.undated or part.meets(first, slab.last)]


def facts_around(slab: Slab, parts: Sequence[Part], job: Job) -> tuple[set[int | None], list[Facts]]:
    """The days of a slab, and the facts of all articles with which its own may be linked."""
    where = ds.field("day").is_null()
    ours: set[int | None] = {None}
    if slab.first is not None and slab.last is not None:
        ours = set(range(slab.first, slab.last + 1))
        near, far = weights().limits.window_days, weights().limits.grant_days
        day = ds.field("day")
        early = (day >= slab.first - far) & ds.field("far")
        where = where | (day >= slab.first - near) & (day <= slab.last) | early & (day <= slab.last)
    if not parts:
        return ours, []
    table = tables.read([part.path for part in parts], ["position", "facts"], where)
    table = without(copies_of(job), table)
    return ours, [facts_json().record(text) for text in table["facts"].to_pylist() if text is not None]


def copies_of(job: Job) -> pa.Array:
    """The positions of all copies."""
    return tables.read([job.copies], ["position"])["position"].combine_chunks()


def without(copies: pa.Array, table: pa.Table) -> pa.Table:
    """The rows that are no copies."""
    return table.filter(pc.invert(pc.is_in(table["position"], value_set=copies)))


@dataclass(slots=True)
class Open:
    """A group of articles that may still grow. members: (position, part, row). last: its latest day."""

    last: int
    members: list[tuple[int, str, int]] = field(default_factory=list)


class Closing:
    """Groups of linked articles, given out once nothing later can join them."""

    def __init__(self) -> None:
        self.home: dict[str, str] = {}
        self.open: dict[str, Open] = {}

    def add(self, article: str, day: int, member: tuple[int, str, int]) -> None:
        """A further article, alone as yet."""
        self.home[article] = article
        self.open[article] = Open(day, [member])

    def root(self, article: str) -> str:
        """The article under which its group is known."""
        while (parent := self.home[article]) != article:
            self.home[article] = self.home[parent]
            article = parent
        return article

    def link(self, one: str, other: str) -> None:
        """Two articles belong together."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return
        if len(self.open[a].members) < len(self.open[b].members):
            a, b = b, a
        self.home[b] = a
        gone = self.open.pop(b)
        self.open[a].members += gone.members
        self.open[a].last = max(self.open[a].last, gone.last)

    def close(self, before: int | None = None) -> Iterator[list[tuple[int, str, int]]]:
        """The groups whose latest day lies before this one, the first read first; all when there is none."""
        done = [key for key, group in self.open.items() if before is None or group.last < before]
        groups = [self.open.pop(key) for key in done]
        ended = set(done)
        self.home = {article: root for article in self.home if (root := self.root(article)) not in ended}
        yield from sorted(sorted(group.members) for group in groups)


NEVER = 10**9  # the day of what may be linked with anything


def groups_of(job: Job, slabs: Sequence[Slab], parts: Sequence[Part]) -> Iterator[list[tuple[int, str, int]]]:
    """Every group of linked articles, and every failure alone, as (position, part, row)."""
    grown, copies = Closing(), copies_of(job)
    far = weights().limits.grant_days
    for slab in slabs:
        if slab.first is not None:
            yield from grown.close(slab.first - far)
        for row in rows_of(slab, parts, copies):
            member = (row["position"], row["part"], row["row"])
            if row["id"] is None:
                yield [member]
            else:
                grown.add(row["id"], NEVER if row["day"] is None else row["day"], member)
        links = tables.read([job.links(slab.number)], ["one", "other"])
        for one, other in zip(links["one"].to_pylist(), links["other"].to_pylist(), strict=True):
            grown.link(one, other)
    yield from grown.close()


def rows_of(slab: Slab, parts: Sequence[Part], copies: pa.Array) -> Iterator[dict[str, Any]]:
    """Where the articles of a slab lie: id, day, position, part, row; copies left out."""
    for part in parts:
        if part.meets(slab.first, slab.last):
            table = without(copies, tables.read([part.path], ["id", "day", "position"], slab.within))
            for row in table.to_pylist():
                yield row | {"part": part.path.name, "row": row["position"] & 0xFFF}


def write_plan(job: Job, slabs: Sequence[Slab], parts: Sequence[Part]) -> None:
    """Put the groups into batches and write them down, one row group a batch."""
    from pyarrow.parquet import ParquetWriter

    job.plan.parent.mkdir(parents=True, exist_ok=True)
    temporary = job.plan.with_suffix(".new")
    with ParquetWriter(temporary, tables.PLAN, compression="zstd") as writer:
        for batch in batches(groups_of(job, slabs, parts), size_of_batches(sum(part.rows for part in parts))):
            rows = [{"part": part, "row": row} for _, part, row in batch]
            writer.write_table(pa.Table.from_pylist(rows, schema=tables.PLAN))
    temporary.replace(job.plan)


def batches_in(job: Job) -> int:
    """How many batches there are."""
    from pyarrow.parquet import read_metadata

    return int(read_metadata(job.plan).num_row_groups)


def size_of_batches(articles: int) -> int:
    """How many articles make a batch; the number of processors has no say, so that the files are always the same."""
    return min(max(LEAST, articles // PIECES), MOST)


def batches(groups: Iterator[list[tuple[int, str, int]]], size: int) -> Iterator[list[tuple[int, str, int]]]:
    """Groups put together until a batch is full; members in the order of the inputs."""
    batch: list[tuple[int, str, int]] = []
    for group in groups:
        if batch and len(batch) + len(group) > size:
            yield sorted(batch)
            batch = []
        batch += group
    if batch:
        yield sorted(batch)


def members(job: Job, batch: int) -> list[dict[str, Any]]:
    """The rows of a batch, in the order of the inputs."""
    from pyarrow.parquet import ParquetFile

    rows = ParquetFile(job.plan).read_row_group(batch).to_pylist()
    by_part: dict[str, list[int]] = {}
    for row in rows:
        by_part.setdefault(row["part"], []).append(row["row"])
    folder: Path = job.work / "arabic"
    found = [row for part, wanted in sorted(by_part.items()) for row in tables.rows_at(folder / part, wanted)]
    return sorted(found, key=lambda row: row["position"])
