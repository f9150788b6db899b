import re
from dataclasses import replace
from typing import get_args

import pytest

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.script import a_word
from mujaz.events import dates
from mujaz.records.analysis import Analysis
from mujaz.records.article import When
from tests.support.sample_analysis import analysis, date_in

NAMED = "عقد المؤتمر الثاني حول الري الحديث يومي 4-5 مارس 2021 في مسقط"


def values(found: tuple[When | None, When | None]) -> tuple[str | None, ...]:
    return tuple(when.value if when else None for when in found)


def test_stated_days_beside_a_verb_of_holding() -> None:
    found = dates.find(
        analysis(NAMED, day="2021-03-06", dates={1: (date_in(NAMED, "4-5 مارس 2021", "2021-03-04/2021-03-05"),)}), [1]
    )
    assert values(found) == ("2021-03-04", "2021-03-05")
    assert found[0] is not None
    assert found[0].known == "stated"


def test_the_date_of_another_document_is_not_the_date_of_the_event() -> None:
    line = "شارك الوفد في المؤتمر الثاني حول الري وأشاد بالميثاق الذي اعتمدته الجمعية في 9 يناير 2020"
    found = dates.find(analysis(line, dates={1: (date_in(line, "9 يناير 2020", "2020-01-09"),)}), [1])
    assert found == (None, None)


def test_today_and_yesterday_count_from_the_report() -> None:
    assert values(dates.find(analysis("انطلق المنتدى أمس", day="2021-03-01"), [1])) == ("2021-02-28", None)
    today = dates.find(analysis("انطلق المنتدى، اليوم، في صفاقس", day="2021-03-01"), [1])[0]
    assert today is not None
    assert (today.value, today.known) == ("2021-03-01", "stated")


def test_weekdays_are_the_last_or_the_next() -> None:
    # 2021-03-03 was a Wednesday
    assert values(dates.find(analysis("انطلق المنتدى يوم الاثنين", day="2021-03-03"), [1])) == ("2021-03-01", None)
    assert values(dates.find(analysis("ينطلق المنتدى يوم الاثنين المقبل", day="2021-03-03"), [1])) == (
        "2021-03-08",
        None,
    )
    assert values(dates.find(analysis("انطلق المنتدى الأربعاء", day="2021-03-03"), [1])) == ("2021-03-03", None)


def test_the_day_of_the_report_is_only_inferred() -> None:
    found = dates.find(analysis("بحث المنتدى التعاون", day="2021-03-01"), [1])[0]
    assert found is not None
    assert (found.value, found.known) == ("2021-03-01", "inferred")


def test_yesterday_without_a_date_of_the_report_says_nothing() -> None:
    assert dates.find(analysis("انطلق المنتدى أمس"), [1]) == (None, None)


def yearless(value: str, *lines: str) -> Analysis:
    made = analysis(*lines)
    return replace(made, article=replace(made.article, published=When(value, "day")))


def test_a_dateline_without_a_year_takes_the_latest_single_year_of_the_text() -> None:
    line = "بحث المنتدى خطة 2030 حتى 2035 مع اقتراب معرض عام 2027 بعد دورة 2025"
    found = dates.find(yearless("--05-07", line), [1])[0]
    assert found is not None
    assert (found.value, found.known) == ("2027-05-07", "inferred")


def test_an_impossible_day_or_no_year_is_no_date() -> None:
    assert dates.find(yearless("--02-31", "بحث المنتدى دورة 2025"), [1]) == (None, None)
    assert dates.find(yearless("--02-03", "بحث المنتدى التعاون"), [1]) == (None, None)


def test_days_told_in_a_sentence_that_says_only_the_conference() -> None:
    lines = ("أنهى مؤتمر صحار حول الصيد الساحلي أعماله أمس", "شارك في المؤتمر الذي عقد يومي 17 و18 يونيو 2024 خبراء")
    dated = date_in(lines[1], "17 و18 يونيو 2024", "2024-06-17/2024-06-18")
    found = dates.find(analysis(*lines, day="2024-06-19", dates={2: (dated,)}), [1])
    assert values(found) == ("2024-06-17", "2024-06-18")


