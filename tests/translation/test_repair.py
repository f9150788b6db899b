"""Numbers are put right only where one reading is possible."""

import pytest

from mujaz.checks.numbers import compare
from mujaz.translation.repair import repair


@pytest.mark.parametrize(
    ("arabic", "english", "mended"),
    [
        ("صرف 15 مليون دولار", "spent $15 billion", "spent $15 million"),
        ("منحة قدرها 1.5 مليار ريال", "a grant of 1.5 million riyals", "a grant of 1.5 billion riyals"),
        ("حضر 2220 شخصا", "2.220 people attended", "2,220 people attended"),
        ("تأسس المركز عام 2017", "the centre was founded in 2012", "the centre was founded in 2017"),
        ("المؤتمر الرابع لعام 2019", "the fifth conference of 2019", "the fourth conference of 2019"),
        ("حضر ٥٠٠ شخص", "٥٠٠ people attended", "500 people attended"),
        ("80 وفدا و26 وزيرا", "80 delegations and 62 ministers", "80 delegations and 26 ministers"),
        ("وصلت 108 شاحنات", "188 trucks arrived", "108 trucks arrived"),
    ],
)
def test_a_certain_slip_is_mended(arabic: str, english: str, mended: str) -> None:
    assert repair(arabic, english) == mended
    assert not compare(arabic, mended)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("حضر 12 وفدا", "Delegations attended"),  # nothing to replace
        ("نمو بنسبة 5 في عام 2020", "growth of 700 in 2020"),  # another size
        ("12 طنا و34 صندوقا", "99 tons"),  # which of the two?
        ("في عام 2017", "seven people"),  # a year and a count
        ("أربعة أشخاص في 2019", "four people in 2019"),  # nothing wrong
    ],
)
def test_what_is_not_certain_stays(arabic: str, english: str) -> None:
    assert repair(arabic, english) == english


def test_repairing_twice_changes_nothing_more() -> None:
    once = repair("قراران رقم 2178 (2014) و2396 (2017)", "resolutions 2187 (2014) and 2396 (2015)")
    assert once == "resolutions 2178 (2014) and 2396 (2017)"
    assert repair("قراران رقم 2178 (2014) و2396 (2017)", once) == once


def test_a_year_loses_its_era() -> None:
    assert repair("القرار 2462 (2019م)", "resolution 2462 (2019 CE)") == "resolution 2462 (2019)"
