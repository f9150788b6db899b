"""Statements of an article: one record a sentence, from the Arabic alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mujaz.records.article import Article, Sentence
from mujaz.records.statement import Statement
from mujaz.statements.duplicates import mark_within
from mujaz.statements.prepare import prepare
from mujaz.statements.spans import SpanMaker
from mujaz.statements.what.documents import find_documents

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary


def find_statements(
    article: Article, sentences: Sequence[Sentence], *, glossary: "Glossary | None" = None
) -> tuple[Statement, ...]:
    """One Statement per sentence, in order. sentences: as arabic.sentences.split(article) gives them.

    glossary: gives actors their approved English names; without it the lexicons and romanisation do.
    """
    ready = prepare(article, sentences, glossary)
    maker = SpanMaker(ready.rules, ready.namer, article.published, ready.reader.story.noise)
    return mark_within([maker.statement(read, find_documents(read.view)) for read in ready.sentences()])
