"""From what the user names to articles: the only place where sources touch files, network and standard input."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from mujaz.budgets import INPUT_BYTES, MIB, READING_SECONDS, each_within, within
from mujaz.errors import InputError, NetworkError, contained
from mujaz.http import Response, get
from mujaz.records.article import Article
from mujaz.sources.inputs import Item, expand
from mujaz.sources.meta import make_article
from mujaz.sources.record import Failure, Raw
from mujaz.sources.registry import choose

Fetch = Callable[[str], Response]


def read(
    inputs: Sequence[str], stdin: BinaryIO | None = None, *, allow_private: bool = False, fetch: Fetch | None = None
) -> Iterator[Article | Failure]:
    """Every article of the inputs once, in a stable order, and a Failure for each input that gave none.

    inputs: files, folders, patterns, http(s) addresses or "-". stdin: a binary stream (default: standard input).
    allow_private: whether addresses may lead into a private network. fetch: used instead of the network.
    Raises nothing for a bad input: whatever is wrong with it is in its Failure.
    """
    seen: set[str] = set()
    for item in expand(inputs):
        if isinstance(item, Failure):
            yield item
            continue
        for found in read_item(item, stdin, allow_private=allow_private, fetch=fetch):
            if isinstance(found, Failure):
                yield found
            elif found.id not in seen:
                seen.add(found.id)
                yield found


def read_item(
    item: Item, stdin: BinaryIO | None = None, *, allow_private: bool = False, fetch: Fetch | None = None
) -> Iterator[Article | Failure]:
    """Every article of one input, copies too, and a Failure where there is none; see `read`."""
    try:
        with contained(item.shown):
            raw = _load(item, stdin, allow_private, fetch)
    except InputError as error:
        yield Failure(item.shown, error)
    else:
        yield from read_items(raw)


def read_bytes(data: bytes, name: str, content_type: str = "") -> tuple[Article, ...]:
    """The articles in `data`, which came under `name` (a file name or address). Raises the first InputError, if any."""
    url = name if "://" in name else ""
    articles: list[Article] = []
    for item in read_items(Raw(data=data, name=name, content_type=content_type, url=url)):
        if isinstance(item, Failure):
            raise item.error
        articles.append(item)
    return tuple(articles)


def read_items(raw: Raw) -> Iterator[Article | Failure]:
    """The articles of one input and the failures of its parts; a failure of the whole comes last."""
    if not raw.data.strip():
        yield Failure(raw.name, InputError(f"{raw.name}: empty", "give a file that holds an Arabic article"))
        return
    nothing = True
    try:
        for found in _found(raw):
            nothing = False
            yield found
    except InputError as error:
        yield Failure(raw.name, error)
    else:
        if nothing:
            yield Failure(raw.name, InputError(f"{raw.name}: holds no article", "give a file that holds one"))


def _found(raw: Raw) -> Iterator[Article | Failure]:
    """What the reader finds, within its time; whatever breaks is named. Raises InputError for the whole."""
    with contained(raw.name):
        for found in each_within(iter(choose(raw).read(raw)), READING_SECONDS, raw.name):
            if isinstance(found, Failure):
                yield found
                continue
            where = found.where or raw.name
            try:
                with contained(where), within(READING_SECONDS, where):
                    article = make_article(found, raw)
            except InputError as error:
                yield Failure(where, error)
            else:
                yield article


def _load(item: Item, stdin: BinaryIO | None, allow_private: bool, fetch: Fetch | None) -> Raw:
    """The bytes of one input. Raises InputError."""
    if item.is_address:
        return _download(item.name, fetch or (lambda url: get(url, allow_private=allow_private)))
    try:
        if item.name == "-":
            stream = stdin or (sys.stdin.buffer if sys.stdin else None)
            if stream is None:
                raise InputError("-: standard input is closed", "name a file, or pipe text in")
            data = stream.read(INPUT_BYTES + 1)
        else:
            with Path(item.place or item.name).open("rb") as stream:
                data = stream.read(INPUT_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{item.shown}: cannot be read ({reason})", "check the path and its permissions") from error
    return raw_of(data, item.shown)


def raw_of(data: bytes, name: str) -> Raw:
    """Bytes under their name. Raises InputError when they are more than an input may have."""
    if len(data) > INPUT_BYTES:
        raise InputError(f"{name}: larger than {INPUT_BYTES // MIB} MiB", "split it, or give the article alone")
    return Raw(data=data, name=name)


def _download(url: str, fetch: Fetch) -> Raw:
    """A page or file from the network, answered with 200. Raises InputError."""
    try:
        response = fetch(url)
    except NetworkError as error:
        raise InputError(error.message, error.remedy) from error
    if response.status != 200:
        raise InputError(
            f"{url}: the server answered {response.status}", "open it in a browser, save it, and give the file"
        )
    return Raw(data=response.body, name=url, content_type=response.content_type, url=response.url)
