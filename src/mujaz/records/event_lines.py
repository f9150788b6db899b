"""The JSON lines of `mujaz events`: one an article, in the order the articles were read."""

from collections.abc import Iterator, Sequence
from typing import Any

from mujaz.records.article import Article, When
from mujaz.records.event import Event


def lines(articles: Sequence[Article], events: Sequence[Event]) -> Iterator[dict[str, Any]]:
    """Article id and address, event id, titles, kind, dates and place; plain values, ready for JSON."""
    event_of = {article: event for event in events for article in event.articles}
    for article in articles:
        event = event_of[article.id]
        yield {
            "article": article.id,
            "source": article.url or article.source,
            "event": event.id,
            "title_ar": event.title_ar,
            "title_en": event.title_en,
            "kind": event.kind,
            "date_start": date_json(event.date_start),
            "date_end": date_json(event.date_end),
            "place_ar": event.place_ar,
            "place_en": event.place_en,
            "articles": list(event.articles),
            "reasons": list(event.reasons),
        }


def date_json(when: When | None) -> dict[str, str] | None:
    """Value and whether it is stated or inferred; None when the event has no date."""
    return {"value": when.value, "known": when.known} if when else None
