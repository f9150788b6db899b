"""The JSON form follows the records and holds every field of design.md."""

import json
from dataclasses import fields

from mujaz.analyse import analyse
from mujaz.lexicon.names import load_glossary
from mujaz.records.article import Article, When
from mujaz.records.statement import Actor, Amount, Cue, Statement, StatementSpan
from mujaz.records.statement_json import to_json
from mujaz.records.translation import Check

DESIGN = (
    "article sentence start end ar en labels key score cue actor speaker addressee amounts deadline dates numbers "
    "modality plover checks duplicate_of"
).split()
ACTOR = Actor("قطر", "Qatar")
AMOUNT = Amount(15000000.0, "USD", "year", "15 مليون دولار سنويا", "2024/2026", inferred_currency=True, start=3, end=20)
WHEN = When("2024/2026", "interval", "stated", "من 2024 إلى 2026", 30, 46)
SPAN = StatementSpan(
    start=0, end=9, ar="تعهدت قطر", labels=("commitment",), cue=Cue("commitment.pledge", 0, 5),
    content_start=5, content_end=9,
    actor=ACTOR, amounts=(AMOUNT,), deadline=WHEN,
)  # fmt: skip
FULL = Statement(
    article="a", sentence=1, start=0, end=9, ar="تعهدت قطر", labels=("commitment",), key=True, score=1.9, cue=SPAN.cue,
    actor=ACTOR, amounts=(AMOUNT,), deadline=WHEN, dates=(WHEN,), numbers=("15000000",), spans=(SPAN,),
    checks=(Check("numbers", ok=True),),
)  # fmt: skip


def names(kind: type) -> set[str]:
    return {field.name for field in fields(kind)}


def test_every_field_of_the_records_is_in_the_json() -> None:
    made = to_json(FULL)
    assert set(made) == names(Statement)
    assert set(made["spans"][0]) == names(StatementSpan)
    assert set(made["amounts"][0]) == names(Amount)
    assert set(made["actor"]) == names(Actor)
    assert set(made["deadline"]) == names(When)
    assert set(made["cue"]) == names(Cue)
    assert set(made["checks"][0]) == names(Check)


def test_design_fields_are_there() -> None:
    assert set(DESIGN) <= set(to_json(FULL))


def test_plain_values() -> None:
    made = json.loads(json.dumps(to_json(FULL), ensure_ascii=False))
    assert made["amounts"][0]["value"] == 15000000
    assert isinstance(made["amounts"][0]["value"], int)
    assert made["labels"] == ["commitment"]
    assert made["duplicate_of"] is None
    assert made["actor"]["role_en"] is None


def test_empty_statement() -> None:
    made = to_json(Statement(article="a", sentence=2, start=0, end=1, ar="و"))
    assert made["labels"] == []
    assert made["cue"] is None
    assert made["deadline"] is None


def test_every_offset_of_a_record_counts_in_the_article() -> None:
    text = (
        "افتتحت الوزارة مركزا جديدا.\n\n"
        "وتعهدت الحكومة بتقديم 15 مليون دولار بحلول عام 2027 لدعم المدارس، وأعرب الوزير عن قلقه في 3 مايو 2024.\n\n"
        "ويستمر المعرض حتى 20 مارس 2025 في العاصمة.\n"
    )
    article = Article(id="a", text=text, source="a.txt")
    seen = 0
    for record in map(to_json, analyse(article, load_glossary()).statements):
        for holder in (record, *record["spans"]):
            for part in (holder["deadline"], *holder.get("dates", ()), *holder["amounts"], holder["cue"]):
                if part and part.get("ar"):
                    assert text[part["start"] : part["end"]] == part["ar"]
                    seen += 1
    assert seen >= 7
