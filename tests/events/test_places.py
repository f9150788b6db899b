import pytest

from mujaz.events import places
from mujaz.lexicon.places import Place
from mujaz.records.analysis import Analysis
from tests.support.sample_analysis import analysis


def find(told: Analysis, naming: list[int], kind: str = "conference") -> tuple[str, Place | None]:
    return places.find(told, naming, kind, told.sentences[0].text)[:2]


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
    _, place = find(analysis(line), [1])
    assert place is not None
    assert place.full == english


def test_stated_place_wins_over_the_dateline() -> None:
    found = find(analysis("شارك الوزير في القمة الثانية حول الطاقة في باريس", place="القاهرة"), [1])
    assert found[1] == Place("باريس", "Paris", "France")


def test_dateline_when_nothing_is_stated() -> None:
    assert find(analysis("بحث الوزيران التعاون", place="الرباط"), [1])[1] == Place("الرباط", "Rabat", "Morocco")


def test_a_dateline_the_lexicon_does_not_know_is_kept_in_arabic() -> None:
    assert find(analysis("بحث الوزيران التعاون", place="وادي السرو"), [1]) == ("وادي السرو", None)


def test_no_place() -> None:
    assert find(analysis("بحث الوزيران التعاون"), [1]) == ("", None)


def test_a_host_of_something_else_is_not_asked() -> None:
    lines = ("عقد الحوار الثاني بين الوزارتين في مسقط", "تستضيف اليابان بطولة التنس العام المقبل")
    assert find(analysis(*lines), [1])[0] == "مسقط"


@pytest.mark.parametrize(
    ("line", "kind", "english"),
    [
        ("فرض مجلس الأمن عقوبات على ستة مهربين في ليبيا", "sanctions", "New York, United States"),
        ("قررت الحكومة التشيكية تجميد أموال شركة", "sanctions", "Prague, Czechia"),
        ("قال وزير الخارجية الإستوني إن بلاده ترفض الخطة", "statement", "Tallinn, Estonia"),
        ("رفضت هولندا طلبا قدمته جارتها إلى محكمة العدل الدولية", "court", "The Hague, Netherlands"),
        ("عقد في عمان مؤتمر بين سلطنة عمان واليمن", "conference", "Oman"),
        (
            "وصل الرئيس التشيكي إلى الإمارات وكان في استقباله وزير الدولة في أبوظبي",
            "visit",
            "Abu Dhabi, United Arab Emirates",
        ),
        ("انفجرت سيارة قرب سوق في محافظة #تعز اليمنية", "attack", "Taiz, Yemen"),
        ("قال الوزير النرويجي في مؤتمر صحفي عقده في تونس العاصمة إن الخطة جاهزة", "statement", "Tunis, Tunisia"),
        ("شددت الكويت أمام محكمة العدل الدولية على موقفها", "statement", "The Hague, Netherlands"),
        ("غداة احتجاجات لندن، أعلنت النرويج موقفها", "statement", "Oslo, Norway"),
        ("ذكرت وكالة الأنباء اليابانية أن تشاد ترفض الخطة", "statement", "N'Djamena, Chad"),
        ("قال كلاوس مولر إن الشركة مستعدة", "statement", ""),
        ("سيزور ولي العهد النرويجي الكويت الأحد قادما من باريس", "visit", "Kuwait"),
        ("قضت محكمة الجنايات في الإسكندرية بالسجن", "court", "Alexandria, Egypt"),
        ("تحطمت طائرة بعيد إقلاعها من مطار هافانا في كوبا", "other", "Havana, Cuba"),
        ("استقال مدرب خسر فريقه بعد مباراة في لشبونة، ووقع الخلاف في مرسيليا", "other", "Marseille, France"),
        ("أقر مجلس الشؤون الاقتصادية برنامج تطوير القطاع المالي", "law", ""),
    ],
)
def test_scene_or_seat(line: str, kind: str, english: str) -> None:
    _, place = find(analysis(line), [1], kind)
    assert (place.full if place else "") == english


def test_a_dateline_in_the_acting_state_is_its_place() -> None:
    told = analysis("أعلنت الكويت تقديم 4 ملايين دولار لضحايا الجفاف في الصومال", place="الكويت")
    assert find(told, [1], "aid")[1] == Place("مدينة الكويت", "Kuwait City", "Kuwait")
