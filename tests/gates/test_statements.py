"""The gate of the statement rules: no measured figure may fall below its floor in floors.toml."""

from pathlib import Path

import pytest

from mujaz.lexicon.names import Glossary, load_glossary
from tests.gates.floors import OWN, below, floors, score_gold, score_own
from tests.gates.statement_metrics import LABELS, own_articles, same_entity

AIMS = {"key_f1": 0.85, "macro_f1": 0.80, "actor": 0.85, "amounts": 1.0, "deadline": 0.9}


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def test_own_sentences_hold_their_floors(glossary: Glossary) -> None:
    scores = score_own(glossary)
    assert below("own", scores) == [], "\n".join(scores.faults)


def test_gold_set_holds_its_floors(shared: Path, glossary: Glossary) -> None:
    scores = score_gold(shared, glossary)
    assert below("gold", scores) == [], "\n".join(scores.faults)


def test_floors_are_not_below_the_aims() -> None:
    for name, table in floors().items():
        for figure, aim in AIMS.items():
            assert table[figure] >= aim, f"{name}.{figure}"


def test_own_set_is_large_and_covers_every_label() -> None:
    rows = [row for _, rows in own_articles(OWN) for row in rows]
    assert len(rows) >= 150
    for label in LABELS:
        assert sum(label in row["labels"] for row in rows) >= 5, label
    assert sum(row["labels"] == ["none"] for row in rows) >= 40
    assert sum(bool(row["amounts"]) for row in rows) >= 15
    assert sum(bool(row["deadline"]) for row in rows) >= 8
    assert {row.get("modality") for row in rows} >= {"denied", "conditional", "renewed"}


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("State of Qatar", "Qatar", True),
        ("State of Qatar", "State of Kuwait", False),
        ("State of Qatar", "Mutlaq Al-Qahtani", False),
        ("State of Qatar and Republic of Korea", "Qatar", False),
        ("António Guterres", "Antonio Guterres", True),
        ("Abdullah Al-Yahya", "Al-Yahya", True),
        ("United Nations", "United Nations", True),
        ("United Nations Security Council", "United Nations General Assembly", False),
    ],
)
def test_same_entity(gold: str, found: str, same: bool) -> None:
    assert same_entity(gold, found) is same
