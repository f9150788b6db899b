"""Dates in Arabic: three sets of month names, two calendars, ranges, relative words, durations; and in English."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.arabic.date_words import Entry, read_dates
from mujaz.arabic.dates import dates_in, find_dates
from mujaz.arabic.months import Month, read_months
from mujaz.arabic.normalise import fold
from mujaz.arabic.numbers import numbers_in
from mujaz.english.dates import english_dates, format_when
from mujaz.records.article import When

REFERENCE = When("2024-11-05", "day")  # a Tuesday
DATES, MONTHS = read_dates(), read_months()
ENTRIES = [*(row for field in fields(DATES) for row in getattr(DATES, field.name)), *MONTHS.gregorian, *MONTHS.hijri]


def values(text: str, reference: When | None = REFERENCE) -> list[str]:
    found = find_dates(text, reference)
    for when in found:
        assert text[when.start : when.end] == when.ar
    return [when.value for when in found]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_the_example_of_every_entry(entry: Entry | Month) -> None:
    assert values(entry.example) == ([entry.value] if entry.value else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("يومي 16-17 مايو 2019م", "2019-05-16/2019-05-17"),
        ("يومي 16 و17 مايو 2019", "2019-05-16/2019-05-17"),
        ("من 3 إلى 5 نوفمبر 2022", "2022-11-03/2022-11-05"),
        ("من 30 أكتوبر إلى 2 نوفمبر 2024", "2024-10-30/2024-11-02"),
        ("بين 28 يناير و3 فبراير 2023", "2023-01-28/2023-02-03"),
        ("من يناير إلى مارس 2024", "2024-01/2024-03"),
        ("بين مايو ويوليو 2023", "2023-05/2023-07"),
        ("(14 حزيران/يونيو - 15 تموز/يوليو 2018)", "2018-06-14/2018-07-15"),
        ("١٨ أكتوبر ٢٠٢٢", "2022-10-18"),
        ("في 04/11/2024", "2024-11-04"),
        ("في ٠٤/١١/٢٠٢٤", "2024-11-04"),
        ("في 4-11-2024", "2024-11-04"),
        ("في 4 / 11 / 2024", "2024-11-04"),
        ("25 آب/أغسطس2017", "2017-08-25"),
        ("2024-11-04", "2024-11-04"),
        ("الأول من يناير 2020", "2020-01-01"),
        ("أول يناير 2020", "2020-01-01"),
        ("الحادي والعشرين من سبتمبر/ أيلول 2001", "2001-09-21"),
        ("الـ18 من مارس/آذار 2018", "2018-03-18"),
        ("كانون الأول/ديسمبر 2018", "2018-12"),
        ("نوفمبر تشرين الثاني 2017", "2017-11"),
        ("يونيو (حزيران) 2017", "2017-06"),
        ("في أكتوبر من عام 1958", "1958-10"),
        ("2 جمادى الأولى 1446 هـ الموافق 4 نوفمبر 2024 م", "2024-11-04"),
        ("4 نوفمبر 2024 الموافق 2 جمادى الأولى 1446هـ", "2024-11-04"),
        ("في 2 جمادى الأولى 1446 هـ", "2024-11-04"),
        ("عام 1446هـ", "2024-07-07/2025-06-25"),
        ("الثلاثاء 5 نوفمبر 2019", "2019-11-05"),
        ("يوم الثلاثاء الموافق 5 نوفمبر 2019", "2019-11-05"),
        ("من 2019 إلى 2023", "2019/2023"),
        ("خطة 2024-2026", "2024/2026"),
        ("منذ عام 1950 وحتى عام 1958", "1950/1958"),
        ("لمدة ثلاث سنوات إضافية من 2024 إلى 2026", "2024/2026"),
        ("بحلول نهاية عام 2025", "../2025"),
        ("قبل 15 يناير 2025", "../2025-01-15"),
        ("منذ 2013", "2013/.."),
        ("خلال السنوات الخمس المقبلة", "P5Y"),
        ("يسجن لمدة تسع سنوات ونصف", "P9Y6M"),
        ("لمدة عام ونصف", "P1Y6M"),
        ("تستمر لثلاثة أيام", "P3D"),
        ("على مدى يومين", "P2D"),
        ("النصف الأول من 2025", "2025-01/2025-06"),
    ],
)
def test_dates_that_need_no_reference(text: str, expected: str) -> None:
    assert values(text, None) == [expected]
    assert values(text) == [expected]


@pytest.mark.parametrize(
    ("text", "known", "expected", "without"),
    [
        ("29 مارس", "inferred", "2024-03-29", "--03-29"),
        ("في 20 نوفمبر", "inferred", "2024-11-20", "--11-20"),
        ("في 5 يناير", "inferred", "2025-01-05", "--01-05"),
        ("في 5 نوفمبر", "inferred", "2024-11-05", "--11-05"),
        ("سيعقد اللقاء في مارس", "inferred", "2025-03", "--03"),
        ("في مارس", "inferred", "2024-03", "--03"),
        ("بحلول سبتمبر", "inferred", "../2025-09", "../--09"),
        ("28 مارس من العام الحالي", "inferred", "2024-03-28", "--03-28"),
        ("نوفمبر الماضي", "inferred", "2023-11", "--11"),
        ("فبراير المقبل", "inferred", "2025-02", "--02"),
        ("السابع عشر من الشهر الحالي", "inferred", "2024-11-17", None),
        ("أمس الاثنين", "inferred", "2024-11-04", None),
        ("اليوم الثلاثاء", "inferred", "2024-11-05", None),
        ("الشهر الماضي", "inferred", "2024-10", None),
        ("قبل نهاية العام الجاري", "inferred", "../2024", None),
        ("للعام المقبل", "inferred", "2025", None),
        ("اعتبارا من الأحد المقبل", "inferred", "2024-11-10/..", None),
        ("16 و17 سبتمبر", "inferred", "2024-09-16/2024-09-17", "--09-16/--09-17"),
    ],
)
def test_what_the_reference_adds(text: str, known: str, expected: str, without: str | None) -> None:
    found = find_dates(text, REFERENCE)
    assert [(w.value, w.known) for w in found] == [(expected, known)]
    assert values(text, None) == ([without] if without else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في العامين 2018 و2019", ["2018", "2019"]),
        ("فاز في 2014 و2015 و2016", ["2014", "2015", "2016"]),
        ("من المتوقع أن تهدأ العاصفة منذ يوم الجمعة", ["2024-11-01/.."]),
        ("2 و10 مايو 2020", ["2020-05-02", "2020-05-10"]),
        ("في شهري مايو ويونيو 2020", ["2020-05", "2020-06"]),
        ("وقعا في 2016 واجتمعا في 3 مايو 2018", ["2016", "2018-05-03"]),
        ("القرار 2462 (2019م) والقراران 2178 (2014)، و2396 (2017 )", []),
        ("القانون رقم 12 لسنة 2014", []),
        ("نحو 2000 مدرسة", []),
        ("خلال اليومين الماضيين", []),
        ("في اليوم الوطني لصحيفة المصري اليوم", []),
        ("قالت تيريزا ماي", []),
        ("مارس ضغوطا على خصومه", []),
        ("الساعة 10:30", []),
        ("31 فبراير 2020", []),
        ("45/13/2020", []),
        ("عمره 3 سنوات", []),
        ("", []),
    ],
)
def test_several_and_none(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_precision_and_offsets() -> None:
    text = "وقّعا في «١٨ أكتوبرَ ٢٠٢٢» اتفاقا"
    (when,) = find_dates(text)
    assert (when.ar, when.precision, when.known) == ("١٨ أكتوبرَ ٢٠٢٢", "day", "stated")
    assert dates_in(fold(text), text, None, numbers_in(fold(text), text)) == (when,)
    assert find_dates("لمدة عامين")[0].precision == "duration"
    assert find_dates("من 2019 إلى 2023")[0].precision == "interval"


@pytest.mark.parametrize("reference", ["2024-11", "2024", "2024-11-04/2024-11-06", "..", "P3Y", "x", "--11-05"])
def test_coarse_or_odd_references_do_no_harm(reference: str) -> None:
    found = find_dates("أمس، الشهر المقبل، العام الماضي، 3 مايو", When(reference, "day"))
    assert found[-1].value in {"2024-05-03", "--05-03"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2022-10-18", "18 October 2022"),
        ("2022-10", "October 2022"),
        ("2022", "2022"),
        ("2019-05-16/2019-05-17", "16–17 May 2019"),
        ("2024-10-30/2024-11-02", "30 October – 2 November 2024"),
        ("2024-12-30/2025-01-02", "30 December 2024 – 2 January 2025"),
        ("2024-03/2024-05", "March–May 2024"),
        ("2024/2026", "2024–2026"),
        ("../2025", "by the end of 2025"),
        ("../2026-06", "by June 2026"),
        ("../2025-03-31", "by 31 March 2025"),
        ("2026/..", "from 2026"),
        ("P3Y", "for three years"),
        ("P1Y6M", "for one year and six months"),
        ("P60D", "for 60 days"),
        ("PT48H", "for 48 hours"),
        ("--03-29", "29 March"),
        ("--09-16/--09-17", "16–17 September"),
        ("2022-13", "2022-13"),
        ("nonsense", "nonsense"),
        ("../x", "../x"),
        ("P", "P"),
    ],
)
def test_format_when(value: str, text: str) -> None:
    assert format_when(When(value, "day")) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 18 October 2022", ["2022-10-18"]),
        ("October 18, 2022", ["2022-10-18"]),
        ("the 3rd of May 2020", ["2020-05-03"]),
        ("Oct. 18", ["--10-18"]),
        ("16-17 May 2019", ["2019-05-16/2019-05-17"]),
        ("in May 2019", ["2019-05"]),
        ("from 2019 to 2023", ["2019/2023"]),
        ("by the end of 2025", ["2025"]),
        ("2024-11-04 and 04/11/2024", ["2024-11-04", "2024-11-04"]),
        ("they may be 2", []),
        ("45/13/2020", []),
    ],
)
def test_english_dates(text: str, expected: list[str]) -> None:
    assert [w.value for w in english_dates(text)] == expected


ODD = (
    "3 2024 ٢٩ مايو / - الماضي المقبل الأحد من إلى و عام هـ رمضان 1446 لمدة سنوات أمس بحلول نهاية الربع الأول تشرين"
).split()


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(ODD), max_size=10).map(" ".join))
def test_any_heap_of_date_words_is_read_without_fail(text: str) -> None:
    for when in find_dates(text, REFERENCE):
        assert text[when.start : when.end] == when.ar
        assert format_when(when)


def test_a_limit_is_not_a_length() -> None:
    assert format_when(When("P18M", "duration", ar="خلال 18 شهراً")) == "within 18 months"
    assert format_when(When("P3Y", "duration", ar="لمدة ثلاث سنوات")) == "for three years"
    assert format_when(When("P6M", "duration", ar="مدة أقصاها ستة أشهر")) == "within six months"
