"""The judged lines and the model that chooses and marks them: its floors only rise (lines.toml)."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from benchmarks.lines import KEPT, auc, failed_in, read
from tools.fit_quality import features_of

from mujaz.briefing.lines import quality

FLOORS = tomllib.loads(Path(__file__).with_name("lines.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Judged:
    """A kept judgement: its statement, whether readers sign it or call it wrong, its chance, whether it is marked."""

    statement: str
    signed: bool
    wrong: bool
    chance: float
    marked: bool


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    """The kept judgements whose words were counted."""
    rows = [row for row in read(KEPT) if "unsaid=" in row["features"] and row["cls"] in "1234"]
    made = []
    for row in rows:
        chance = quality().chance(features_of(row["features"]))
        marked = chance < quality().sure or failed_in(row["features"])
        made.append(Judged(row["id"], row["cls"] in "12", row["cls"] == "4", chance, marked))
    return made


def test_the_chance_agrees_with_readers(judged: list[Judged]) -> None:
    assert auc([one.chance for one in judged], [one.signed for one in judged]) >= FLOORS["auc"]


def test_what_is_printed_unmarked_is_mostly_signed_and_seldom_wrong(judged: list[Judged]) -> None:
    best: dict[str, Judged] = {}
    for one in judged:
        if one.statement not in best or one.chance > best[one.statement].chance:
            best[one.statement] = one
    unmarked = [one for one in best.values() if not one.marked]
    assert len(unmarked) >= 20
    assert sum(one.signed for one in unmarked) / len(unmarked) >= FLOORS["signed_unmarked"]
    assert sum(one.wrong for one in unmarked) / len(unmarked) <= FLOORS["wrong_unmarked"]
