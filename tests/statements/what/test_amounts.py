"""Sums and shares: currencies, per what, periods; never years, resolutions, counts."""

import pytest

from mujaz.arabic.dates import find_dates
from mujaz.arabic.numbers import find_numbers
from mujaz.lexicon.verbs import lexicon
from mujaz.records.article import Sentence
from mujaz.records.statement import Amount
from mujaz.statements.view import view_of
from mujaz.statements.what.amounts import UnitRow, find_amounts, read_currencies


def amounts(text: str, countries: tuple[str, ...] = ()) -> tuple[Amount, ...]:
    view = view_of(Sentence("a", 1, 0, len(text), text), lexicon())
    return find_amounts(view, find_numbers(text), find_dates(text), countries)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("قدمت 15 مليون دولار", 15e6, "USD"),
        ("قدمت مليونين ونصف المليون يورو", 2.5e6, "EUR"),
        ("قدمت ٤٠ ألف جنيه إسترليني", 40e3, "GBP"),
        ("خصصت ملياري دولار أسترالي", 2e9, "AUD"),
        ("منحة بقيمة $3 ملايين", 3e6, "USD"),
        ("نحو عشرة ملايين ريال قطري", 1e7, "QAR"),
        ("قرض قدره 200 مليون دينار كويتي", 2e8, "KWD"),
        ("بنسبة 4.5 في المئة", 4.5, "%"),
        ("بنسبة 12%", 12, "%"),
        ("قدمت في عام 2014 مليار دولار", 1e9, "USD"),
    ],
)
def test_amount(text: str, value: float, currency: str) -> None:
    (found,) = amounts(text)
    assert (found.value, found.currency) == (value, currency)
    assert text[found.start : found.end] == found.ar


@pytest.mark.parametrize(
    "text",
    [
        "القرار 2462 (2019) بشأن التمويل", "شارك 500 شخص من 26 دولة", "في عام 2030", "السعر 71 دولارا للبرميل",
        "المادة 15 من الميثاق", "بلغ عدد السكان 3 ملايين نسمة",
    ],
)  # fmt: skip
def test_no_amount(text: str) -> None:
    assert amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "per", "period"),
    [
        ("15 مليون دولار سنويا من 2019 إلى 2023", "year", "2019/2023"),
        ("مليون يورو شهريا", "month", ""),
        ("10 آلاف دولار في اليوم", "day", ""),
        ("5 ملايين دولار لمدة ثلاث سنوات", "", "P3Y"),
        ("5 ملايين دولار في العام الماضي", "", ""),
    ],
)
def test_per_and_period(text: str, per: str, period: str) -> None:
    (found,) = amounts(text)
    assert (found.per, found.period) == (per, period)


def test_unit_alone_is_inferred_from_the_countries_spoken_of() -> None:
    (found,) = amounts("خصصت 50 مليون ليرة", ("Türkiye", "Syria"))
    assert (found.currency, found.inferred_currency) == ("TRY", True)


def test_two_sums_keep_their_own_periods() -> None:
    first, second = amounts("دعم بمبلغ 5 ملايين دولار سنويا من 2019 إلى 2021، ثم 7 ملايين دولار من 2022 إلى 2024")
    assert (first.period, second.period) == ("2019/2021", "2022/2024")


@pytest.mark.parametrize("unit", read_currencies().unit, ids=lambda unit: unit.id)
def test_example_of_each_currency(unit: UnitRow) -> None:
    assert amounts(f"قدمت {unit.example}.")
