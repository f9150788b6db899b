"""From what the user names to stretches of articles: JSON Lines, packed or not, Parquet, and all that Mujaz reads."""

import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

from mujaz.budgets import INPUT_BYTES, READING_SECONDS, within
from mujaz.errors import InputError, contained
from mujaz.http import get
from mujaz.records.article import Article
from mujaz.sources.inputs import Item, expand
from mujaz.sources.jsonl import REMEDY, found_in
from mujaz.sources.meta import make_article
from mujaz.sources.reading import raw_of, read_item, read_items
from mujaz.sources.record import Failure, Found, Raw
from mujaz.sources.registry import FORMATS, in_folders, suffix_of

PACKED = (".gz", ".xz", ".zst", ".bz2")
LINES = (".jsonl", ".ndjson")
ALL_FORMATS = f"{FORMATS}, .jsonl packed as {', '.join(PACKED)}, .parquet"
SMALL_FILES = 64  # read by one task
LINE_BYTES = 8 << 20  # of one article
CHUNK = 64  # articles that are analysed by one task
COLUMNS = ("text", "title", "outlet", "date", "published", "url", "id")


@dataclass(frozen=True, slots=True)
class Source:
    """What one task reads. files: (name as the user gave it, where it lies). failure: of one that cannot be opened."""

    number: int
    files: tuple[tuple[str, str], ...]
    failure: Failure | None = None


def sources_of(inputs: Sequence[str]) -> Iterator[Source]:
    """The inputs, in order: a big file each, small ones a few together."""
    small: list[tuple[str, str]] = []
    number = 0
    for item in items_of(inputs):
        if isinstance(item, tuple) and not is_big(item[0]):
            small.append(item)
            if len(small) < SMALL_FILES:
                continue
        if small:
            yield Source(number, tuple(small))
            number, small = number + 1, []
        if isinstance(item, Failure):
            yield Source(number, (), item)
            number += 1
        elif is_big(item[0]):
            yield Source(number, (item,))
            number += 1
    if small:
        yield Source(number, tuple(small))


def items_of(inputs: Sequence[str]) -> Iterator[tuple[str, str] | Failure]:
    """Name and place of every file, each once."""
    seen: set[str] = set()
    for given in inputs:
        for item in remote(given) if is_remote(given) else local(given):
            if isinstance(item, Failure):
                yield item
            elif item[1] not in seen:
                seen.add(item[1])
                yield item


def local(given: str) -> Iterator[tuple[str, str] | Failure]:
    """Files, folders, patterns, and addresses of pages. Standard input cannot be read by many."""
    if given == "-":
        yield Failure("-", InputError("-: standard input cannot be read in pieces", "save it, and name the file"))
        return
    for item in expand([given], also=is_big, formats=ALL_FORMATS):
        if isinstance(item, Item):
            yield item.name, item.name if item.is_address else os.path.realpath(item.name)
        else:
            yield item


def is_remote(given: str) -> bool:
    """Whether fsspec opens it: an address of anything but a page."""
    return "://" in given and not given.startswith(("http://", "https://"))


def remote(given: str) -> Iterator[tuple[str, str] | Failure]:
    """The files behind an address such as s3://bucket/folder/*.jsonl.gz, through fsspec."""
    try:
        with contained(given), opened_by_fsspec(given):
            names = names_behind(given)
    except InputError as error:
        yield Failure(given, error)
        return
    yield from ((name, name) for name in names)
    if not names:
        yield Failure(given, InputError(f"{given}: no article there", f"Mujaz reads {ALL_FORMATS}"))


def names_behind(given: str) -> list[str]:
    """The addresses of the files that an address stands for: of a folder or a pattern, or itself."""
    from glob import has_magic

    from fsspec.core import url_to_fs

    first, chain, rest = given.partition("::")
    system, path = url_to_fs(given)
    if has_magic(first):
        found = sorted(system.glob(path))
    elif system.isdir(path):
        found = sorted(name for name in system.find(path) if is_big(name) or in_folders(suffix_of(name)))
    else:
        return [given]
    protocol = first.partition("://")[0]
    return [f"{protocol}://{name.partition('://')[2] or name}{chain}{rest}" for name in found]


