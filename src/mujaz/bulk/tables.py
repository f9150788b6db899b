"""Parquet files of a bulk run: their columns, written whole or not at all, read row by row."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from mujaz.files import write_atomic

FEW_ROWS = 8  # in a group of rows that are fetched one by one
TEXT, NAMES = pa.string(), pa.list_(pa.string())

ARABIC = pa.schema(
    [
        ("position", pa.int64()),
        ("id", TEXT),  # null where nothing could be read
        ("day", pa.int32()),  # by which events are found, counted; null when not known
        ("published", pa.int32()),  # the day of publication, counted; null when not known
        ("far", pa.bool_()),  # whether it may belong to an event of another week
        ("facts", TEXT),  # null where they could not be found
        ("analysis", TEXT),  # null for a failure
        ("source", TEXT),
        ("error", TEXT),
        ("remedy", TEXT),
    ]
)
COPIES = pa.schema([("position", pa.int64())])
LINKS = pa.schema([("one", TEXT), ("other", TEXT)])
MARKS = pa.schema([("position", pa.int64()), ("sentence", pa.int32()), ("duplicate_of", TEXT)])
PLAN = pa.schema([("part", TEXT), ("row", pa.int32())])
ANALYSES = pa.schema([("id", TEXT), ("analysis", TEXT)])
EVENTS_KEPT = pa.schema([("folder", TEXT), ("event", TEXT)])

ARTICLES = pa.schema(
    [
        ("article", TEXT),
        ("position", pa.int64()),
        ("day", TEXT),
        ("title_ar", TEXT),
        ("title_en", TEXT),
        ("outlet", TEXT),
        ("url", TEXT),
        ("source", TEXT),
        ("event", TEXT),
        ("record", TEXT),  # the line of `mujaz events`
    ]
)
STATEMENTS = pa.schema(
    [
        ("article", TEXT),
        ("sentence", pa.int32()),
        ("position", pa.int64()),  # of the article among all inputs
        ("event", TEXT),
        ("kind", TEXT),
        ("ar", TEXT),
        ("en", TEXT),
        ("labels", NAMES),
        ("key", pa.bool_()),
        ("score", pa.float64()),
        ("actor", TEXT),
        ("actor_ar", TEXT),
        ("speaker", TEXT),
        ("addressee", TEXT),
        ("countries", NAMES),
        ("amount", pa.float64()),  # the largest sum
        ("currency", TEXT),
        ("deadline", TEXT),
        ("modality", TEXT),
        ("plover", TEXT),
        ("failed", NAMES),  # checks the English did not pass
        ("confidence", pa.float64()),
        ("duplicate_of", TEXT),
        ("record", TEXT),  # the line of `mujaz statements`
    ]
)
EVENTS = pa.schema(
    [
        ("event", TEXT),
        ("title_ar", TEXT),
        ("title_en", TEXT),
        ("kind", TEXT),
        ("date_start", TEXT),
        ("date_start_known", TEXT),
        ("date_end", TEXT),
        ("place_ar", TEXT),
        ("place_en", TEXT),
        ("organisers", NAMES),
        ("articles", NAMES),
        ("reasons", NAMES),
    ]
)
TRANSLATIONS = pa.schema(
    [
        ("article", TEXT),
        ("sentence", pa.int32()),  # 0 for the title
        ("form", TEXT),  # title, sentence, clause, predicate
        ("lead", TEXT),  # English by rule before it
        ("ar", TEXT),
        ("en", TEXT),
        ("confidence", pa.float64()),
        ("failed", NAMES),
    ]
)
FAILURES = pa.schema([("source", TEXT), ("error", TEXT), ("remedy", TEXT)])


def write(path: Path, rows: Sequence[dict[str, Any]], schema: pa.Schema, group: int | None = None) -> None:
    """Write rows under a temporary name, then rename. The same rows give the same bytes. group: rows in a row group."""
    write_table(path, pa.Table.from_pylist(list(rows), schema=schema), group)


def write_table(path: Path, table: pa.Table, group: int | None = None) -> None:
    """Write a table, whole or not at all."""
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd", row_group_size=group)
    write_atomic(path, buffer.getvalue())


def read(paths: Iterable[Path], columns: Sequence[str], where: ds.Expression | None = None) -> pa.Table:
    """Columns of many files as one table, files in order; what `where` excludes is not read where statistics tell."""
    return ds.dataset([str(path) for path in paths], format="parquet").to_table(columns=list(columns), filter=where)


def rows_at(path: Path, rows: Sequence[int], group: int = FEW_ROWS) -> list[dict[str, Any]]:
    """Some rows of a file written with row groups of `group` rows; no others are read but their neighbours."""
    file = pq.ParquetFile(path)
    groups = sorted({row // group for row in rows})
    table = file.read_row_groups(groups).to_pylist()
    at = {which: number * group for number, which in enumerate(groups)}
    return [table[at[row // group] + row % group] for row in rows]
