"""Between the stages: statements that another article told before, found in one sweep over the days."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import pyarrow.dataset as ds

from mujaz.bulk import tables
from mujaz.bulk.arabic import analyses_json
from mujaz.bulk.job import Job
from mujaz.bulk.links import Part, Slab, copies_of, without
from mujaz.statements.duplicates import Recent

Row = dict[str, Any]


def find_told(slabs: Sequence[Slab], parts: Sequence[Part], job: Job) -> int:
    """Write, a file a slab, which statements repeat another article's; gives their number.

    Each day needs the one before it, so that this is the work of one process; it holds two windows of days.
    """
    if all(job.told(slab.number).exists() for slab in slabs):
        return 0
    recent, found = Recent(), 0
    for slab in slabs:
        rows: list[Row] = []
        for day, articles in groupby(articles_of(slab, parts, job), key=lambda row: row["published"]):
            rows += repeated(recent, day, list(articles))
        tables.write(job.told(slab.number), sorted(rows, key=lambda row: row["position"]), tables.MARKS)
        found += len(rows)
    return found


def repeated(recent: Recent, day: int | None, articles: Sequence[Row]) -> Iterator[Row]:
    """The statements of one day that were told before."""
    groups = [analyses_json().record(row["analysis"]).statements for row in articles]
    for row, before, after in zip(articles, groups, recent.marked(day, groups), strict=True):
        for was, now in zip(before, after, strict=True):
            if was.duplicate_of != now.duplicate_of:
                yield {"position": row["position"], "sentence": now.sentence, "duplicate_of": now.duplicate_of}


def articles_of(slab: Slab, parts: Sequence[Part], job: Job) -> list[Row]:
    """The analysed articles published in a slab, by day, each day in the order of the inputs; copies left out."""
    published = ds.field("published")
    inside = published.is_null() if slab.first is None else (published >= slab.first) & (published <= slab.last)
    # An article without a day of publication may have that of its event, so that no file can be passed over.
    paths = [part.path for part in parts if slab.first is None or part.meets(slab.first, slab.last)]
    if not paths:
        return []
    columns = ["published", "position", "analysis"]
    table = without(copies_of(job), tables.read(paths, columns, inside & ds.field("analysis").is_valid()))
    rows: list[Row] = table.sort_by([("published", "ascending"), ("position", "ascending")]).to_pylist()
    return rows
