"""Datelines of the agencies: found whole and in front of text, and not where there is none."""

import pytest

from mujaz.arabic.data import Entry, tables
from mujaz.arabic.datelines import Dateline, find_dateline
from mujaz.arabic.months import month_names, month_table
from mujaz.arabic.normalise import fold_word


def parts(line: str) -> tuple[str, str, str, str]:
    found = find_dateline(line)
    assert found is not None, line
    return (
        found.place.of(line),
        found.agency.of(line) if found.agency else "",
        found.date.of(line) if found.date else "",
        line[found.end :].strip(),
    )


@pytest.mark.parametrize("entry", tables("datelines.toml")["agency"], ids=lambda e: e["id"])
def test_the_example_of_every_agency(entry: Entry) -> None:
    line = entry["example"]
    _, agency, _, rest = parts(line)
    assert agency in entry["names"]
    assert rest == ""
    found = find_dateline(line)
    assert isinstance(found, Dateline)
    assert found.outlet == entry["outlet"]


@pytest.mark.parametrize(
    ("line", "place", "agency", "date", "rest"),
    [
        ("مسقط – المكتب الإعلامي - ٧ مايو ٢٠٢١", "مسقط", "المكتب الإعلامي", "٧ مايو ٢٠٢١", ""),
        ("الدوحة في 4 نوفمبر 2024 /قنا/ بحث الوزيران", "الدوحة", "قنا", "4 نوفمبر 2024", "بحث الوزيران"),
        ("الكويت - 4 - 11 (كونا) -- أكد الأمير", "الكويت", "كونا", "4 - 11", "أكد الأمير"),
        ("القاهرة – أ ش أ:", "القاهرة", "أ ش أ", "", ""),
        ("باريس (أ ف ب) - وقع الطرفان", "باريس", "أ ف ب", "", "وقع الطرفان"),
        ("دبي، الإمارات العربية المتحدة (CNN)-- قال", "دبي، الإمارات العربية المتحدة", "CNN", "", "قال"),
        ("أبوظبي في 9 مارس / وام / افتتح", "أبوظبي", "وام", "9 مارس", "افتتح"),
        ("عمان 4 تشرين الثاني (بترا)- رعى", "عمان", "بترا", "4 تشرين الثاني", "رعى"),
        ("المنامة - 12 يناير 2020", "المنامة", "", "12 يناير 2020", ""),
        ("التاريخ: 4 نوفمبر 2024", "", "", "4 نوفمبر 2024", ""),
        (
            "الرياض 02 جمادى الأولى 1446 هـ الموافق 04 نوفمبر 2024 م واس",
            "الرياض",
            "واس",
            "02 جمادى الأولى 1446 هـ الموافق 04 نوفمبر 2024 م",
            "",
        ),
    ],
)
def test_datelines(line: str, place: str, agency: str, date: str, rest: str) -> None:
    assert parts(line) == (place, agency, date, rest)


@pytest.mark.parametrize(
    "line",
    [
        "أعلنت الوزارة أن المشروع سيكتمل في 4 نوفمبر 2024 في جميع المناطق",
        "وقال الوزير - بعد اللقاء - إن الاتفاق وشيك",
        "الوزير: وفا بوعده",
        "نقلت (رويترز) عن مصدر مطلع أن المفاوضات مستمرة",
        "تطوير التعليم في الريف",
        "",
        "- 2017 -",
    ],
)
def test_no_dateline(line: str) -> None:
    assert find_dateline(line) is None


def test_month_names_are_folded_and_longest_first() -> None:
    names = month_names()
    assert list(names) == sorted(names, key=len, reverse=True)
    assert all(name == fold_word(name) for name in names)
    months = {(m.month, m.hijri) for m in month_table().values()}
    assert months == {(n, h) for n in range(1, 13) for h in (False, True)}
