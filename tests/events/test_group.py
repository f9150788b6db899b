from itertools import permutations
from pathlib import Path

import pytest

from mujaz.errors import DataError
from mujaz.events import group as module
from mujaz.events.group import group
from mujaz.records.analysis import Analysis
from mujaz.records.event import Event
from tests.support.sample_analysis import analysis

PORTS = (
    "اختتمت في مسقط أعمال المؤتمر الإقليمي الثالث حول «سلامة الموانئ الصغيرة» بمشاركة 14 هيئة بحرية.",
    "وتعهدت هيئة الموانئ العمانية بتخصيص مليوني دولار لتدريب المرشدين البحريين حتى نهاية العام.",
    "وقال رئيس الهيئة سالم النوري إن القوارب الصغيرة هي الأكثر عرضة للحوادث عند مداخل الموانئ.",
)
PORTS_AGAIN = (
    "شارك وفد بحري في المؤتمر الإقليمي الثالث حول «سلامة الموانئ الصغيرة» الذي عقد في مسقط.",
    "ودعا سالم النوري رئيس هيئة الموانئ إلى تدريب المرشدين البحريين وحماية القوارب الصغيرة.",
)
WATER = (
    "بحث وزير الري مع نظيره التونسي مشروع سد جديد على وادي مجردة.",
    "ويتسع السد لنحو 90 مليون متر مكعب ويروي مزارع الزيتون في الشمال.",
)


def articles() -> list[Analysis]:
    return [
        analysis(*PORTS, title="اختتام مؤتمر سلامة الموانئ في مسقط", day="2021-03-05", outlet="a"),
        analysis(*PORTS_AGAIN, title="وفد بحري في مؤتمر الموانئ", day="2021-03-06", outlet="b"),
        analysis(*WATER, title="سد جديد على وادي مجردة", day="2021-03-05", outlet="c"),
    ]


def members(events: tuple[Event, ...]) -> list[int]:
    return sorted(len(event.articles) for event in events)


def test_two_outlets_one_event_and_another_apart() -> None:
    events = group(articles())
    assert members(events) == [1, 2]
    ports = next(event for event in events if len(event.articles) == 2)
    assert ports.title_ar == "المؤتمر الإقليمي الثالث حول «سلامة الموانئ الصغيرة»"
    assert (ports.kind, ports.place_en, ports.title_en) == ("conference", "Muscat, Oman", "")
    assert ports.reasons
    assert "same name" in ports.reasons[0]


def test_the_order_of_the_articles_does_not_matter() -> None:
    outcomes = {group(list(order)) for order in permutations(articles())}
    assert len(outcomes) == 1


def test_near_duplicates_without_a_name_are_one_event() -> None:
    again = ("بحث وزير الري مع نظيره التونسي مشروع سد جديد على وادي مجردة شمالا.", WATER[1])
    events = group([analysis(*WATER, day="2021-03-05", outlet="a"), analysis(*again, day="2021-03-05", outlet="b")])
    assert members(events) == [2]


def test_the_same_conference_a_year_later_is_another_event() -> None:
    one, later = analysis(*PORTS, day="2021-03-05"), analysis(*PORTS, day="2022-03-05", outlet="b")
    assert members(group([one, later])) == [1, 1]


def test_two_conferences_in_one_city_on_one_day_stay_apart() -> None:
    other = (
        "اختتمت في مسقط أعمال المؤتمر الإقليمي الثالث حول «تعليم اللغات في المدارس» بمشاركة 20 مدرسة.",
        "وأوصى المشاركون بزيادة حصص القراءة وتأهيل المعلمات الجدد.",
    )
    assert members(group([analysis(*PORTS, day="2021-03-05"), analysis(*other, day="2021-03-05")])) == [1, 1]


def test_id_stays_when_a_later_article_joins() -> None:
    first, second, _ = articles()
    alone = group([first])[0]
    together = next(event for event in group([first, second]) if len(event.articles) == 2)
    assert alone.id == together.id == "e" + first.article.id


def test_title_place_and_slug_in_english() -> None:
    asked: list[list[str]] = []

    def translate(texts: list[str]) -> list[str]:
        asked.append(texts)
        return [{"سلامة الموانئ الصغيرة": "the safety of small ports."}.get(text, "a new dam") for text in texts]

    events = group(articles(), translate)
    titles = {event.title_en for event in events}
    assert titles == {"Third Regional Conference on Safety of Small Ports", "a new dam"}
    assert len(asked) == 1
    ports = next(event for event in events if len(event.articles) == 2)
    assert ports.folder == "2021-03-05-third-regional-conference-safety-small-ports"


def test_events_of_one_day_and_title_get_different_folders() -> None:
    one, two = analysis(*WATER, day="2021-03-05"), analysis("وصل قطار إلى محطة بعيدة في الجنوب.", day="2021-03-05")
    events = group([one, two], lambda texts: ["News"] * len(texts))
    assert len({event.folder for event in events}) == len(events) == 2


def test_undated_events_say_so_in_the_folder() -> None:
    event = group([analysis(*WATER)], lambda texts: ["New dam"] * len(texts))[0]
    assert event.date_start is None
    assert event.folder == "undated-new-dam"


def test_nothing_in_nothing_out() -> None:
    assert group([]) == ()


def test_every_part_of_the_score_has_a_weight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(module.weights().weight) == set(module.PARTS)
    (tmp_path / "weights.toml").write_text("window_days = 7\n")
    monkeypatch.setattr(module, "package_path", lambda *parts: tmp_path / parts[-1])
    module.weights.cache_clear()
    try:
        with pytest.raises(DataError, match="threshold"):
            module.weights()
    finally:
        module.weights.cache_clear()


def test_organisers_stand_with_the_name_or_with_the_event_spoken_of() -> None:
    from mujaz.lexicon.names import load_glossary

    told = analysis(
        "بدأ في مسقط المؤتمر الإقليمي الثالث حول «سلامة الموانئ الصغيرة» بالتعاون مع المنظمة البحرية الدولية.",
        "وأثنى المشاركون على المؤتمر، الذي استضافته سلطنة عمان على مدى يومين.",
        "ويشبه ذلك اجتماعا نظمته الكويت قبل عام.",
        title="مؤتمر سلامة الموانئ",
        day="2021-03-05",
        outlet="a",
    )
    glossary = load_glossary()
    (event,) = group([told], glossary=glossary)
    assert event.organisers_en == ("International Maritime Organization (IMO)", "Sultanate of Oman")
