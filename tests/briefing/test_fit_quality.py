"""The fit of the weights of quality.toml, and what benchmarks/lines.py reckons with."""

from pathlib import Path

import pytest
from benchmarks.lines import CHANCES, Row, auc, band, read, write
from tools.fit_quality import Case, chance, features_of, fitted, vector

PRIOR = {"base": 1.0, "confidence": 1.0, "verb": -0.5, "other-check": -1.0}


def cases(number: int) -> list[Case]:
    """Lines that are right when no check failed, whatever the confidence."""
    good = [Case({"base": 1.0, "confidence": -0.4}, 1.0, 1.0, f"g{n}") for n in range(number)]
    bad = [Case({"base": 1.0, "confidence": -0.4, "verb": 1.0}, 0.0, 1.0, f"b{n}") for n in range(number)]
    return [*good, *bad]


def test_without_cases_the_weights_stay() -> None:
    assert fitted([Case({}, 1.0, 0.0)], PRIOR) == PRIOR


def test_a_check_that_tells_right_from_wrong_gains_weight() -> None:
    weights = fitted(cases(30), PRIOR)
    assert weights["verb"] < PRIOR["verb"] - 0.5
    assert weights["other-check"] == PRIOR["other-check"], "the data say nothing about it"
    assert chance({"base": 1.0, "confidence": -0.4}, weights) > 0.65
    assert chance({"base": 1.0, "confidence": -0.4, "verb": 1.0}, weights) < 0.5


def test_few_cases_move_the_weights_less_than_many() -> None:
    assert fitted(cases(40), PRIOR)["verb"] < fitted(cases(2), PRIOR)["verb"] < PRIOR["verb"]


def test_checks_without_a_weight_count_as_other_checks() -> None:
    assert vector({"base": 1.0, "loops": 1.0, "copy": 1.0}, list(PRIOR)) == [1.0, 0.0, 0.0, 2.0]


def test_features_are_read_as_they_are_written() -> None:
    assert features_of("base=1 confidence=-0.41 verb=1") == {"base": 1.0, "confidence": -0.41, "verb": 1.0}


@pytest.mark.parametrize(
    ("scores", "good", "area"),
    [([0.9, 0.8, 0.1], [True, True, False], 1.0), ([0.1, 0.9], [True, False], 0.0), ([0.5, 0.5], [True, False], 0.5)],
)
def test_the_area_under_the_curve(scores: list[float], good: list[bool], area: float) -> None:
    assert auc(scores, good) == area


def test_bands_run_from_the_best_down() -> None:
    assert band(0.9, CHANCES) == "1: 0.8 and above"
    assert band(0.1, CHANCES) == "5: below 0.35"


def test_a_sheet_comes_back_as_it_was_written(tmp_path: Path) -> None:
    row = Row("", "ab", "clause", "sentence", "call", "yes", 0.5, None, "base=1", "", 'one\ntwo\t"three"', "نص")
    write(tmp_path / "1.tsv", [row], ["id", "confidence", "english", "arabic"])
    assert read(tmp_path / "1.tsv") == [{"id": "ab", "confidence": "", "english": 'one two "three"', "arabic": "نص"}]
