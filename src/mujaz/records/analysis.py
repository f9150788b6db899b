"""One article with everything known about it: its sentences, its statements, and – once translated – their English."""

from dataclasses import dataclass

from mujaz.records.article import Article, Sentence
from mujaz.records.statement import Statement
from mujaz.records.translation import Check


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article, its sentences and one statement record a sentence, in order. title_en: "" until translated."""

    article: Article
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    title_en: str = ""
    title_checks: tuple[Check, ...] = ()
    title_confidence: float | None = None
