"""Articles about the same event, put together: pairs that share a rare word near in time are scored, links joined."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from mujaz.events.event import event_of
from mujaz.events.facts import Facts, read
from mujaz.events.likeness import likeness, weights
from mujaz.events.title import in_english
from mujaz.records.analysis import Analysis
from mujaz.records.event import Event

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary

KEYS = 14  # weightiest words of an article by which others are found


def group(
    analyses: Sequence[Analysis], glossary: "Glossary | None" = None, known: Mapping[str, Facts] | None = None
) -> tuple[Event, ...]:
    """The events the articles speak of, in order of date, then title; each article is in exactly one.

    title_en stays "" for analyses that are not translated (place_en comes from the lexicon).
    known: facts that were read before, by article.
    The outcome does not depend on the order of `analyses`, and whether two articles are linked on them alone.
    """
    analyses = sorted(analyses, key=lambda analysis: analysis.article.id)
    known = known or {}
    facts = [known.get(analysis.article.id) or read(analysis) for analysis in analyses]
    by_id = {analysis.article.id: analysis for analysis in analyses}
    events = []
    for members, reasons in clusters(facts):
        events.append(event_of([facts[i] for i in members], by_id, reasons, glossary))
    events = in_english(events, by_id, glossary)
    return tuple(sorted(events, key=lambda e: (e.date_start.value if e.date_start else "9999", e.title_en, e.id)))


def told_together(analyses: Sequence[Analysis], glossary: "Glossary | None" = None) -> Event:
    """The one event that these articles tell, when it is known that they do."""
    by_id = {analysis.article.id: analysis for analysis in analyses}
    return in_english([event_of([read(analysis) for analysis in analyses], by_id, (), glossary)], by_id, glossary)[0]


def clusters(facts: Sequence[Facts]) -> list[tuple[list[int], tuple[str, ...]]]:
    """Indexes of articles that belong together, with the reasons.

    Linked articles are put together, the surest link first; two groups only where their articles are alike on the
    whole, so that a running story does not chain one day's act to the next. Near duplicates are therefore always
    together, and no order of reading matters.
    """
    links: list[tuple[float, int, int, str]] = []
    for one, other in candidates(facts):
        pair = likeness(facts[one], facts[other])
        if pair.linked:
            links.append((-pair.score, one, other, f"{facts[one].article}+{facts[other].article}: {pair.reason}"))
    home = {index: [index] for index in range(len(facts))}
    for _, one, other, _ in sorted(links):
        if home[one] is not home[other] and alike(facts, home[one], home[other]):
            joined = sorted(home[one] + home[other])
            home.update(dict.fromkeys(joined, joined))
    reasons: dict[int, list[str]] = defaultdict(list)
    for _, one, other, reason in sorted(links):
        if home[one] is home[other]:
            reasons[home[one][0]].append(reason)
    return [(home[index], tuple(reasons[index])) for index in range(len(facts)) if home[index][0] == index]


def alike(facts: Sequence[Facts], one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two groups are alike on the whole: the mean of the scores of their pairs."""
    limits = weights().limits
    scores = [max(likeness(facts[a], facts[b]).score, limits.strangers) for a in one for b in other]
    return sum(scores) / len(scores) >= limits.whole


def candidates(facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """Pairs worth a score, each once: they share a rare word within days, or a sum or an event's name within weeks.

    An article without a date is compared with every other that shares a word.
    """
    window, grant = weights().limits.window_days, weights().limits.grant_days
    dated: dict[tuple[int, str], list[int]] = defaultdict(list)
    undated: dict[str, list[int]] = defaultdict(list)
    everywhere: dict[str, list[int]] = defaultdict(list)
    some_undated = any(day_of(item) is None for item in facts)
    for number, item in enumerate(facts):
        day, near, far = day_of(item), near_keys(item), far_keys(item)
        seen: set[int] = set()
        for key in near + far:
            if day is None:
                seen.update(everywhere[key])
                undated[key].append(number)
            else:
                reach = grant if key in far else window
                seen.update(n for other in range(day - reach, day + reach + 1) for n in dated.get((other, key), ()))
                seen.update(undated.get(key, ()))
                dated[day, key].append(number)
            if some_undated:
                everywhere[key].append(number)
        yield from ((other, number) for other in sorted(seen) if other != number)


def day_of(item: Facts) -> int | None:
    """The day of publication, else of the event, counted; None when neither is known."""
    day = item.published or item.day
    return date.fromisoformat(day).toordinal() if len(day) == 10 else None


def near_keys(item: Facts) -> list[str]:
    """The weightiest words."""
    return sorted(item.terms, key=lambda stem: (-item.terms[stem], stem))[:KEYS]


def far_keys(item: Facts) -> list[str]:
    """Sums, and the words of a named event: what brings reports of different weeks together."""
    sums = [f"sum {value:g} {currency}" for value, currency in item.sums]
    return sorted([*sums, *(f"name {word}" for word in (item.name.words if item.name else ()))])
