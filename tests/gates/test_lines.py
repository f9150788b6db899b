"""The judged lines and the model that chooses and marks them: its floors only rise (lines.toml)."""

import tomllib
from pathlib import Path

import pytest
from benchmarks.lines import KEPT, auc, read
from tools.fit_quality import features_of

from mujaz.briefing.lines import Quality, quality

FLOORS = tomllib.loads(Path(__file__).with_name("lines.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def judged() -> list[tuple[str, bool, bool, float]]:
    """(statement, signed, wrong, chance) of each kept judgement whose words were counted."""
    model: Quality = quality()
    rows = [row for row in read(KEPT) if "unsaid=" in row["features"] and row["cls"] in "1234"]
    return [(r["id"], r["cls"] in "12", r["cls"] == "4", model.chance(features_of(r["features"]))) for r in rows]


def test_the_chance_agrees_with_readers(judged: list[tuple[str, bool, bool, float]]) -> None:
    assert auc([chance for *_, chance in judged], [signed for _, signed, _, _ in judged]) >= FLOORS["auc"]


def test_what_is_printed_unmarked_is_mostly_signed_and_seldom_wrong(
    judged: list[tuple[str, bool, bool, float]],
) -> None:
    best: dict[str, tuple[float, bool, bool]] = {}
    for statement, signed, wrong, chance in judged:
        if chance > best.get(statement, (-1.0, False, False))[0]:
            best[statement] = (chance, signed, wrong)
    unmarked = [(signed, wrong) for chance, signed, wrong in best.values() if chance >= quality().sure]
    assert len(unmarked) >= 10
    assert sum(signed for signed, _ in unmarked) / len(unmarked) >= FLOORS["signed_unmarked"]
    assert sum(wrong for _, wrong in unmarked) / len(unmarked) <= FLOORS["wrong_unmarked"]
