"""Between the stages: statements that another article told before, found in one sweep over the days."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

from mujaz.bulk import tables
from mujaz.bulk.arabic import analyses_json
from mujaz.bulk.job import Job
from mujaz.bulk.links import Part, Slab, copies_of, stretches_of, without
from mujaz.statements.duplicates import Recent

Row = dict[str, Any]
AT_ONCE = 500  # articles whose analyses are held, about


def find_told(slabs: Sequence[Slab], parts: Sequence[Part], job: Job) -> int:
    """Write, a file a slab, which statements repeat another article's; gives their number.

    Each day needs the one before it, so that this is the work of one process; it holds two windows of days.
    """
    if all(job.told(slab.number).exists() for slab in slabs):
        return 0
    recent, copies, found = Recent(), copies_of(job), 0
    for slab in slabs:
        rows: list[Row] = []
        for articles in articles_of(slab, parts, copies):
            for day, some in groupby(articles, key=lambda row: row["published"]):
                rows += repeated(recent, day, list(some))
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


def articles_of(slab: Slab, parts: Sequence[Part], copies: pa.Array) -> Iterator[list[Row]]:
    """The analysed articles published in a slab, some at a time: by day, each day in the order of the inputs."""
    published = ds.field("published")
    if slab.first is None:  # a part may hold such articles although each has a day, that of its event
        for part in parts:
            yield rows_of([part], published.is_null(), copies)
        return
    near = [part for part in parts if part.meets(slab.first, slab.last)]
    inside = (published >= slab.first) & (published <= slab.last)
    counts: Counter[int] = Counter()
    for part in near:
        counts.update(tables.read([part.path], ["published"], inside)["published"].to_pylist())
    for first, last in stretches_of(counts, AT_ONCE):
        some = [part for part in near if part.meets(first, last)]
        yield rows_of(some, (published >= first) & (published <= last), copies)


def rows_of(parts: Sequence[Part], where: ds.Expression, copies: pa.Array) -> list[Row]:
    """Day, position and analysis of the articles that are no copies, in order."""
    paths = [part.path for part in parts]
    columns = ["published", "position", "analysis"]
    table = without(copies, tables.read(paths, columns, where & ds.field("analysis").is_valid()))
    rows: list[Row] = table.sort_by([("published", "ascending"), ("position", "ascending")]).to_pylist()
    return rows
