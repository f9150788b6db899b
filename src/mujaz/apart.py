"""Working on many articles so that one which breaks costs none of the others: it is named, the rest is done.

The work is tried on all at once, as it is fastest; only when that breaks is each looked at by itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from mujaz.budgets import ANALYSIS_SECONDS, within
from mujaz.errors import InputError, MujazError, contained
from mujaz.records.article import Article
from mujaz.sources.record import Failure

if TYPE_CHECKING:
    from mujaz.records.analysis import Analysis
    from mujaz.records.event import Event

T = TypeVar("T")
R = TypeVar("R")
Fail = Callable[[Failure], None]
"""Told of each failure."""


def one_by_one(items: Iterable[T], work: Callable[[T], R], name: Callable[[T], str], fail: Fail) -> Iterator[R]:
    """What the work gives for each item; an item on which it breaks is told to `fail`, and passed over."""
    for item in items:
        try:
            with contained(name(item)):
                done = work(item)
        except InputError as error:
            fail(Failure(name(item), error))
        else:
            yield done


def analysed(
    articles: Iterable[Article], analyse: Callable[[Article], "Analysis"], fail: Fail
) -> "tuple[Analysis, ...]":
    """The Arabic side of each article, under the limit of time."""

    def timed(article: Article) -> "Analysis":
        with within(ANALYSIS_SECONDS, article.source):
            return analyse(article)

    return tuple(one_by_one(articles, timed, lambda article: article.source, fail))


def translated(
    analyses: "Sequence[Analysis]", translate: "Callable[[Sequence[Analysis]], tuple[Analysis, ...]]", fail: Fail
) -> "tuple[Analysis, ...]":
    """The analyses with their English, all at once where that can be done."""
    try:
        return translate(analyses)
    except InputError:
        pass
    except MujazError:
        raise
    except Exception as error:
        if type(error).__module__ == "sqlite3":
            raise
    return tuple(one_by_one(analyses, lambda one: translate([one])[0], lambda one: one.article.source, fail))


def grouped(
    analyses: "Sequence[Analysis]", group: "Callable[[Sequence[Analysis]], tuple[Event, ...]]", fail: Fail
) -> "tuple[Event, ...]":
    """The events of the analyses. Where grouping breaks on an article, that one is left out.

    Where it breaks on none alone but on all together, each article is an event of its own.
    """
    try:
        return group(analyses)
    except MujazError:
        raise
    except Exception as error:
        if type(error).__module__ == "sqlite3":
            raise
    pairs = one_by_one(analyses, lambda one: (one, group([one])), lambda one: f"{one.article.source}: its event", fail)
    alone = list(pairs)
    try:
        return group([one for one, _ in alone])
    except MujazError:
        raise
    except Exception:
        return tuple(event for _, events in alone for event in events)
