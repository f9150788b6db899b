"""Articles made up for the tests of events."""

from collections.abc import Mapping
from dataclasses import replace

from mujaz.events.headline import wanted
from mujaz.records.analysis import Analysis
from mujaz.records.article import Article, Sentence, When, article_id
from mujaz.records.statement import Statement
from mujaz.records.translation import Translation


def analysis(
    *lines: str,
    title: str = "",
    day: str = "",
    place: str = "",
    outlet: str = "",
    dates: dict[int, tuple[When, ...]] | None = None,
    kinds: dict[int, str] | None = None,
) -> Analysis:
    """One article, a sentence a line; dates and kinds by sentence index (dates with offsets in that sentence)."""
    text = "\n".join(lines)
    article = Article(
        id=article_id(outlet + text),
        text=text,
        title=title,
        outlet=outlet,
        place=place,
        published=When(day, "day") if day else None,
    )
    sentences, statements, start = [], [], 0
    for index, line in enumerate(lines, 1):
        kind = (kinds or {}).get(index, "body")
        sentences.append(Sentence(article.id, index, start, start + len(line), line, kind))  # type: ignore[arg-type]
        found = tuple(
            When(w.value, w.precision, w.known, w.ar, w.start + start, w.end + start)
            for w in (dates or {}).get(index, ())
        )
        statements.append(
            Statement(
                article=article.id, sentence=index, start=start, end=start + len(line), ar=line, kind=kind, dates=found
            )
        )
        start += len(line) + 1
    return Analysis(article, tuple(sentences), tuple(statements))


def date_in(line: str, words: str, value: str) -> When:
    """A date as the reader of dates would report it for these words of the line."""
    start = line.index(words)
    return When(value, "interval" if "/" in value else "day", "stated", words, start, start + len(words))


def with_english(told: Analysis, english: Mapping[str, str], otherwise: str = "") -> Analysis:
    """The analysis with the English a title may need; `otherwise` for what `english` does not have."""
    made = (Translation(text, english.get(text, otherwise), "model", confidence=-0.1) for text in wanted(told))
    return replace(told, extras=tuple(made))
