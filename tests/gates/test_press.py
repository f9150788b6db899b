"""The press parts keep the figures of press.toml; the measures themselves are right on what can be counted by hand."""

from pathlib import Path

import pytest

from mujaz.lexicon.names import load_glossary
from tests.gates.press import PARTS, PressScores, below, floors, international, load, same_actor, score


@pytest.mark.parametrize("part", PARTS)
def test_a_part_keeps_its_floors(part: str, shared: Path) -> None:
    entries = load(PARTS[part], shared)
    if not entries:
        pytest.skip("../shared/corpus, whose texts these labels are of, is not beside this checkout")
    assert below(part, score(entries, load_glossary())) == []


def test_every_part_has_floors_for_every_figure() -> None:
    names = set(PressScores().figures())
    assert all(set(floors()[part]) == names for part in PARTS)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Russia", ["Russian Minister of Foreign Affairs"], True),
        ("Croatia; Slovenia", ["Croatia"], True),
        ("Croatia; Slovenia; Austria", ["Croatia"], False),
        ("World Bank", ["Kenya"], False),
        ("World Bank", [], False),
    ],
)
def test_actors_are_compared_by_their_telling_words(gold: str, found: list[str], same: bool) -> None:
    assert same_actor(gold, found) is same


def test_a_label_is_counted_once_a_sentence() -> None:
    entry = {
        "id": "a1", "title": "", "published": "2025-05-01", "noise": False,
        "sentences": [
            {"ar": "وتعهدت بولندا بتقديم مليون يورو.", "n": 0, "labels": ["commitment", "funding"],
             "actor_en": "Poland", "amounts": [{"value": 1000000, "currency": "EUR"}], "deadline": None, "key": True},
            {"ar": "والطقس بارد.", "n": 1, "labels": ["concern"], "actor_en": None, "amounts": [], "deadline": None,
             "key": False},
        ],
    }  # fmt: skip
    figures = score([entry], load_glossary()).figures()
    assert (figures["commitment_f1"], figures["funding_r"], figures["concern_r"]) == (1.0, 1.0, 0.0)
    assert (figures["actor"], figures["amounts"], figures["key_f1"]) == (1.0, 1.0, 1.0)


def test_international_articles_are_those_of_the_agencies() -> None:
    assert international("a044")
    assert international("BBC/internationalNews/BB-internationalNews-157-20180315.txt")
    assert not international("s001")
