"""From what the user names to articles: the only place where sources touch files, network and standard input."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from mujaz.errors import InputError, NetworkError
from mujaz.http import Response, get
from mujaz.records.article import Article
from mujaz.sources.inputs import Item, expand
from mujaz.sources.meta import make_article
from mujaz.sources.record import Failure, Raw
from mujaz.sources.registry import choose

MAX_BYTES = 64 * 1024 * 1024  # of one input
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
        try:
            raw = _load(item, stdin, allow_private, fetch)
        except InputError as error:
            yield Failure(item.name, error)
            continue
        for found in read_items(raw):
            if isinstance(found, Failure):
                yield found
            elif found.id not in seen:
                seen.add(found.id)
                yield found


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
        for found in choose(raw).read(raw):
            nothing = False
            if isinstance(found, Failure):
                yield found
                continue
            try:
                yield make_article(found, raw)
            except InputError as error:
                yield Failure(found.where or raw.name, error)
        if nothing:
            yield Failure(raw.name, InputError(f"{raw.name}: holds no article", "give a file that holds one"))
    except InputError as error:
        yield Failure(raw.name, error)


def _load(item: Item, stdin: BinaryIO | None, allow_private: bool, fetch: Fetch | None) -> Raw:
    """The bytes of one input. Raises InputError."""
    if item.is_address:
        return _download(item.name, fetch or (lambda url: get(url, allow_private=allow_private)))
    try:
        if item.name == "-":
            data = (stdin or sys.stdin.buffer).read(MAX_BYTES + 1)
        else:
            with Path(item.name).open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{item.name}: cannot be read ({reason})", "check the path and its permissions") from error
    if len(data) > MAX_BYTES:
        raise InputError(f"{item.name}: larger than {MAX_BYTES >> 20} MiB", "split it, or give the article alone")
    return Raw(data=data, name=item.name)


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
