"""Numbers in Arabic: figures, words, scales, duals, ordinals; and what only looks like one."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.arabic.normalise import fold
from mujaz.arabic.numbers import Hole, WordRow, find_numbers, numbers_in, read_numbers
from mujaz.arabic.quantity import figure_value, plain

ENTRIES = [*read_numbers().word, *read_numbers().exception]


def values(text: str) -> list[int | float]:
    found = find_numbers(text)
    for number in found:
        assert text[number.start : number.end] == number.ar
        assert isinstance(number.value, int) or not number.value.is_integer()
    assert all(a.end <= b.start for a, b in pairwise(found))
    return [number.value for number in found]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_the_example_of_every_entry(entry: WordRow | Hole) -> None:
    assert values(entry.example) == pytest.approx(list(entry.finds))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خصصت 1,500 دولار", [1500]),
        ("نسبة 2.5", [2.5]),
        ("بلغ العدد 783،562 نسمة", [783562]),
        ("٢٫٥ و١٬٥٠٠ و۱۲", [2.5, 1500, 12]),
        ("مساحتها 106,78 متر", [106.78]),
        ("3.744 مليار", [3_744_000_000]),
        ("15.000 نازح", [15000]),
        ("1.500.000 نازح", [1_500_000]),
        ("نحو 250 000 نازح", [250_000]),
        ("خمسة وعشرون مليون ريال", [25_000_000]),
        ("مئة وخمسون ألفا", [150_000]),
        ("مليونان ونصف", [2_500_000]),
        ("مليونان ونصف المليون", [2_500_000]),
        ("مليار و200 مليون", [1_200_000_000]),
        ("مليار و 200 مليون", [1_200_000_000]),
        ("2.5 مليون", [2_500_000]),
        ("نصف مليار", [500_000_000]),
        ("ثلاثة أرباع المليون", [750_000]),
        ("مليون وثلاثة أرباع المليون", [1_750_000]),
        ("1.2 تريليون", [1_200_000_000_000]),
        ("200مليون", [200_000_000]),
        ("مليارا و200 مليون", [1_200_000_000]),
        ("مليارا دولار و30 يورو", [2_000_000_000, 30]),
        ("ألفا و300 طن", [1300]),
        ("أنفقت عام 2014 مليار ريال", [2014, 1_000_000_000]),
        ("في عامي 2014 و2015 مليون زائر", [2014, 2015, 1_000_000]),
        ("نحو 2000 مليار ليرة", [2_000_000_000_000]),
        ("عام ألفين وثمانية عشر", [2018]),
        ("ألف وتسعمئة وستة وثمانين", [1986]),
        ("ألف وخمسمئة مليون", [1_500_000_000]),
        ("مئة وخمسة وعشرون ألفا وثلاثمئة", [125_300]),
        ("خمسة ونصف مليون", [5_500_000]),
        ("12 ألفا و500", [12_500]),
        ("ألف مليار", [1_000_000_000_000]),
        ("بلغ مليوناً", [1_000_000]),
        ("مليونا دولار وألفا ريال", [2_000_000, 2000]),
        ("الخامس عشر والحادي والعشرون", [15, 21]),
        ("الدورة التاسعة والسبعون", [79]),
        ("وللمرة الثانية", [2]),
        ("أحد عشر كوكبا", [11]),
        ("ثلاث مئة وخمسة", [305]),
        ("مئة في المئة", [100]),
        ("كوفيد-19", [19]),
        ("القرار 2178 (2014)، و2396 (2017 )", [2178, 2014, 2396, 2017]),
        ("16-17 مايو", [16, 17]),
        # side by side, but not one number
        ("مليون و200 مليون", [1_000_000, 200_000_000]),
        ("مليون وثلاثة ملايين", [1_000_000, 3_000_000]),
        ("العامين 2018 و2019", [2, 2018, 2019]),
        ("خمسين دولة وسبع وعشرين منظمة", [50, 27]),
        ("عشرين وثلاثين", [20, 30]),
        ("بين ألف وألفين", [1000, 2000]),
        ("بين ثلاثة وخمسة", [3, 5]),
        # no numbers
        ("آلاف الأشخاص ومئات الأسر وملايين الدولارات", []),
        ("عشرات الملايين", []),
        ("في يوم واحد قال أحد الحضور", []),
        ("يوم الاثنين ويوم الأربعاء ويوم الخميس", []),
        ("في تشرين الثاني وكانون الأول وربيع الآخر", []),
        ("لست أدري", []),
        ("نصف السكان", []),
        ("اتفاق أولي", []),
        ("", []),
    ],
)
def test_values(text: str, expected: list[float]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1,500", "figure"),
        ("ثلاثون", "words"),
        ("15 مليون", "mixed"),
        ("الرابع", "ordinal"),
        ("يومين", "dual"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [n.kind for n in find_numbers(text)] == [kind]


def test_offsets_lie_in_the_original_text() -> None:
    text = "تعهّدت بـ«٢٥ مليونَ» دولارٍ و﴿ثلاثين﴾"
    assert [n.ar for n in find_numbers(text)] == ["٢٥ مليونَ", "ثلاثين"]


def test_a_folded_text_gives_the_same() -> None:
    text = "وقّعت ثلاثُ دول 15 اتفاقًا بقيمة مليارَي دولار"
    assert numbers_in(fold(text), text) == find_numbers(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [(15_000_000, "15000000"), (2.5, "2.5"), (1e21, "1000000000000000000000"), (0.1, "0.1"), (0.00001, "0.00001")],
)
def test_plain(value: float, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(("figure", "value"), [("1.2.3", "1"), ("12,5", "12.5"), ("1,500.25", "1500.25")])
def test_odd_figures(figure: str, value: str) -> None:
    assert str(figure_value(figure, scaled=False)) == value


WORDS = "ثلاثة وعشرون مئة ألف ألفان مليون ملايين و 200 ٣٫٥ ونصف ربع عشر الثاني يومين واحد ال . ،".split()


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_heap_of_number_words_is_read_without_fail(text: str) -> None:
    assert all(value >= 0 for value in values(text))


BELOW_TWENTY = (
    "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة أحد,عشر اثنا,عشر ثلاثة,عشر أربعة,عشر خمسة,عشر ستة,عشر "
    "سبعة,عشر ثمانية,عشر تسعة,عشر"
).split()
TENS = "عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".split()
HUNDREDS = "مئة مئتان ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة".split()


def spelt(number: int) -> str:
    """A number below a million in words, as a grammar book has it."""
    if number < 20:
        return BELOW_TWENTY[number].replace(",", " ")
    if number < 100:
        unit, tens = number % 10, TENS[number // 10 - 2]
        return f"{BELOW_TWENTY[unit]} و{tens}" if unit else tens
    if number < 1000:
        rest = number % 100
        return HUNDREDS[number // 100 - 1] + (f" و{spelt(rest)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    head = {1: "ألف", 2: "ألفان"}.get(thousands)
    if head is None:
        head = f"{spelt(thousands)} {'آلاف' if 3 <= thousands % 100 <= 10 else 'ألف'}"
    return head + (f" و{spelt(rest)}" if rest else "")


@settings(max_examples=400, deadline=None)
@given(st.integers(3, 999_999))
def test_numbers_spelt_out_come_back(number: int) -> None:
    if "واحد" in spelt(number).replace("واحد و", ""):
        return  # "a hundred and one": the bare "one" is no number here
    assert values(spelt(number)) == [number]
