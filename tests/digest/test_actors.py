import xml.etree.ElementTree as ET

import pytest
from tests.support.commitments import commitment, money

from mujaz.digest.actors import Month, actors, charts, slug_of
from mujaz.digest.charts import short, sums
from mujaz.ledger.ledger import build

WELLS, ROADS = "حفر آبار جديدة للرعاة", "شق طرق جبلية طويلة"


def test_a_pledge_counts_once_with_its_last_sum_and_states_and_currencies_stay_apart() -> None:
    ledger = build([
        commitment("2026-09-01", amounts=money(50e6), how_much="$50 million"),
        commitment("2026-10-01", amounts=money(65e6), how_much="$65 million"),
        commitment("2026-11-01", amounts=money(65e6), how_much="$65 million"),
        commitment("2026-11-18", amounts=money(10e6), how_much="$10 million", status="paid"),
        commitment("2026-09-20", WELLS, article="w", amounts=money(5e6)),
        commitment("2026-09-21", ROADS, article="r", amounts=money(7e6, "EUR", "year")),
    ])  # fmt: skip
    assert [(chart.title, [(m.label, m.sums) for m in chart.months]) for chart in charts(ledger)] == [
        ("USD", [("2026-09", {"pledged": 70e6}), ("2026-11", {"paid": 10e6})]),
        ("EUR a year", [("2026-09", {"pledged": 7e6})]),
    ]


def test_each_actor_has_its_page_under_its_own_address() -> None:
    made = actors(build([
        commitment("2026-11-10", amounts=money(65e6), how_much="$65 million"),
        commitment("2026-11-18", amounts=money(10e6), how_much="$10 million", status="paid"),
        commitment("2026-11-11", WELLS, article="k", actor="Kuwait (State)", actor_ar="الكويت", status="none"),
        commitment("2026-11-11", ROADS, article="l", actor="Kuwait: State", actor_ar="الأردن", status="none"),
        commitment("2026-11-11", ROADS, article="n", actor="", actor_ar="", status="none"),
    ]))  # fmt: skip
    assert [page.name for page in made] == ["Kuwait (State)", "Kuwait: State", "Qatar"]
    assert len({page.slug for page in made}) == 3
    assert [entry.commitment.status for entry in made[2].entries] == ["paid", "pledged"]
    assert made[2].paid == made[2].entries[:1]


@pytest.mark.parametrize(
    ("name", "slug"), [("African Union (AU)", "african-union-au"), ("../x", "x"), ("قطر", "qatar")]
)
def test_names_in_addresses(name: str, slug: str) -> None:
    assert slug_of(name).startswith(slug[:2])
    assert set(slug_of(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_name_without_letters_has_an_address_too() -> None:
    assert slug_of("!!!")


def test_bars_stay_inside_and_say_their_sum() -> None:
    svg = sums(
        [Month("2026-09", {"pledged": 70e6, "paid": 1e3}), Month("2026-10", {"committed": 2.5e9})], "Qatar: <USD>"
    )
    tree = ET.fromstring(svg)
    width = float(tree.attrib["width"])
    rects = [node for node in tree.iter() if node.tag.endswith("rect")]
    assert all(float(r.attrib["x"]) + float(r.attrib["width"]) <= width for r in rects)
    assert "70 m" in svg
    assert "2.5 bn" in svg
    assert tree.attrib["role"] == "img"
    assert sums([], "x") == ""


@pytest.mark.parametrize(("value", "words"), [(65e6, "65 m"), (1.25e9, "1.25 bn"), (800_000, "800,000")])
def test_sums_in_few_signs(value: float, words: str) -> None:
    assert short(value) == words
