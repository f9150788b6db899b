from typing import Any

import pytest

from mujaz.ledger import ledger
from mujaz.ledger.rules import money_status, rules, topic_of
from mujaz.records.article import When
from mujaz.records.digest import Commitment
from mujaz.records.statement import Amount

SUPPORT = "مواصلة دعم مكتب مكافحة التصحر بمبلغ 15 مليون دولار سنويا"
WELLS = "حفر آبار جديدة في القرى الجافة خلال العام المقبل"


def money(value: float = 15e6, per: str = "year", period: str = "", currency: str = "USD") -> tuple[Amount, ...]:
    return (Amount(value, currency, per, period=period),)


def commitment(day: str, what: str = SUPPORT, **more: Any) -> Commitment:
    number = more.pop("article", day)
    fields: dict[str, Any] = {
        "id": f"{number}:1:1",
        "article": number,
        "sentence": 1,
        "day": day,
        "week": "2024-W01",
        "actor": "Qatar",
        "actor_ar": "دولة قطر",
        "what": "support",
        "ar": what,
        "topic": topic_of(what),
        "status": "pledged",
    }
    return Commitment(**{**fields, **more})


def changes(*commitments: Commitment) -> list[tuple[str, str]]:
    return [(entry.change, entry.note) for entry in ledger.build(commitments)]


def test_a_renewed_pledge_is_extended_with_its_history() -> None:
    first = commitment("2019-03-01", amounts=money(period="2019/2023"))
    renewed = commitment("2022-03-29", amounts=money(period="2024/2026"))
    entries = ledger.build([renewed, first])
    assert [(e.change, e.note) for e in entries] == [("new", ""), ("extended", "until 2026 instead of 2023")]
    assert entries[1].previous == first.id
    assert entries[1].thread == first.id
    assert ledger.histories(entries)[renewed.id] == (entries[0],)


def test_saying_it_again_is_repeated() -> None:
    assert changes(commitment("2024-01-01", amounts=money()), commitment("2024-03-01", amounts=money())) == [
        ("new", ""),
        ("repeated", ""),
    ]


def test_another_sum_is_changed_and_says_what_it_was() -> None:
    found = changes(
        commitment("2024-01-01", amounts=money(10e6), how_much="$10 million a year"),
        commitment("2024-03-01", amounts=money(15e6), how_much="$15 million a year"),
    )
    assert found == [("new", ""), ("changed", "was $10 million a year")]


def test_a_yearly_sum_and_a_total_are_not_the_same() -> None:
    assert changes(
        commitment("2024-01-01", amounts=money(per="year")), commitment("2024-03-01", amounts=money(per=""))
    )[1] == ("changed", "was 15,000,000 USD a year")


def test_pledged_then_paid_is_a_change_not_a_second_sum() -> None:
    entries = ledger.build(
        [
            commitment("2024-01-01", amounts=money()),
            commitment("2024-03-01", amounts=money(), status="paid"),
        ]
    )
    assert entries[1].change == "changed"
    assert entries[1].note == "was pledged, now paid"
    assert [entry.commitment.status for entry in entries] == ["pledged", "paid"]


def test_a_sooner_end_is_changed() -> None:
    assert changes(
        commitment("2024-01-01", WELLS, status="none", deadline=When("../2026", "year")),
        commitment("2024-03-01", WELLS, status="none", deadline=When("../2025-06", "month")),
    )[1] == ("changed", "until 2025-06 instead of 2026")


def test_a_sum_that_is_named_at_last() -> None:
    assert changes(
        commitment("2024-01-01", SUPPORT, status="none"), commitment("2024-03-01", SUPPORT, amounts=money())
    )[1] == ("changed", "a sum is now named")


@pytest.mark.parametrize(
    "other",
    [
        {"actor": "Kuwait", "actor_ar": "دولة الكويت"},
        {"addressee_ar": "صندوق الطفولة"},
        {"what": WELLS},
        {"actor": "", "actor_ar": ""},
    ],
)
def test_different_commitments_stay_apart(other: dict[str, Any]) -> None:
    first = commitment("2024-01-01", amounts=money(), addressee_ar="مكتب مكافحة التصحر")
    second = commitment("2024-03-01", **{"amounts": money(), "addressee_ar": "مكتب مكافحة التصحر", **other})
    assert [change for change, _ in changes(first, second)] == ["new", "new"]


