"""Events across weeks: what joins a known event, and what does not."""

from mujaz.events.continued import Known, continuing
from mujaz.events.facts import read
from mujaz.events.group import group
from mujaz.records.analysis import Analysis
from mujaz.records.event import Continuation
from tests.support.sample_analysis import analysis

BRIDGE = (
    "افتتحت تونس جسر مجردة الجديد قرب باجة بطول ستة كيلومترات.",
    "وحضر وزير التجهيز عادل الماجري افتتاح جسر مجردة.",
)
TRAIN = ("وصل قطار الفوسفات الأول إلى ميناء رادس قادما من قفصة.", "وقال مدير السكك إن القطار يسير يوميا.")


def known(told: Analysis, event: str, week: str = "2025-W22") -> Known:
    return Known(Continuation(event=event, week=week, folder=f"{week}-folder", since="2025-06-01"), (read(told),))


def test_a_later_article_joins_with_the_id_of_the_known_event() -> None:
    old = known(analysis(*BRIDGE, title="تونس تفتتح جسر مجردة", day="2025-06-01"), "eold")
    now = [
        analysis(*BRIDGE, title="جسر مجردة الجديد في باجة", day="2025-06-02", outlet="b"),
        analysis(*TRAIN, title="قطار الفوسفات في رادس", day="2025-06-02"),
    ]
    events = continuing(group(now), now, [old])
    joined = [event for event in events if event.continues]
    assert [(event.id, event.continues) for event in joined] == [("eold", old.told)]
    assert [event.articles for event in events] == [event.articles for event in group(now)]


def test_the_latest_report_of_a_known_event_is_named() -> None:
    told = analysis(*BRIDGE, title="تونس تفتتح جسر مجردة", day="2025-06-01")
    old = [known(told, "eold", "2025-W21"), known(told, "eold", "2025-W22")]
    now = [analysis(*BRIDGE, title="جسر مجردة الجديد في باجة", day="2025-06-02", outlet="b")]
    (event,) = continuing(group(now), now, old)
    assert event.continues
    assert event.continues.week == "2025-W22"


def test_nothing_known_or_nothing_alike_leaves_events_as_they_are() -> None:
    now = [analysis(*TRAIN, title="قطار الفوسفات في رادس", day="2025-06-02")]
    events = group(now)
    assert continuing(events, now, ()) == events
    old = known(analysis(*BRIDGE, title="تونس تفتتح جسر مجردة", day="2025-06-01"), "eold")
    assert continuing(events, now, [old]) == events
