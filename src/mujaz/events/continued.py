"""Events across weeks: a later article about a known event joins it. Only a link of two articles counts, no chain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mujaz.events.facts import Facts, read
from mujaz.events.group import candidates
from mujaz.events.likeness import likeness
from mujaz.records.analysis import Analysis
from mujaz.records.event import Continuation, Event

REACH_WEEKS = 4  # weeks back in which an event may be known: no two articles are linked over more than grant_days


@dataclass(frozen=True, slots=True)
class Known:
    """An event of an earlier digest, and the facts of its articles."""

    told: Continuation
    facts: tuple[Facts, ...]


def continuing(events: Sequence[Event], analyses: Sequence[Analysis], known: Sequence[Known]) -> tuple[Event, ...]:
    """The events, those that go on from a known one with its id and where it was told.

    Of several that go on from one event the most alike has its id; the others keep theirs, and say the same. Of the
    reports of one known event the latest is named.
    """
    if not known:
        return tuple(events)
    by_id = {analysis.article.id: analysis for analysis in analyses}
    joined: list[Event] = []
    taken = {event.id for event in events}
    ranked = sorted(((links(event, by_id, known), event) for event in events), key=lambda pair: -pair[0][0])
    for (_, told), event in ranked:
        if told is None:
            joined.append(event)
        elif told.event in taken - {event.id}:
            joined.append(replace(event, continues=told))
        else:
            taken.add(told.event)
            joined.append(replace(event, id=told.event, continues=told))
    place = {event.articles: number for number, event in enumerate(events)}
    return tuple(sorted(joined, key=lambda event: place[event.articles]))


def links(event: Event, analyses: dict[str, Analysis], known: Sequence[Known]) -> tuple[float, Continuation | None]:
    """The strongest link of an event's articles with those of a known one, and what that one is; (-inf, None)."""
    new = [read(analyses[article]) for article in event.articles]
    found = [(score, number) for number, old in enumerate(known) for score in scores(new, old.facts)]
    if not found:
        return float("-inf"), None
    score, number = max(found)
    same = [old.told for old in known if old.told.event == known[number].told.event]
    return score, max(same, key=lambda told: told.week)


def scores(new: Sequence[Facts], old: Sequence[Facts]) -> Iterator[float]:
    """The scores of the linked pairs of a new article and an old one."""
    both = [*old, *new]
    for one, other in candidates(both):
        if min(one, other) < len(old) <= max(one, other):
            pair = likeness(both[one], both[other])
            if pair.linked:
                yield pair.score
