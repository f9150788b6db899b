"""One article with everything known about it: its sentences, its statements, and – once translated – their English."""

from dataclasses import dataclass

from mujaz.records.article import Article, Sentence
from mujaz.records.statement import Statement
from mujaz.records.translation import Check, Translation


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody an article names with an office or an honorific.

    names_ar: in full, and as named at first. role_en: "" where the office has no English. first: the sentence he is
    first named in.
    """

    names_ar: tuple[str, ...]
    name_en: str
    role_en: str
    first: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article, its sentences, one statement record a sentence, in order, and the people it names.

    title_en: "" until translated; title_checks and title_confidence come with it. extras: what else was asked for in
    English with it, such as the parts of an event's name.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    cast: tuple[Person, ...] = ()
    title_en: str = ""
    title_checks: tuple[Check, ...] = ()
    title_confidence: float | None = None
    extras: tuple[Translation, ...] = ()
