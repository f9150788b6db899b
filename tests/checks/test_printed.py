"""Checks of a printed line against the Arabic of its clause. All examples are invented."""

from dataclasses import replace
from typing import Any

import pytest

from mujaz.checks.printed import Pattern, Printed, line_checks, missing_verb, patterns
from mujaz.records.statement import Amount

EIGHT = Amount(8_000_000, "USD", ar="8 ملايين دولار")
NINE = Amount(9_000_000, "USD", ar="تسعة ملايين دولار")


def failed(line: Printed) -> set[str]:
    return {check.name for check in line_checks(line) if not check.ok}


@pytest.mark.parametrize("pattern", patterns(), ids=lambda p: p.id)
def test_each_pattern_finds_its_example_and_leaves_its_counter_example(pattern: Pattern) -> None:
    assert pattern.pattern.search(pattern.example.lower())
    assert not pattern.pattern.search(pattern.counter.lower())


FAULTS: list[tuple[str, str, str, str, dict[str, Any]]] = [
    ("figure", "تعهدت فيجي بدفع 8 ملايين دولار", "Fiji", "pledged: 8 million donors", {"amounts": (EIGHT,)}),
    ("figure", "أمر بصرف تسعة ملايين دولار", "Brazil", "ordered $7 million for the forest", {"amounts": (NINE,)}),
    ("figure", "أمر بصرف تسعة ملايين دولار", "Brazil", "ordered $0 million for the forest", {"amounts": (NINE,)}),
    ("twice", "دانت فيجي الصيد الجائر", "Fiji", "condemned condemn overfishing", {}),
    ("twice", "رفضت فيجي الاقتراح", "Fiji", "rejected rejecting the proposal", {}),
    ("twice", "وشدد البيان على خفض الانبعاثات", "It", "called for action: the statement stressed the need", {}),
    ("verb", "تسهم بولندا في الصندوق", "Poland", "contributing to the Climate Fund", {}),
    ("verb", "تسهم بولندا في الصندوق", "", "A large contributor to the Climate Fund", {}),
    ("opening", "حثت الرئيسة البلديات", "The Speaker", "urged: in her speech the towns", {}),
    ("opening", "قدمت 50 مليون يورو", "", "50 million euros, the Union was the largest donor", {}),
    ("object", "رحب مجلس الشمال بالجزيرة", "Council", "welcomed Council, the island", {"actor_ar": "مجلس الشمال"}),
    ("denied", "لن تسمح باستخدام مصارفها", "Fiji", "is using its banks", {"modality": "denied"}),
    ("denied", "ستدفع إذا وافق البرلمان", "Fiji", "will pay two million", {"modality": "conditional"}),
    ("grammar", "شدد على تعزيز التعاون", "Fiji", "stressed the need for strengthen cooperation", {}),
    ("grammar", "تعهد البنك منح صربيا مبلغا", "Bank", "pledged: the Republic of Serbia has granted a sum", {}),
]


@pytest.mark.parametrize(("check", "arabic", "actor", "said", "more"), FAULTS)
def test_a_fault_is_found(check: str, arabic: str, actor: str, said: str, more: dict[str, Any]) -> None:
    assert check in failed(Printed(arabic=arabic, actor=actor, said=said, **more))


SOUND: list[tuple[str, str, str, dict[str, Any]]] = [
    ("تعهدت فيجي بدفع 8 ملايين دولار للمدارس", "Fiji", "pledged to pay $8 million for schools", {"amounts": (EIGHT,)}),
    (
        "تعهدت فيجي بدفع 8 ملايين دولار للمدارس",
        "Fiji",
        "pledged to pay for schools",
        {"amounts": (EIGHT,), "beside": "$8 million"},
    ),
    ("دانت فيجي بشدة الصيد الجائر", "Fiji", "strongly condemned overfishing", {"actor_ar": "فيجي"}),
    ("تدعم فيجي من يدعمون السلام", "Fiji", "supports those who support peace", {}),
    ("لن تسمح باستخدام مصارفها", "Fiji", "will not allow its banks to be used", {"modality": "denied"}),
    ("ستدفع إذا وافق البرلمان", "Fiji", "will pay if the parliament agrees", {"modality": "conditional"}),
    ("حذر الوزراء من الجفاف", "", "Ministers warned of the drought", {}),
    ("أكدت فيجي أن فيجي ستدفع", "Fiji", "affirmed that Fiji will pay", {"actor_ar": "فيجي"}),
    ("وأدانت الدول الست الصيد الجائر", "The six countries", "also condemned overfishing", {}),
]


@pytest.mark.parametrize(("arabic", "actor", "said", "more"), SOUND)
def test_a_sound_line_passes(arabic: str, actor: str, said: str, more: dict[str, Any]) -> None:
    assert failed(Printed(arabic=arabic, actor=actor, said=said, **more)) == set()


def test_a_line_without_words_has_no_verb() -> None:
    assert failed(Printed(arabic="نص", said=" ")) == {"verb"}


@pytest.mark.parametrize(
    ("said", "sound"),
    [
        ("The continued work of the ministry in the development of its forces", False),
        ("Its demands, in cooperation with the agency", False),
        ("The council adopted the plan", True),
        ("The planned visits proved useful", True),
        ("Under the plan the ministries will open two offices", True),
    ],
)
def test_a_word_in_the_place_of_a_noun_is_no_verb(said: str, sound: bool) -> None:
    assert (missing_verb(Printed(arabic="", said=said)) == "") is sound


def test_a_sentence_without_the_actor_of_the_rules_is_told() -> None:
    line = Printed(arabic="", said="The Turkish army entered the town", meant="France")
    assert [c.name for c in line_checks(line) if not c.ok] == ["subject"]
    assert all(c.ok for c in line_checks(replace(line, meant="Army of Türkiye")) if c.name == "subject")
    assert all(c.ok for c in line_checks(replace(line, implied=True)) if c.name == "subject")
