"""Every act passes its own example, fails the wrong one, and is not looked for where it is not said."""

import pytest

from mujaz.checks.acts import Act, acts, lost_acts


@pytest.mark.parametrize("act", acts(), ids=lambda act: act.id)
def test_each_act_keeps_its_example_and_catches_the_wrong_one(act: Act) -> None:
    assert lost_acts(act.example.ar, act.example.en) == ""
    assert lost_acts(act.example.ar, act.example.wrong).endswith(f"= {act.id}")


def test_a_verb_with_and_before_it_is_seen() -> None:
    assert lost_acts("واستنكرت الجامعة العدوان", "The League announced the aggression") == "واستنكرت = condemn"


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("طالب في الجامعة فاز بالجائزة", "A student at the university won the prize"),
        ("بنود الاتفاق", "The clauses of the agreement"),
        ("من أجل أمن الحدود", "For border security"),
    ],
)
def test_other_words_are_no_acts(arabic: str, english: str) -> None:
    assert lost_acts(arabic, english) == ""