class opened_by_fsspec:  # noqa: N801 – used like a function
    """A block in which a missing package of fsspec becomes an InputError that names it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ImportError):
            raise InputError(f"{self.name}: {error}", "install what it names, on every machine of the cluster")
        if isinstance(error, ValueError) and "Protocol not known" in str(error):
            raise InputError(f"{self.name}: no such kind of address", "see the list of fsspec")


def is_big(name: str) -> bool:
    """Whether a file may hold any number of articles."""
    plain = name.partition("::")[0]
    return is_lines(plain) or PurePath(plain).suffix.lower() == ".parquet"


def is_lines(name: str) -> bool:
    """Whether a name is one of JSON Lines, packed or not."""
    path = PurePath(name.lower())
    if path.suffix in PACKED:
        path = path.with_suffix("")
    return path.suffix in LINES


def chunks(source: Source, proxy: str = "") -> Iterator[list[Article | Failure]]:
    """What a source holds, CHUNK articles or failures at a time."""
    chunk: list[Article | Failure] = []
    for item in articles(source, proxy):
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def articles(source: Source, proxy: str = "") -> Iterator[Article | Failure]:
    """Every article of a source, and a Failure for what holds none."""
    if source.failure:
        yield source.failure
    for name, place in source.files:
        try:
            with contained(name), opened_by_fsspec(name):
                yield from articles_of(name, place, proxy)
        except InputError as error:
            yield Failure(name, error)


def articles_of(name: str, place: str, proxy: str) -> Iterator[Article | Failure]:
    """The articles of one file. Raises InputError where it cannot be read on."""
    import fsspec

    if name.startswith(("http://", "https://")):
        yield from read_item(Item(name), fetch=lambda url: get(url, proxy=proxy))
    elif is_lines(name.partition("::")[0]):
        with fsspec.open(place, "rb", compression="infer") as stream:
            lines = io.BufferedReader(stream) if name.lower().endswith(".zst") else stream  # it knows no lines
            yield from from_records(records_of_lines(lines, name), name)
    elif is_big(name):
        with fsspec.open(place, "rb") as stream:
            yield from from_records(records_of_parquet(stream, name), name)
    elif is_remote(name):
        with fsspec.open(place, "rb") as stream:
            data = stream.read(INPUT_BYTES + 1)
        yield from read_items(raw_of(data, name))
    else:
        yield from read_item(Item(name, place))


Record = tuple[int, Any]


def from_records(records: Iterable[Record | Failure], name: str) -> Iterator[Article | Failure]:
    """The articles of numbered objects; what is wrong with one costs none of the others."""
    raw, nothing = Raw(data=b"", name=name), True
    for record in records:
        nothing = False
        if isinstance(record, Failure):
            yield record
            continue
        where = f"{name}:{record[0]}"
        try:
            with contained(where), within(READING_SECONDS, where):
                article = make_article(found_of(record[1], where), raw)
        except InputError as error:
            yield Failure(where, error)
        else:
            yield article
    if nothing:
        yield Failure(name, InputError(f"{name}: holds no article", "give a file that holds one"))


def found_of(record: Any, where: str) -> Found:
    """The article of one record, bytes or object. Raises InputError."""
    if isinstance(record, bytes):
        try:
            record = json.loads(record)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{where}: not valid JSON ({str(error)[:80]})", REMEDY) from error
    return found_in(record, where)


def records_of_lines(stream: IO[bytes], name: str) -> Iterator[Record | Failure]:
    """Number and bytes of every line that is not blank, read as they are needed."""
    number = 0
    while line := stream.readline(LINE_BYTES + 1):
        number += 1
        if len(line) > LINE_BYTES and not line.endswith(b"\n"):
            while (rest := stream.readline(LINE_BYTES)) and not rest.endswith(b"\n"):
                pass
            where = f"{name}:{number}"
            yield Failure(where, InputError(f"{where}: longer than {LINE_BYTES >> 20} MiB", "split the article"))
        else:
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if line.strip():
                yield number, line


def records_of_parquet(stream: IO[bytes], name: str) -> Iterator[Record]:
    """Number and object of every row, from the columns an article has. Raises InputError."""
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(stream)
    columns = [column for column in file.schema_arrow.names if column in COLUMNS]
    if "text" not in columns:
        raise InputError(f"{name}: no column `text`", f"name its columns {', '.join(COLUMNS)}")
    number = 0
    for batch in file.iter_batches(batch_size=CHUNK, columns=columns):
        for row in batch.to_pylist():
            number += 1
            for key in ("date", "published"):
                if row.get(key) is not None and not isinstance(row[key], str):
                    row[key] = row[key].isoformat()
            yield number, row
