"""Every known failure runs; one that comes out right must be struck from known_failures.toml."""

import pytest

from mujaz.analyse import analyse
from mujaz.arabic.dates import find_dates
from mujaz.arabic.romanise import romanise
from mujaz.english.predicates import joined, predicate_of
from mujaz.lexicon.names import Glossary, load_glossary
from mujaz.records.article import Article, When
from tests.support.known_failures import Joined, Name, Sentence, known_failures

PUBLISHED = When("2025-05-01", "day")
STRUCK = "comes out right now: strike it from known_failures.toml"


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def made_of(case: Sentence, glossary: Glossary) -> str:
    """What is made of a sentence."""
    if case.of == "dates":
        return " ".join(when.value for when in find_dates(case.ar, PUBLISHED))
    analysis = analyse(Article(id="x", text=case.ar, published=PUBLISHED), glossary)
    span = next((span for statement in analysis.statements for span in statement.spans), None)
    if span is None:
        return ""
    if case.of == "actor":
        return span.actor.name_en if span.actor else ""
    predicate = predicate_of(span, case.ar)
    return f"{predicate.english}{' …' if predicate.rest else ''}" if predicate else ""


@pytest.mark.parametrize("case", known_failures().sentence, ids=lambda case: case.id)
def test_a_sentence_is_still_read_wrongly(case: Sentence, glossary: Glossary) -> None:
    assert made_of(case, glossary) != case.wanted, STRUCK


@pytest.mark.parametrize("case", known_failures().name, ids=lambda case: case.id)
def test_a_name_is_still_spelt_wrongly(case: Name) -> None:
    assert romanise(case.ar) != case.wanted, STRUCK


@pytest.mark.parametrize("case", known_failures().joined, ids=lambda case: case.id)
def test_a_phrase_is_still_joined_wrongly(case: Joined) -> None:
    assert joined(case.english, case.rest) != case.wanted, STRUCK


def test_each_failure_is_listed_once() -> None:
    file = known_failures()
    ids = [entry.id for entries in (file.sentence, file.name, file.joined, file.press) for entry in entries]
    assert len(ids) == len(set(ids))
