import pytest

from mujaz.events import places
from mujaz.lexicon.places import Place
from tests.support.sample_analysis import analysis


@pytest.mark.parametrize(
    ("line", "english"),
    [
        ("عقد المؤتمر الأول حول الري الحديث في مسقط أمس", "Muscat, Oman"),
        ("عقد المؤتمر الأول حول الري الحديث، الذي استضافته الكويت على مدى يومين", "Kuwait"),
        ("استضافت عاصمة جمهورية طاجيكستان مدينة دوشنبه المؤتمر الأول حول الري", "Dushanbe, Tajikistan"),
        ("انعقد المؤتمر الأول حول الري بالدوحة بمشاركة عشر دول", "Doha, Qatar"),
        ("انعقد المؤتمر الأول حول الري في العاصمة الأردنية عمان", "Amman, Jordan"),
    ],
)
def test_stated_in_the_sentence(line: str, english: str) -> None:
    _, place = places.find(analysis(line), [1])
    assert place is not None
    assert place.full == english


def test_stated_place_wins_over_the_dateline() -> None:
    found = places.find(analysis("شارك الوزير في القمة الثانية حول الطاقة في باريس", place="القاهرة"), [1])
    assert found[1] == Place("باريس", "Paris", "France")


def test_dateline_when_nothing_is_stated() -> None:
    assert places.find(analysis("بحث الوزيران التعاون", place="الرباط"), [1])[1] == Place("الرباط", "Rabat", "Morocco")


def test_a_dateline_the_lexicon_does_not_know_is_kept_in_arabic() -> None:
    assert places.find(analysis("بحث الوزيران التعاون", place="وادي السرو"), [1]) == ("وادي السرو", None)


def test_no_place() -> None:
    assert places.find(analysis("بحث الوزيران التعاون"), [1]) == ("", None)


def test_a_host_of_something_else_is_not_asked() -> None:
    lines = ("عقد الحوار الثاني بين الوزارتين في مسقط", "تستضيف اليابان بطولة التنس العام المقبل")
    assert places.find(analysis(*lines), [1])[0] == "مسقط"