def test_words_of_a_date_are_found_however_their_offsets_were_counted() -> None:
    text = "عقد في 4 مارس 2021 في مسقط"
    start = text.index("4 مارس 2021")
    here = date_in(text, "4 مارس 2021", "2021-03-04")
    assert dates.words_at(here, 500, text) == (start, start + 11)
    assert dates.words_at(replace(here, start=start + 500, end=start + 511), 500, text) == (start, start + 11)


def test_a_date_of_something_later_does_not_win_over_today() -> None:
    lines = ("عقد، اليوم، الحوار الثاني بين الوزارتين في مسقط", "اتفق الحوار على خطة يبدأ تنفيذها في 1 يوليو 2026")
    dated = date_in(lines[1], "1 يوليو 2026", "2026-07-01")
    assert values(dates.find(analysis(*lines, day="2025-11-03", dates={2: (dated,)}), [1])) == ("2025-11-03", None)


def test_the_first_day_of_an_undertaking_in_the_naming_sentence_is_not_the_event() -> None:
    line = "اختتم المنتدى الثالث حول النقل أعماله على أن تبدأ المنصة المشتركة في 1 يوليو 2026"
    dated = date_in(line, "1 يوليو 2026", "2026-07-01")
    found = dates.find(analysis(line, day="2025-11-03", dates={1: (dated,)}), [1])
    assert values(found) == ("2025-11-03", None)


def test_a_coming_event_is_dated_after_the_report_when_it_is_announced() -> None:
    line = "تستضيف صفاقس المنتدى الثالث حول النقل في 9 مارس 2026"
    dated = date_in(line, "9 مارس 2026", "2026-03-09")
    assert values(dates.find(analysis(line, day="2026-02-20", dates={1: (dated,)}), [1])) == ("2026-03-09", None)


def test_an_earlier_agreement_far_from_today_is_not_the_event() -> None:
    line = "بدأت اليوم أعمال المنتدى الثالث حول النقل الذي شارك في وضع خطته خبراء في 5 يناير 2024"
    dated = date_in(line, "5 يناير 2024", "2024-01-05")
    found = dates.find(analysis(line, day="2025-11-03", dates={1: (dated,)}), [1])
    assert values(found) == ("2025-11-03", None)


def test_what_is_over_does_not_lie_in_the_next_week() -> None:
    line = "اختتم المنتدى الثالث أعماله ويجتمع أعضاؤه يوم الاثنين المقبل"
    assert values(dates.find(analysis(line, day="2021-03-03"), [1])) == ("2021-03-03", None)


LISTS = [(kind, entry) for kind in get_args(dates.Kind) for entry in getattr(dates.read_words(), kind)]


@pytest.mark.parametrize(("kind", "entry"), LISTS, ids=lambda one: getattr(one, "id", ""))
def test_the_example_of_every_word_list(kind: dates.Kind, entry: dates.WordList) -> None:
    text = fold_word(entry.example)
    assert re.search(a_word("|".join(entry.words)), text)
    assert dates.words(kind).search(text)


def test_a_weekday_of_something_else_is_passed_over() -> None:
    line = "غداة احتجاجات الجمعة، أعلن المنتدى السبت خطته"  # 2021-03-06 was a Saturday
    assert values(dates.find(analysis(line, day="2021-03-06"), [1])) == ("2021-03-06", None)


def test_a_weekday_beside_a_future_verb_lies_ahead() -> None:
    line = "سيجتمع المنتدى صباح الأحد"  # reported on a Saturday
    assert values(dates.find(analysis(line, day="2021-03-06"), [1])) == ("2021-03-07", None)


def test_the_day_before_yesterday() -> None:
    line = "وافق المجلس مساء أول من أمس على القرض"
    assert values(dates.find(analysis(line, day="2021-03-06"), [1])) == ("2021-03-04", None)