def test_a_name_with_and_without_state_is_one_actor() -> None:
    assert [
        change
        for change, _ in changes(
            commitment("2024-01-01", amounts=money()), commitment("2024-03-01", amounts=money(), actor_ar="قطر")
        )
    ] == ["new", "repeated"]


def test_the_ministry_may_be_any_ministry() -> None:
    whose = {"actor": "Ministry", "actor_ar": "الوزارة"}
    apart = (
        commitment("2024-01-01", amounts=money(), **whose),
        commitment("2024-03-01", amounts=money(), **whose),
    )
    assert [change for change, _ in changes(*apart)] == ["new", "new"]
    together = (
        commitment("2024-01-01", amounts=money(), article="a", **whose),
        commitment("2024-01-02", amounts=money(), article="b", **whose),
    )
    assert [entry.sources for entry in ledger.build(together)] == [("a", "b")]
    named = commitment("2024-03-01", amounts=money(), actor="Ministry of Health", actor_ar="وزارة الصحة")
    assert [change for change, _ in changes(apart[0], named)] == ["new", "new"]


def test_two_outlets_on_one_day_are_two_sources_of_one_entry() -> None:
    entries = ledger.build(
        [
            commitment("2024-01-01", amounts=money(), article="a"),
            commitment("2024-01-02", amounts=money(), article="b"),
            commitment("2024-01-02", amounts=money(), article="c"),
        ]
    )
    assert len(entries) == 1
    assert entries[0].sources == ("a", "b", "c")


def test_outlets_that_name_different_sums_contradict_each_other() -> None:
    entries = ledger.build(
        [
            commitment("2024-01-01", amounts=money(12e6), article="a", how_much="$12 million a year"),
            commitment("2024-01-02", amounts=money(10e6), article="b", how_much="$10 million a year"),
        ]
    )
    assert [(e.change, e.sources, e.differing) for e in entries] == [("new", ("a", "b"), ("$10 million a year",))]


def test_one_article_with_two_sums_speaks_of_two_commitments() -> None:
    entries = ledger.build(
        [
            commitment("2024-01-01", amounts=money(12e6), article="a", id="a:1:1"),
            commitment("2024-01-01", amounts=money(10e6), article="a", id="a:2:1"),
        ]
    )
    assert [entry.differing for entry in entries] == [(), ()]


def test_a_second_outlet_may_know_the_sum() -> None:
    entries = ledger.build(
        [
            commitment("2024-01-01", status="none", article="a"),
            commitment("2024-01-01", amounts=money(), article="b", how_much="$15 million a year"),
        ]
    )
    assert [(e.commitment.how_much, e.sources) for e in entries] == [("$15 million a year", ("a", "b"))]


def test_a_late_second_source_of_an_earlier_entry_joins_that_entry() -> None:
    entries = ledger.build(
        [
            commitment("2019-03-01", amounts=money(period="2019/2023"), article="a"),
            commitment("2022-03-29", amounts=money(period="2024/2026"), article="b"),
            commitment("2022-03-30", amounts=money(period="2024/2026"), article="c"),
        ]
    )
    assert [entry.sources for entry in entries] == [("a",), ("b", "c")]


def test_the_order_of_reading_does_not_matter() -> None:
    made = [commitment(f"2024-0{m}-01", (SUPPORT, WELLS)[m % 2], amounts=money(m * 1e6)) for m in range(1, 8)]
    assert ledger.build(made) == ledger.build(reversed(made))


@pytest.mark.parametrize("rule", rules().statuses, ids=lambda rule: rule.id)
def test_the_examples_of_the_status_rules(rule: Any) -> None:
    label = frozenset({max(rule.labels)})
    modality = min(rule.modality) if rule.modality else "will"
    assert money_status(label, modality, rule.example) == rule.id
    if rule.counter:
        assert money_status(label, "will", rule.counter) != rule.id


def test_topics_forget_clitics_and_common_words() -> None:
    assert set(topic_of("وبالمدارس في الدولة")) == set(topic_of("المدارس"))
    assert topic_of("في من على") == ()
