"""Whatever the text, nothing breaks on the way from article to event, and every offset points at its words."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mujaz.analyse import analyse
from mujaz.arabic.dates import find_dates
from mujaz.arabic.numbers import find_numbers
from mujaz.checks.check import check
from mujaz.english.dates import english_dates
from mujaz.english.numbers import english_numbers
from mujaz.events.group import group
from mujaz.lexicon.names import Glossary, load_glossary
from mujaz.records.article import Article, When
from mujaz.records.statement_json import to_json
from mujaz.structure.sentences import split
from tests.support.fuzz_texts import ENGLISH, texts

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PUBLISHED = st.sampled_from((None, When("2025-03-10", "day"), When("2025-03", "month"), When("2025", "year")))


@cache
def names() -> Glossary:
    return load_glossary()


def article(text: str, published: When | None = None, number: int = 1) -> Article:
    return Article(id=f"a{number}", text=text, published=published, source="a.txt")


def read_numbers_and_dates(text: str, published: When | None) -> None:
    numbers = find_numbers(text)
    assert [text[n.start : n.end] for n in numbers] == [n.ar for n in numbers]
    dates = find_dates(text, published)
    assert [text[d.start : d.end] for d in dates] == [d.ar for d in dates]


def read_an_article(text: str, published: When | None) -> None:
    given_ = article(text, published)
    for sentence in split(given_):
        assert text[sentence.start : sentence.end] == sentence.text
    analysis = analyse(given_, names())
    for statement in analysis.statements:
        record = to_json(statement)
        spans = record["spans"]
        parts = [*record["dates"], *record["amounts"], record["deadline"], *(span["deadline"] for span in spans)]
        for part in parts:
            if part and part["start"] >= 0:
                assert text[part["start"] : part["end"]] == part["ar"]
        for span in spans:
            assert record["start"] <= span["start"] < span["end"] <= record["end"]
        taken = sorted((date["start"], date["end"]) for date in record["dates"])
        assert all(one[1] <= other[0] for one, other in pairwise(taken))


def compare(arabic: str, english: str) -> None:
    assert all(check_.name for check_ in check(arabic, english))
    english_numbers(english)
    english_dates(english)


def put_together(one: str, two: str, published: When | None) -> None:
    made = group([analyse(article(text, published, n), names()) for n, text in enumerate((one, two), 1)])
    assert sorted(article_ for event in made for article_ in event.articles) == ["a1", "a2"]


@FEW
@given(texts(), PUBLISHED)
def test_numbers_and_dates_stand_where_they_say(text: str, published: When | None) -> None:
    read_numbers_and_dates(text, published)


@FEW
@given(texts(), PUBLISHED)
def test_statements_of_any_text_point_at_their_words(text: str, published: When | None) -> None:
    read_an_article(text, published)


@FEW
@given(texts(longest=30), texts(ENGLISH, 30))
def test_any_two_texts_can_be_compared(arabic: str, english: str) -> None:
    compare(arabic, english)


@FEW
@given(texts(), texts(), PUBLISHED)
def test_any_two_texts_are_in_one_event_or_two(one: str, two: str, published: When | None) -> None:
    put_together(one, two, published)


@pytest.mark.slow
@MANY
@given(texts(longest=120), texts(ENGLISH, 60), PUBLISHED)
def test_the_same_for_long(text: str, english: str, published: When | None) -> None:
    read_numbers_and_dates(text, published)
    read_an_article(text, published)
    compare(text, english)
    put_together(text, text[: len(text) // 2], published)
