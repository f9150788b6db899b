"""Records as rows of flat tables, for DuckDB, pandas and Polars; `record` holds the whole as JSON."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from mujaz.events.parties import states_in
from mujaz.records.analysis import Analysis
from mujaz.records.event import Event
from mujaz.records.statement import Actor, Amount, Statement
from mujaz.records.statement_json import to_json
from mujaz.records.translation import Check

Row = dict[str, Any]


def statement_row(statement: Statement) -> Row:
    """One sentence."""
    amount = largest(statement.amounts)
    return {
        "article": statement.article,
        "sentence": statement.sentence,
        "kind": statement.kind,
        "ar": statement.ar,
        "en": statement.en,
        "labels": list(statement.labels),
        "key": statement.key,
        "score": statement.score,
        "actor": name_of(statement.actor),
        "actor_ar": statement.actor.name_ar if statement.actor else None,
        "speaker": name_of(statement.speaker),
        "addressee": name_of(statement.addressee),
        "countries": list(countries(statement)),
        "amount": amount.value if amount else None,
        "currency": amount.currency if amount else None,
        "deadline": statement.deadline.value if statement.deadline else None,
        "modality": statement.modality or None,
        "plover": statement.plover or None,
        "failed": failed(statement.checks),
        "confidence": statement.confidence,
        "duplicate_of": statement.duplicate_of or None,
        "record": json.dumps(to_json(statement), ensure_ascii=False),
    }


def name_of(actor: Actor | None) -> str | None:
    """The English name, else the Arabic one."""
    return (actor.name_en or actor.name_ar) if actor else None


def largest(amounts: Iterable[Amount]) -> Amount | None:
    """The largest sum of money."""
    return max((one for one in amounts if one.currency != "%"), key=lambda one: one.value, default=None)


def countries(statement: Statement) -> tuple[str, ...]:
    """English names of the States that the actor, or else the speaker, is or stands for."""
    for actor in (statement.actor, statement.speaker):
        if actor and (found := states_in(f"{actor.name_ar} . {actor.resolved_from}")):
            return tuple(sorted(found))
    return ()


def failed(checks: Iterable[Check]) -> list[str]:
    """The names of the checks that were not passed."""
    return [check.name for check in checks if not check.ok]


def article_row(analysis: Analysis, position: int, event: str, record: Row | None) -> Row:
    """One article with its event. record: its line of `mujaz events`."""
    article = analysis.article
    return {
        "article": article.id,
        "position": position,
        "day": article.day or None,
        "title_ar": article.title,
        "title_en": analysis.title_en,
        "outlet": article.outlet,
        "url": article.url,
        "source": article.source,
        "event": event or None,
        "record": json.dumps(record, ensure_ascii=False) if record else None,
    }


def event_row(event: Event) -> Row:
    """One event."""
    return {
        "event": event.id,
        "title_ar": event.title_ar,
        "title_en": event.title_en,
        "kind": event.kind,
        "date_start": event.date_start.value if event.date_start else None,
        "date_start_known": event.date_start.known if event.date_start else None,
        "date_end": event.date_end.value if event.date_end else None,
        "place_ar": event.place_ar,
        "place_en": event.place_en,
        "organisers": list(event.organisers_en),
        "articles": list(event.articles),
        "reasons": list(event.reasons),
    }


def translation_rows(analysis: Analysis) -> Iterator[Row]:
    """Every piece of Arabic of an article beside its English: title, sentences, and the ways to tell statements."""
    article = analysis.article
    if analysis.title_en:
        yield {
            **piece(article.id, 0, "title"),
            **english(article.title, analysis.title_en, analysis.title_confidence, analysis.title_checks),
        }
    for statement in analysis.statements:
        at = statement.sentence
        if statement.en:
            yield {
                **piece(article.id, at, "sentence"),
                **english(statement.ar, statement.en, statement.confidence, statement.checks),
            }
        for span in statement.spans:
            for way in span.renderings:
                yield {
                    **piece(article.id, at, way.form, way.lead),
                    **english(way.ar, way.en, way.confidence, way.checks),
                }


def piece(article: str, sentence: int, form: str, lead: str = "") -> Row:
    """Where a piece of English stands. sentence: 0 for the title. lead: English by rule before it."""
    return {"article": article, "sentence": sentence, "form": form, "lead": lead or None}


def english(ar: str, en: str, confidence: float | None, checks: Iterable[Check]) -> Row:
    """A piece of Arabic and its English."""
    return {"ar": ar, "en": en, "confidence": confidence, "failed": failed(checks)}
