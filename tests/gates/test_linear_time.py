"""The gate of linear time: four times as much of anything takes at most eight times as long.

Every function of the Arabic side, the English side, the checks and the name table, on sixty texts of one repeat. Time
is the processor's, the best of several tries on both sides; what is done within 40 milliseconds says nothing.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial

import pytest

from mujaz.analyse import analyse
from mujaz.arabic.dates import find_dates
from mujaz.arabic.normalise import fold, for_model
from mujaz.arabic.numbers import find_numbers
from mujaz.arabic.romanise import romanise
from mujaz.checks.check import check
from mujaz.collect.feeds import arabic_letters
from mujaz.collect.likeness import sketch
from mujaz.english.dates import english_dates
from mujaz.english.numbers import english_numbers
from mujaz.events.group import group
from mujaz.lexicon.names import Glossary, load_glossary
from mujaz.records.article import Article, When
from mujaz.sources import Raw, read_items
from mujaz.structure.dateline import find_dateline
from mujaz.structure.sentences import split
from mujaz.translation.segments import segment
from tests.support.hostile import REPEATS

SMALL, FACTOR, MOST = 2000, 4, 8.0
TOO_SHORT = 0.04  # seconds: below, noise is larger than growth
TRIES = 4
ENGLISH = (
    "one hundred ", "million ", "2024 ", "1,000 ", "10 May ", "at first ", "half a ", "and ", "the Minister ", "not ",
    "(", "'", "$5 million ", "a ", "A", "1", ". ", "Monday ", "from 3 to ", "second ",
)  # fmt: skip


@cache
def names() -> Glossary:
    return load_glossary()


def article(text: str) -> Article:
    return Article(id="a", text=text, published=When("2025-03-10", "day"), source="a.txt")


def analysis_of(text: str) -> object:
    return group([analyse(article(text), names())])


ARABIC: dict[str, Callable[[str], object]] = {
    "fold": fold,
    "for_model": for_model,
    "numbers": find_numbers,
    "dates": partial(find_dates, reference=When("2025-03-10", "day")),
    "romanise": romanise,
    "dateline": find_dateline,
    "sentences": lambda text: split(article(text)),
    "analysis and event": analysis_of,
    "check": lambda text: check(text, "The Government pledged to provide support. " * (len(text) // 40)),
    "names": lambda text: names().find(text),
    "segments": lambda text: segment(text, lambda part: len(part) // 4),
    "sketch": sketch,
    "letters of a feed": arabic_letters,
    "reading text": lambda text: list(read_items(Raw(data=text.encode(), name="a.txt"))),
    "reading a page": lambda text: list(read_items(Raw(data=text.encode(), name="a.html"))),
}
OTHER: dict[str, Callable[[str], object]] = {
    "english numbers": english_numbers,
    "english dates": english_dates,
    "check": lambda text: check("تعهدت الدولة بتقديم الدعم. " * (len(text) // 25), text),
}


def seconds(work: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    work(text)
    return time.process_time() - began


def grows_too_fast(work: Callable[[str], object], repeat: str, length: int = SMALL) -> str:
    """ "" when the time stays in proportion, else the figures. Measured again until it does, or four times."""
    small, large = (repeat * (length * factor // len(repeat) + 1) for factor in (1, FACTOR))
    best_small = best_large = float("inf")
    for _ in range(TRIES):
        best_large = min(best_large, seconds(work, large))
        if best_large < TOO_SHORT:
            return ""
        best_small = min(best_small, seconds(work, small))
        if best_large <= MOST * best_small:
            return ""
    return f"{repeat!r}: {best_small:.3f} s, four times as much {best_large:.3f} s"


@contextmanager
def warm(work: Callable[[str], object]) -> Iterator[None]:
    """Let tables load before the clock runs."""
    work("أعلن الوزير أن 5 ملايين دولار.")
    yield


@pytest.mark.parametrize("name", ARABIC)
def test_time_grows_with_the_length_alone(name: str) -> None:
    with warm(ARABIC[name]):
        assert [slow for repeat in REPEATS if (slow := grows_too_fast(ARABIC[name], repeat))] == []


@pytest.mark.parametrize("name", OTHER)
def test_time_grows_with_the_length_of_english_alone(name: str) -> None:
    with warm(OTHER[name]):
        assert [slow for repeat in ENGLISH if (slow := grows_too_fast(OTHER[name], repeat))] == []
