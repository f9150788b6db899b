"""Grouping real news: a few days of the corpus, where near-duplicates must meet and unrelated articles must not."""

import json
import lzma
from itertools import combinations
from pathlib import Path

import pytest

from mujaz.events.facts import read
from mujaz.events.group import clusters, group
from mujaz.records.analysis import Analysis
from mujaz.records.article import Article, When, article_id
from mujaz.records.statement import Statement
from mujaz.structure.sentences import split


def articles(shared: Path, first: str, last: str) -> list[tuple[str, Analysis]]:
    """(category, analysis) of the corpus articles of these days; sentences, but no statements."""
    found = {}
    with lzma.open(shared / "corpus" / "ant-news-2018.jsonl.xz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if first <= row["published"] <= last:
                article = Article(
                    id=article_id(row["text"]),
                    text=row["text"],
                    title=row["title"],
                    published=When(row["published"], "day"),
                )
                sentences = split(article)
                plain = tuple(
                    Statement(article=article.id, sentence=s.index, start=s.start, end=s.end, ar=s.text, kind=s.kind)
                    for s in sentences
                )
                found[article.id] = (row["category"], Analysis(article, sentences, plain))
    return list(found.values())


def test_one_day(shared: Path) -> None:
    day = articles(shared, "2018-03-13", "2018-03-13")
    facts = [read(analysis) for _, analysis in day]
    groups = [members for members, _ in clusters(facts)]
    assert 0.6 * len(day) <= len(groups) < len(day)
    together = {pair for members in groups for pair in combinations(sorted(members), 2)}
    # Texts that are nearly the same are one event.
    for one, other in combinations(range(len(facts)), 2):
        if len(facts[one].sketch & facts[other].sketch) > 0.6 * len(facts[one].sketch | facts[other].sketch):
            assert (one, other) in together
    # Sport and politics never meet; so hardly any group mixes categories that far apart.
    mixed = [
        (one, other)
        for one, other in together
        if {day[one][0], day[other][0]} in ({"sport", "economy"}, {"sport", "middleEast"}, {"technology", "sport"})
    ]
    assert not mixed


@pytest.mark.slow
def test_print_every_merge(shared: Path) -> None:
    """For the eye, when a weight is changed: `pytest -m slow -s tests/events/test_corpus.py`."""
    week = articles(shared, "2018-03-12", "2018-03-18")
    events = group([analysis for _, analysis in week])
    titles = {analysis.article.id: analysis.article.title for _, analysis in week}
    for event in events:
        if len(event.articles) > 1:
            print("\n".join(["", *[titles[article] for article in event.articles], *event.reasons]))  # noqa: T201
    assert sum(len(event.articles) for event in events) == len(week)
