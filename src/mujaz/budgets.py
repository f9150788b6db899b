"""What one input may cost at most: every limit of reading and analysing, in one place (docs/limits.md says the same).

A limit says no to what no article is; the message names the input, the limit and what to do. Limits of bytes and
counts are looked at before the work; `within` ends work in Python that takes too long all the same.
"""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from mujaz.errors import InputError

T = TypeVar("T")
MIB = 1 << 20

INPUT_BYTES = 64 * MIB  # of a file, a page or standard input
HTML_BYTES = 8 * MIB  # the tree of a page takes twenty times as much
WORD_PARTS = 5000
WORD_BYTES = 200 * MIB  # of all parts, unpacked
WORD_XML_BYTES = 10 * MIB  # of one part with markup, unpacked
PDF_PAGES = 300
ENTRIES = 100_000  # lines of a JSON Lines file
FEED_ENTRIES = 5_000
ATTRIBUTES = 1_000  # of one element
ARTICLE_CHARACTERS = 1_000_000
ARTICLE_SENTENCES = 10_000
LINES = 200_000  # of one input of `mujaz translate`
LINE_CHARACTERS = 100_000  # of one of them
READING_SECONDS = 60.0  # of one input; for one with many articles, of each
ANALYSIS_SECONDS = 120.0  # of one article, Arabic side
AT_ONCE = 16  # servers asked at the same time
PATIENCE = 30.0  # seconds the other feeds wait for one that is slow
FEED_SECONDS = 900  # of one feed in one run, pages and pauses included
LISTING_BYTES = 4 * MIB  # what a model hub says of a model
MODEL_BYTES = 4096 * MIB  # of one file of a model
HUB_SECONDS = 60.0  # for a model hub to answer, and again for each further MiB
MODEL_NAMES = 1_000  # lines of models.txt


class _OutOfTime(BaseException):
    """The alarm. No Exception, so that nobody's `except Exception` takes it for a damaged file."""


@contextmanager
def within(
    seconds: float, what: str, remedy: str = "give the parts that matter as a file of their own"
) -> Iterator[None]:
    """End the block after so many seconds with an InputError that names `what`.

    Works in the main thread of systems with timers (Linux, macOS), and between two steps of Python only; elsewhere, and
    inside one call of a library in C, the limits of size have to do.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    ours, armed, began = _OutOfTime(), [True], time.monotonic()

    def ring(_signal: int, _frame: Any) -> None:
        if armed[0]:
            raise ours

    before = signal.signal(signal.SIGALRM, ring)
    left, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _OutOfTime as alarm:
        if alarm is not ours:
            raise
        raise InputError(f"{what}: took longer than {seconds:.0f} seconds", remedy) from None
    finally:
        armed[0] = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:  # an outer limit goes on
            signal.setitimer(signal.ITIMER_REAL, max(0.001, left - (time.monotonic() - began)))


def each_within(items: Iterator[T], seconds: float, what: str) -> Iterator[T]:
    """The items, with a limit for the making of each one but none for what is done with it."""
    end = object()
    while True:
        with within(seconds, what):
            item: Any = next(items, end)
        if item is end:
            return
        yield item
