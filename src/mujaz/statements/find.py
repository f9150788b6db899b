"""Statements of an article: one record a sentence, from the Arabic alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mujaz.records.analysis import Person
from mujaz.records.article import Article, Sentence
from mujaz.records.statement import Statement
from mujaz.statements.duplicates import mark_within
from mujaz.statements.features import Tenor
from mujaz.statements.prepare import Prepared, prepare
from mujaz.statements.spans import SpanMaker
from mujaz.statements.what.documents import find_documents

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary


def find_statements(
    article: Article, sentences: Sequence[Sentence], *, glossary: "Glossary | None" = None
) -> tuple[Statement, ...]:
    """One Statement per sentence, in order. sentences: as structure.sentences.split(article) gives them.

    glossary: gives actors their approved English names; without it the lexicons and romanisation do.
    """
    return read_article(article, sentences, glossary=glossary)[0]


def read_article(
    article: Article, sentences: Sequence[Sentence], *, glossary: "Glossary | None" = None
) -> tuple[tuple[Statement, ...], tuple[Person, ...]]:
    """What `find_statements` gives, and the people that were met on the way."""
    ready = prepare(article, sentences, glossary)
    lead = next((sentence.index for sentence in sentences if sentence.kind == "body"), -1)
    maker = SpanMaker(ready.rules, ready.namer, article.published, Tenor(ready.reader.story.noise, ready.meeting, lead))
    statements = mark_within([maker.statement(read, find_documents(read.view)) for read in ready.sentences()])
    return statements, cast_of(ready)


def cast_of(ready: Prepared) -> tuple[Person, ...]:
    """The people with an office or an honorific, in order of first mention."""
    return tuple(
        Person(
            (person.name, person.shown), ready.namer.text(person.name), ready.namer.role(person.role_ar), person.first
        )
        for person in ready.reader.story.cast.persons
        if person.role_ar or person.honorific
    )
