"""What the commands that read articles share: standard input, how addresses are asked, failures as lines, output."""

import os
import sys
from collections.abc import Collection, Iterable
from typing import BinaryIO

import click

from mujaz.config import Settings
from mujaz.errors import UsageError
from mujaz.http import Response, get
from mujaz.records.article import Article
from mujaz.sources.reading import Fetch
from mujaz.sources.record import Failure


class Failures:
    """Failures of a run, each named on stderr as it comes. later: how many came after reading."""

    def __init__(self, known: Iterable[Failure] = ()) -> None:
        self.any = False
        self.later = 0
        for failure in known:
            self._say(failure)

    def add(self, failure: Failure) -> None:
        """One more, met after the inputs were read."""
        self.later += 1
        self._say(failure)

    def _say(self, failure: Failure) -> None:
        self.any = True
        click.echo(f"mujaz: {failure.error}", err=True)


def standard_input() -> BinaryIO | None:
    """The bytes of standard input; None where it is closed."""
    return sys.stdin.buffer if sys.stdin else None


def fetching(settings: Settings) -> Fetch:
    """How an address on the command line is asked: through the proxy of the settings, else of the environment."""
    from mujaz.job.settings import read

    def fetch(url: str) -> Response:
        return get(url, proxy=read(settings).fetch.proxy)

    return fetch


def require_output() -> None:
    """Raise UsageError where standard output is closed and would have held the result."""
    if sys.stdout is None or sys.stdout.closed:
        raise UsageError("standard output is closed", "the result goes there: let it lead to a file or a program")


def tell(text: object) -> None:
    """A line on standard output that is a courtesy: when nobody reads it (`| head -1`), the work goes on."""
    try:
        click.echo(text)
    except (BrokenPipeError, ValueError):  # ValueError: closed from the start
        silence()


def silence() -> None:
    """Let standard output lead nowhere from now on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for the rest of the run


def names_of(articles: Iterable[Article], ids: Collection[str]) -> str:
    """The articles with these ids as a person knows them: by file or address."""
    return ", ".join(article.source or article.url for article in articles if article.id in ids)
