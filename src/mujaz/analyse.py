"""The Arabic side of an article: its sentences and what is stated in them. No model, no network, no file."""

from typing import TYPE_CHECKING

from mujaz.budgets import ARTICLE_SENTENCES
from mujaz.errors import InputError
from mujaz.records.analysis import Analysis
from mujaz.records.article import Article

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary


def analyse(article: Article, glossary: "Glossary | None" = None) -> Analysis:
    """Read the Arabic of an article, names by `glossary`: sentences, and one statement record a sentence."""
    from mujaz.statements.find import read_article
    from mujaz.structure.sentences import split

    sentences = split(article)
    if len(sentences) > ARTICLE_SENTENCES:
        raise InputError(
            f"{article.source}: {len(sentences)} sentences; an article has {ARTICLE_SENTENCES} at most",
            "give the parts that matter as a file of their own",
        )
    statements, cast = read_article(article, sentences, glossary=glossary)
    return Analysis(article, sentences, statements, cast)
