"""Commitments made up for the tests of the ledger."""

from typing import Any

from mujaz.ledger.rules import topic_of
from mujaz.records.digest import Commitment
from mujaz.records.statement import Amount

FUND = "تقديم مبالغ لصندوق المياه في القرى الجافة"


def money(value: float, currency: str = "USD", per: str = "", period: str = "") -> tuple[Amount, ...]:
    """One sum."""
    return (Amount(value, currency, per, period=period),)


def commitment(day: str, what: str = FUND, **given: Any) -> Commitment:
    """A pledge of Qatar, reported by an article called as its day."""
    article = given.pop("article", day)
    fields: dict[str, Any] = {
        "id": f"{article}:1:1",
        "article": article,
        "sentence": 1,
        "day": day,
        "week": "2026-W46",
        "actor": "Qatar",
        "actor_ar": "دولة قطر",
        "what": "will support the water fund",
        "ar": what,
        "topic": topic_of(what),
        "status": "pledged",
    }
    return Commitment(**{**fields, **given})
