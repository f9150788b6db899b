"""The JSON form of a statement record, as design.md has it: the same names, nothing left out, plain values only."""

from dataclasses import asdict
from typing import Any

from mujaz.records.article import When
from mujaz.records.statement import Actor, Amount, Rendering, Statement, StatementSpan
from mujaz.records.translation import Check


def to_json(statement: Statement) -> dict[str, Any]:
    """A statement as JSON-ready data; keys in the order of the record."""
    return {
        "article": statement.article,
        "sentence": statement.sentence,
        "start": statement.start,
        "end": statement.end,
        "kind": statement.kind,
        "ar": statement.ar,
        "en": statement.en,
        "labels": list(statement.labels),
        "key": statement.key,
        "score": statement.score,
        "cue": asdict(statement.cue) if statement.cue else None,
        "actor": actor_json(statement.actor),
        "speaker": actor_json(statement.speaker),
        "addressee": actor_json(statement.addressee),
        "amounts": [amount_json(a) for a in statement.amounts],
        "deadline": when_json(statement.deadline),
        "dates": [when_json(d) for d in statement.dates],
        "numbers": list(statement.numbers),
        "documents": list(statement.documents),
        "modality": statement.modality,
        "plover": statement.plover,
        "spans": [span_json(s) for s in statement.spans],
        "checks": [check_json(c) for c in statement.checks],
        "confidence": statement.confidence,
        "duplicate_of": statement.duplicate_of or None,
    }


def span_json(span: StatementSpan) -> dict[str, Any]:
    """One statement inside a sentence."""
    return {
        "start": span.start,
        "end": span.end,
        "ar": span.ar,
        "en": span.en,
        "predicate_en": span.predicate_en,
        "confidence": span.confidence,
        "renderings": [rendering_json(r) for r in span.renderings],
        "labels": list(span.labels),
        "key": span.key,
        "score": span.score,
        "cue": asdict(span.cue),
        "content_start": span.content_start,
        "content_end": span.content_end,
        "actor": actor_json(span.actor),
        "speaker": actor_json(span.speaker),
        "addressee": actor_json(span.addressee),
        "amounts": [amount_json(a) for a in span.amounts],
        "deadline": when_json(span.deadline),
        "modality": span.modality,
        "plover": span.plover,
    }


def rendering_json(rendering: Rendering) -> dict[str, Any]:
    """One way to say a statement, with the Arabic the machine was given for it."""
    return {**asdict(rendering), "checks": [check_json(c) for c in rendering.checks]}


def actor_json(actor: Actor | None) -> dict[str, Any] | None:
    """name_ar, name_en, role_en, resolved_from, sure; empty texts become null."""
    if actor is None:
        return None
    return {
        "name_ar": actor.name_ar,
        "name_en": actor.name_en,
        "role_en": actor.role_en or None,
        "resolved_from": actor.resolved_from or None,
        "sure": actor.sure,
    }


def amount_json(amount: Amount) -> dict[str, Any]:
    """Value as a whole number where it is one; per "" is a total."""
    value = int(amount.value) if amount.value == int(amount.value) else amount.value
    return {
        "value": value,
        "currency": amount.currency,
        "per": amount.per or None,
        "period": amount.period or None,
        "inferred_currency": amount.inferred_currency,
        "ar": amount.ar,
        "start": amount.start,
        "end": amount.end,
    }


def when_json(when: When | None) -> dict[str, Any] | None:
    """ISO 8601 value with its precision and how it is known."""
    return asdict(when) if when else None


def check_json(check: Check) -> dict[str, Any]:
    """One check of the translation."""
    return asdict(check)
