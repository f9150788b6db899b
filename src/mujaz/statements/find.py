"""Statements of an article: one record a sentence, from the Arabic alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mujaz.arabic.dates import find_dates
from mujaz.arabic.numbers import numbers_in
from mujaz.article import Article, Sentence
from mujaz.statements.amounts import find_amounts
from mujaz.statements.cast import build_cast
from mujaz.statements.clauses import Reader
from mujaz.statements.cues import cues
from mujaz.statements.documents import find_documents
from mujaz.statements.duplicates import mark_within
from mujaz.statements.english import Namer
from mujaz.statements.entities import names
from mujaz.statements.meetings import meeting_parties
from mujaz.statements.noise import noisy
from mujaz.statements.record import Statement
from mujaz.statements.spans import SpanMaker
from mujaz.statements.subjects import Story
from mujaz.statements.view import View, view_of
from mujaz.statements.words import lexicon

if TYPE_CHECKING:
    from mujaz.translation.glossary import Glossary


def find_statements(
    article: Article, sentences: Sequence[Sentence], *, glossary: "Glossary | None" = None
) -> tuple[Statement, ...]:
    """One Statement per sentence, in order. sentences: as arabic.sentences.split(article) gives them."""
    rules, known, lexemes = cues(), names(), lexicon()
    views = [view_of(sentence, lexemes) for sentence in sentences]
    cast = build_cast(views, known)
    story = Story(cast, known)
    namer = Namer(known, story, glossary)
    story.parties = meeting_parties(views, known, namer)
    noise = noisy(views, rules.domains)
    reader = Reader(rules, story, noise)
    maker = SpanMaker(rules, namer, reader, article.published, noise)
    found = [one(article, view, reader, maker) for view in views]
    return mark_within(found)


def one(article: Article, view: View, reader: Reader, maker: SpanMaker) -> Statement:
    """The record of one sentence."""
    text = view.sentence.text
    numbers = numbers_in(view.folded, text)
    dates = find_dates(text, article.published)
    amounts = find_amounts(view, numbers, dates, reader.story.cast.countries)
    documents = find_documents(view)
    clauses = reader.read(view)
    return maker.statement(view, clauses, numbers, dates, amounts, documents)
