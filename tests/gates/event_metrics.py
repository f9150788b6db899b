"""How well articles are grouped into events, and events dated and placed: the measures of the gate, defined here once.

Data: ../shared/press/events.json – events with their articles, articles that stand alone, noise, near misses – over the
corpus of 2018. Events, single articles and noise are cut into two halves by the SHA-256 of their id: rules are written
with one (`write`), the other (`measure`) only counts. A pair of articles belongs to a half when both do.
  pairs:      of the pairs of articles of one event, the share that stands in one event here (recall); of all pairs of
              labelled articles that stand in one event here, the share that should (precision)
  near:       share of the near misses that stand apart
  dates:      of the events whose date an article states, the share dated within the gold days; found on gold groups,
              so that the figure does not hang on the grouping
  places:     of the events and single articles that have a place in the gold, the share with the same city, or the same
              country where the gold has no city; found on gold groups
"""

import hashlib
import json
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from mujaz.analyse import analyse
from mujaz.events.group import group
from mujaz.lexicon.names import Glossary
from mujaz.records.analysis import Analysis
from mujaz.records.article import Article, When, article_id
from mujaz.records.event import Event
from mujaz.sources.meta import make_article
from mujaz.sources.record import Found, Raw

Gold = Mapping[str, Any]
HALVES = ("write", "measure")
# Two names of one place.
SAME = (
    {"gaza", "gaza strip"},
    {"panmunjom", "korean demilitarized zone"},
    {"makkah", "mecca"},
    {"jerusalem", "occupied jerusalem"},
)


@dataclass
class EventScores:
    """Counts of one half, and every miss in words."""

    joined: int = 0
    pairs: int = 0
    wrong: int = 0
    apart: int = 0
    near: int = 0
    dated: int = 0
    dates: int = 0
    placed: int = 0
    places: int = 0
    faults: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The shares by name."""
        right = self.joined
        return {
            "pairs_recall": self.joined / self.pairs,
            "pairs_precision": right / (right + self.wrong) if right + self.wrong else 1.0,
            "near_misses_apart": self.apart / self.near if self.near else 1.0,
            "dates": self.dated / self.dates,
            "places": self.placed / self.places,
        }


def half(key: str) -> str:
    """The half an id belongs to."""
    return HALVES[int(hashlib.sha256(key.encode()).hexdigest(), 16) % 2]


def gold_of(shared: Path) -> Gold:
    """events.json."""
    loaded: Gold = json.loads((shared / "press" / "events.json").read_text(encoding="utf-8"))
    return loaded


def labelled(shared: Path, gold: Gold, glossary: Glossary) -> dict[str, Analysis]:
    """The analysed articles that the gold names, by its ids."""
    wanted = set(halves_of(gold))
    found = {}
    with lzma.open(shared / "corpus" / "ant-news-2018.jsonl.xz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["id"] in wanted:
                found[row["id"]] = analyse(article_of(row), glossary)
    return found


def article_of(row: Mapping[str, str]) -> Article:
    """A line of the corpus as the reader of JSON Lines reads it."""
    found = Found(
        text=row["text"],
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        published=When(row["published"], "day"),
    )
    article = make_article(found, Raw(data=b"", name=row["id"]))
    return replace(article, id=article_id(row["id"]))  # the corpus prints a few texts twice


def halves_of(gold: Gold) -> dict[str, str]:
    """Half by article id; an article of a near miss alone by its own id."""
    found = {item: half(item) for one, other, _ in gold["near_misses"] for item in (one, other)}
    found |= {item["id"]: half(item["id"]) for kind in ("single", "noise") for item in gold[kind]}
    return found | {article["id"]: half(event["id"]) for event in gold["events"] for article in event["articles"]}


def score(gold: Gold, analyses: Mapping[str, Analysis], glossary: Glossary) -> dict[str, EventScores]:
    """The scores by half."""
    scores = {name: EventScores() for name in HALVES}
    score_pairs(gold, analyses, glossary, scores)
    score_facts(gold, analyses, glossary, scores)
    return scores


def score_pairs(
    gold: Gold, analyses: Mapping[str, Analysis], glossary: Glossary, scores: Mapping[str, EventScores]
) -> None:
    """Pairs joined, wrongly joined, near misses; all labelled articles are grouped in one run."""
    known = {analysis.article.id: name for name, analysis in analyses.items()}
    home = {known[a]: event.id for event in group(list(analyses.values()), glossary=glossary) for a in event.articles}
    truth = {article["id"]: event["id"] for event in gold["events"] for article in event["articles"]}
    halves = halves_of(gold)
    for one, other in combinations(sorted(analyses), 2):
        belong = truth.get(one, one) == truth.get(other, other)
        joined = home[one] == home[other]
        if halves[one] != halves[other]:  # a wrong pair across the halves counts in the half that measures
            scores["measure"].wrong += joined
            scores["measure"].faults += [f"wrongly joined: {one} + {other}"] if joined else []
            continue
        mine = scores[halves[one]]
        mine.pairs += belong
        mine.joined += belong and joined
        mine.wrong += joined and not belong
        if belong != joined:
            mine.faults.append(f"{'not' if belong else 'wrongly'} joined: {one} + {other} ({truth.get(one, one)})")
    for one, other, why in gold["near_misses"]:
        mine = scores[halves[one] if halves[one] == halves[other] else "measure"]
        mine.near += 1
        mine.apart += home[one] != home[other]
        if home[one] == home[other]:
            mine.faults.append(f"near miss joined: {one} + {other} ({why})")


def score_facts(
    gold: Gold, analyses: Mapping[str, Analysis], glossary: Glossary, scores: Mapping[str, EventScores]
) -> None:
    """Dates and places, on the gold's own groups."""
    for item in (*gold["events"], *gold["single"]):
        mine = scores[half(item["id"])]
        found = event_of_gold(item, analyses, glossary)
        if item.get("date_stated"):
            mine.dates += 1
            day = found.date_start.value[:10] if found.date_start else ""
            right = item["date_start"] <= day <= (item["date_end"] or item["date_start"])
            mine.dated += right
            if not right:
                mine.faults.append(f"date {day or 'none'} for {item['date_start']}: {item['title_en']} ({item['id']})")
        if item["place_en"]:
            mine.places += 1
            right = same_place(found.place_en, item["place_en"])
            mine.placed += right
            if not right:
                mine.faults.append(
                    f"place {found.place_en!r} for {item['place_en']!r}: {item['title_en']} ({item['id']})"
                )


def event_of_gold(item: Gold, analyses: Mapping[str, Analysis], glossary: Glossary) -> Event:
    """What is made of the articles of one gold event, whether or not they are joined by themselves."""
    from mujaz.events.group import told_together

    ids = [article["id"] for article in item["articles"]] if "articles" in item else [item["id"]]
    return told_together([analyses[name] for name in ids], glossary)


def same_place(found: str, wanted: str) -> bool:
    """The same city, or the same country where the gold has no city."""
    return same_name(found.partition(",")[0].strip().lower(), wanted.partition(",")[0].strip().lower())


def same_name(one: str, other: str) -> bool:
    """Equal, but for spellings and names in SAME."""
    plain = [name.replace("saint ", "st ").replace("-", " ") for name in (one, other)]
    return plain[0] == plain[1] or any(set(plain) <= names for names in SAME)


def titles(gold: Gold, events: Sequence[tuple[Gold, Event]]) -> list[str]:
    """Gold title beside the one made, for reading."""
    return [f"{item['title_en']}\n    → {event.title_en}" for item, event in events]
