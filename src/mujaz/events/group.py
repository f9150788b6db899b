"""Articles about the same event, put together by a score whose parts and weights are in weights.toml."""

import math
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.events.event import event_of
from mujaz.events.facts import Facts, read, same_name
from mujaz.events.names import stem
from mujaz.events.title import in_english
from mujaz.records.analysis import Analysis
from mujaz.records.event import Event
from mujaz.resources import package_path

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary

PARTS = (
    "near_duplicate", "same_name", "other_name", "words", "title", "quoted", "numbers", "same_place", "other_place",
    "same_kind", "day_apart",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """weights.toml; common holds stems."""

    window_days: int
    threshold: float
    group: float
    weight: Mapping[str, float]
    full_duplicate: float
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two articles are, and the parts of the score that are not nought."""

    score: float
    parts: Mapping[str, float]

    @property
    def reason(self) -> str:
        """The parts in words, the strongest first."""
        strongest = sorted(self.parts.items(), key=lambda part: -abs(part[1]))
        return ", ".join(f"{name.replace('_', ' ')} {value:+.2f}" for name, value in strongest)


@cache
def weights() -> Weights:
    """The packaged weights. Raises DataError when one is missing."""
    path = package_path("events", "weights.toml")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Weights(
            int(data["window_days"]),
            float(data["threshold"]),
            float(data["group"]),
            {part: float(data["weight"][part]) for part in PARTS},
            float(data["scale"]["full_duplicate"]),
            frozenset(stem(fold_word(word)) for word in data["scale"]["common"]),
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"{path}: {error}", "every weight must be there, as a number") from error


def group(
    analyses: Sequence[Analysis],
    translate: Callable[[list[str]], list[str]] | None = None,
    glossary: "Glossary | None" = None,
) -> tuple[Event, ...]:
    """The events the articles speak of, in order of date, then title; each article is in exactly one.

    `translate` turns Arabic names into English; without it title_en stays "" (place_en comes from the lexicon).
    The outcome does not depend on the order of `analyses`.
    """
    analyses = sorted(analyses, key=lambda analysis: analysis.article.id)
    facts = [read(analysis) for analysis in analyses]
    by_id = {analysis.article.id: analysis for analysis in analyses}
    events = []
    for members, reasons in clusters(facts):
        events.append(event_of([facts[i] for i in members], by_id, reasons, glossary))
    events = in_english(events, by_id, translate, glossary)
    return tuple(sorted(events, key=lambda e: (e.date_start.value if e.date_start else "9999", e.title_en, e.id)))


def clusters(facts: Sequence[Facts]) -> list[tuple[list[int], tuple[str, ...]]]:
    """Indexes of articles that belong together, with the reasons; the strongest links are made first."""
    links = {pair: likeness for pair, likeness in likenesses(facts) if likeness.score > 0}
    groups: dict[int, list[int]] = {index: [index] for index in range(len(facts))}
    home = list(range(len(facts)))
    reasons: dict[int, list[str]] = defaultdict(list)
    for (one, other), likeness in sorted(links.items(), key=lambda item: (-item[1].score, item[0])):
        a, b = home[one], home[other]
        if likeness.score < weights().threshold:
            break
        if a == b or not holds_together(groups[a] + groups[b], links, facts):
            continue
        a, b = min(a, b), max(a, b)
        groups[a] += groups.pop(b)
        reasons[a] += [*reasons.pop(b, []), f"{facts[one].article}+{facts[other].article}: {likeness.reason}"]
        for index in groups[a]:
            home[index] = a
    return [(sorted(members), tuple(reasons[key])) for key, members in sorted(groups.items())]


def holds_together(members: Sequence[int], links: Mapping[tuple[int, int], Likeness], facts: Sequence[Facts]) -> bool:
    """True when the average pair is alike enough and no two are further apart than the window."""
    pairs = [(min(pair), max(pair)) for pair in combinations(members, 2)]
    if any(days_apart(facts[a], facts[b]) > weights().window_days for a, b in pairs):
        return False
    return sum(links[pair].score if pair in links else 0.0 for pair in pairs) / len(pairs) >= weights().group


def likenesses(facts: Sequence[Facts]) -> Iterable[tuple[tuple[int, int], Likeness]]:
    """The score of every pair that shares anything rare, a long run of words, or a named event."""
    vectors = word_vectors(facts)
    for one, other in candidates(facts):
        if days_apart(facts[one], facts[other]) <= weights().window_days:
            yield (one, other), likeness(facts[one], facts[other], vectors[one], vectors[other])


def candidates(facts: Sequence[Facts]) -> list[tuple[int, int]]:
    """Pairs worth a score, so that thousands of articles do not mean millions of scores."""
    seen_in: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(facts):
        for word in item.words:
            seen_in[word].append(index)
        if item.name:
            for word in item.name.words:
                seen_in[f"name {word}"].append(index)
    limit = max(12, len(facts) // 20)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for where in seen_in.values():
        if len(where) <= limit:
            for pair in combinations(where, 2):
                shared[pair] += 1
    return sorted(pair for pair, count in shared.items() if count >= 2)


def word_vectors(facts: Sequence[Facts]) -> list[dict[str, float]]:
    """Each article's words with weights of length one: rare words and repeated words count more."""
    seen: dict[str, int] = defaultdict(int)
    for item in facts:
        for word in item.words:
            seen[word] += 1
    vectors = []
    for item in facts:
        vector = {
            word: (1 + math.log(count)) * math.log(1 + (len(facts) + 20) / (seen[word] + 0.5))
            for word, count in item.words.items()
            if word not in weights().common
        }
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({word: value / length for word, value in vector.items()})
    return vectors


def likeness(one: Facts, other: Facts, words: Mapping[str, float], others: Mapping[str, float]) -> Likeness:
    """The score of one pair, with its parts."""
    weight = weights().weight
    parts: dict[str, float] = {}
    smaller, larger = sorted((words, others), key=len)
    parts["words"] = weight["words"] * sum(value * larger.get(word, 0.0) for word, value in smaller.items())
    same = jaccard(one.shingles, other.shingles) / weights().full_duplicate
    parts["near_duplicate"] = weight["near_duplicate"] * min(same, 1.0)
    titles = one.head - weights().common, other.head - weights().common
    parts["title"] = weight["title"] * len(titles[0] & titles[1]) / max(min(map(len, titles)), 4)
    if one.name and other.name:
        parts["same_name" if same_name(one.name, other.name) else "other_name"] = (
            weight["same_name"] if same_name(one.name, other.name) else weight["other_name"]
        )
    parts["quoted"] = weight["quoted"] if one.quoted & other.quoted else 0.0
    parts["numbers"] = weight["numbers"] * min(len(one.numbers & other.numbers), 3)
    if one.place and other.place:
        close = (
            one.place == other.place
            or other.place.english == one.place.country
            or one.place.english == other.place.country
        )
        parts["same_place" if close else "other_place"] = weight["same_place"] if close else weight["other_place"]
    parts["same_kind"] = weight["same_kind"] if one.kind == other.kind != "other" else 0.0
    parts["day_apart"] = weight["day_apart"] * days_apart(one, other)
    kept = {name: value for name, value in parts.items() if abs(value) >= 0.005}
    return Likeness(sum(kept.values()), kept)


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Shared share of two sets."""
    return len(one & other) / len(one | other) if one and other else 0.0


def days_apart(one: Facts, other: Facts) -> int:
    """Days between two articles; 0 when one has no date."""
    days = (one.day, other.day)
    if any(len(day) != 10 for day in days):
        return 0
    return abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days)
