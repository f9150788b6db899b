from dataclasses import fields, replace
from itertools import combinations, permutations
from pathlib import Path

import pytest

from mujaz.errors import DataError
from mujaz.events import likeness as module
from mujaz.events.facts import read
from mujaz.events.group import alike, candidates, group
from mujaz.records.analysis import Analysis
from mujaz.records.event import Event
from mujaz.records.statement import Amount
from mujaz.tables import read_toml
from tests.support.sample_analysis import analysis, with_english

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
    english = {"سلامة الموانئ الصغيرة": "the safety of small ports."}
    events = group([with_english(told, english, "A new dam") for told in articles()])
    assert {event.title_en for event in events} == {"Third Regional Conference on Safety of Small Ports", "A new dam"}
    ports = next(event for event in events if len(event.articles) == 2)
    assert ports.folder == "2021-03-05-third-regional-conference-safety-small-ports"


def test_events_of_one_day_and_title_get_different_folders() -> None:
    one, two = analysis(*WATER, day="2021-03-05"), analysis("وصل قطار إلى محطة بعيدة في الجنوب.", day="2021-03-05")
    events = group([with_english(told, {}, "News") for told in (one, two)])
    assert len({event.folder for event in events}) == len(events) == 2


def test_undated_events_say_so_in_the_folder() -> None:
    event = group([with_english(analysis(*WATER), {}, "New dam")])[0]
    assert event.date_start is None
    assert event.folder == "undated-new-dam"


def test_nothing_in_nothing_out() -> None:
    assert group([]) == ()


def test_every_part_of_the_score_has_a_weight(tmp_path: Path) -> None:
    one, other = (read(told) for told in articles()[:2])
    assert set(module.likeness(one, other).parts) - {"undated"} <= {part.name for part in fields(module.Parts)}
    path = tmp_path / "weights.toml"
    limits = "window_days = 3\ngrant_days = 21\nwhole = -1\nstrangers = -4\nundated = 1"
    path.write_text(f"[limits]\n{limits}\n[weight]\nbase = -2\n")
    with pytest.raises(DataError, match="words"):
        read_toml(path, module.Weights)


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


NORWAY = (
    "أعلنت النرويج أنها ستهدي زنجبار مليوني دولار للمستشفيات في الجزيرة.",
    "وقالت وزيرة التعاون النرويجية إن المبلغ مخصص لمستشفيات الأمومة في تنزانيا.",
)
DELIVERED = (
    "سلم وفد من النرويج في زنجبار معونة قدرها مليونا دولار للمستشفيات وعدت بها أوسلو.",
    "وشكر وزير الصحة في تنزانيا النرويج على دعم مستشفيات الأمومة.",
)


def paid(*lines: str, title: str, day: str) -> Analysis:
    told = analysis(*lines, title=title, day=day, outlet=day)
    sums = (Amount(2_000_000.0, "USD", ar="مليوني دولار"),)
    return replace(told, statements=(replace(told.statements[0], amounts=sums), *told.statements[1:]))


def test_announcement_and_delivery_of_one_grant_are_one_event() -> None:
    told = [
        paid(*NORWAY, title="النرويج تهدي زنجبار مليوني دولار للمستشفيات", day="2025-05-05"),
        paid(*DELIVERED, title="وصول المعونة النرويجية إلى مستشفيات زنجبار", day="2025-05-12"),
    ]
    assert members(group(told)) == [2]
    later = paid(*DELIVERED, title="وصول المعونة النرويجية إلى مستشفيات زنجبار", day="2025-09-12")
    assert members(group([told[0], later])) == [1, 1]


def test_two_signings_of_one_day_with_other_parties_stay_apart() -> None:
    def signed(other: str, minister: str) -> Analysis:
        return analysis(
            f"وقعت قطر و{other}، اليوم، مذكرة تفاهم في مجال الزراعة والأمن الغذائي.",
            f"وقع المذكرة وزير البلدية القطري ووزير الزراعة {minister}.",
            title=f"قطر و{other} توقعان مذكرة تفاهم في مجال الزراعة",
            day="2025-10-14",
        )

    assert members(group([signed("تشاد", "التشادي"), signed("كينيا", "الكيني")])) == [1, 1]


def test_a_missing_date_and_another_point_of_view_do_not_part_one_act() -> None:
    one = analysis(
        "وقعت الكويت وقيرغيزستان في بيشكيك بروتوكول حماية نهر تالاس بحضور وزير الري أكيل سومان.",
        "وينص بروتوكول نهر تالاس على لجنة مشتركة للري.",
        title="الكويت وقيرغيزستان توقعان بروتوكول نهر تالاس",
        day="2025-06-03",
    )
    other = analysis(
        "أشاد وزير الري القيرغيزي أكيل سومان ببروتوكول حماية نهر تالاس مع الكويت.",
        "وقال سومان إن لجنة الري المشتركة تجتمع في بيشكيك.",
        title="سومان: بروتوكول نهر تالاس مع الكويت يحمي الري",
    )
    assert members(group([one, other])) == [2]


def test_a_link_hangs_on_two_articles_alone() -> None:
    """Whether two articles are linked is the same with or without the others of the run."""
    all_read = [read(told) for told in articles()]
    together = {frozenset((all_read[i].article, all_read[j].article)) for i, j in candidates(all_read)}
    for one, other in combinations(all_read, 2):
        alone = bool(list(candidates([one, other])))
        assert alone == (frozenset((one.article, other.article)) in together)


def test_a_group_takes_only_what_is_alike_on_the_whole() -> None:
    """One link is not enough where the other articles of the group have nothing to do with the new one."""
    strange = ("تعادل فريقا الشمال والجنوب بهدفين في نهائي كأس الصيادين.", "وسجل الحارس هدفا في الدقيقة الأخيرة.")
    lines = [(WATER, "2021-03-05", "a"), (WATER, "2021-03-05", "b"), (strange, "2021-03-08", "c")]
    told = [read(analysis(*some, day=day, outlet=outlet)) for some, day, outlet in lines]
    assert alike(told, [0], [1])
    assert not alike(told, [0], [2])
    many = [told[0], told[1], *[replace(told[2], article=str(n)) for n in range(6)]]
    assert not alike(many, [0], [1, *range(2, 8)])  # linked with one of seven


def test_near_duplicates_meet_whatever_else_is_read() -> None:
    one = analysis(*WATER, day="2021-03-05", outlet="a")
    again = analysis(*WATER, day="2021-03-05", outlet="b")
    both = {one.article.id, again.article.id}
    for others in ([], articles(), articles()[:1]):
        assert any(both <= set(event.articles) for event in group([one, again, *others]))
