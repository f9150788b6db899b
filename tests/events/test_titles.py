"""Titles of events: which headline may stand, and what is built where none may."""

from dataclasses import replace

import pytest

from mujaz.arabic.normalise import fold_word
from mujaz.events.built import built, dead, fill
from mujaz.events.group import group
from mujaz.events.headline import headline_ar, sure, wanted
from mujaz.events.kinds import kinds
from mujaz.events.place_words import Words, any_of, place_words
from mujaz.events.title_data import Act, Pattern, title_data, told
from mujaz.lexicon.names import Glossary, load_glossary
from mujaz.records.analysis import Analysis
from mujaz.records.event import Event
from mujaz.records.translation import Check, Translation
from tests.support.sample_analysis import analysis


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def title_of(told: Analysis, glossary: Glossary) -> str:
    """The title built for one article whose headline has no sure English."""
    unsure = replace(told, extras=tuple(Translation(text, "guess", "model", confidence=-2.0) for text in wanted(told)))
    return group([unsure], glossary)[0].title_en


@pytest.mark.parametrize("act", title_data().act, ids=lambda act: act.id)
def test_each_act_is_told_by_its_example(act: Act) -> None:
    assert told(act, fold_word(act.example))
    assert act.kinds <= {kind.id for kind in kinds()}


@pytest.mark.parametrize("entry", title_data().kicker, ids=lambda entry: entry.id)
def test_each_kicker_opens_its_example(entry: Pattern) -> None:
    assert entry.pattern.match(fold_word(entry.example))


@pytest.mark.parametrize("entry", [*title_data().unfit, *title_data().generic], ids=lambda entry: entry.id)
def test_each_english_pattern_is_found_in_its_example(entry: Pattern) -> None:
    assert entry.pattern.search(entry.example)


@pytest.mark.parametrize("section", ["background", "opener", "outlet", "spoken", "audience", "turn", "goal", "court"])
def test_each_word_of_places_is_found_in_its_example(section: str) -> None:
    entries: tuple[Words, ...] = getattr(place_words(), section)
    for entry in entries:
        assert any_of(section).search(fold_word(entry.example)), entry.id


def test_every_kind_has_forms() -> None:
    with_forms = {kind for form in title_data().form for kind in form.kinds}
    assert with_forms == {kind.id for kind in kinds()}


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("بالفيديو.. وصول «قافلة» الإغاثة", "وصول قافلة الإغاثة"),
        ("تونس.. افتتاح الجسر", "تونس: افتتاح الجسر"),
        ("شاهدة على العصر تروي", "شاهدة على العصر تروي"),
    ],
)
def test_a_headline_is_translated_without_its_kicker(title: str, headline: str) -> None:
    assert headline_ar(title) == headline


def test_only_a_sure_and_sound_headline_stands() -> None:
    failed = Check("numbers", ok=False)
    assert sure("Tunisia opens a bridge", (), -0.1)
    assert sure("Tunisia opens a bridge", (), None)
    assert not sure("Tunisia opens a bridge", (), title_data().sure - 0.01)
    assert not sure("Tunisia opens a bridge", (failed,), -0.1)
    assert not sure("killed in an attack", (), -0.1)
    assert not sure("", (), -0.1)


def test_the_surest_headline_of_several_articles(glossary: Glossary) -> None:
    lines = ("افتتحت تونس جسر مجردة الجديد قرب باجة بطول ستة كيلومترات.", "وحضر الوزير عادل الماجري حفل الجسر.")
    one = analysis(*lines, title="افتتاح جسر مجردة", day="2025-06-03", outlet="a")
    other = analysis(*lines, title="تونس تفتتح جسر مجردة الجديد", day="2025-06-03", outlet="b")
    said = {one.article.id: ("Bridge", -0.4), other.article.id: ("Tunisia opens new bridge", -0.1)}
    members = [
        replace(told, extras=(Translation(told.article.title, text, "model", confidence=surely),))
        for told, (text, surely) in ((told, said[told.article.id]) for told in (one, other))
    ]
    (event,) = group(members, glossary)
    assert (event.title_en, event.title_ar) == ("Tunisia opens new bridge", "تونس تفتتح جسر مجردة الجديد")


@pytest.mark.parametrize(
    ("title", "line", "expected"),
    [
        (
            "قتلى في تفجير بالبصرة",
            "قتل ستة أشخاص في تفجير سيارة مفخخة في مدينة البصرة العراقية.",
            "Bombing in Basra, Iraq: 6 killed",
        ),
        (
            "اعتذار نرويجي",
            "اعتذرت النرويج لتونس عن احتجاز صيادين.",
            "Apology by Norway to Tunisia",
        ),
        (
            "أوسلو تطرد دبلوماسيين من تشاد",
            "طردت النرويج ثلاثة دبلوماسيين من تشاد.",
            "Expulsion of diplomats by Norway concerning Chad",
        ),
        (
            "وزيرا مياه تونس والكويت يوقعان مذكرة",
            "وقعت تونس والكويت مذكرة تفاهم حول السدود.",
            "Memorandum of understanding between Tunisia and Kuwait",
        ),
        ("خبر", "وصلت الشحنة.", "News report"),
    ],
)
def test_a_title_is_built_from_what_the_event_is(title: str, line: str, expected: str, glossary: Glossary) -> None:
    assert title_of(analysis(line, title=title, day="2025-06-03"), glossary) == expected


def test_a_conference_whose_subject_has_no_sure_english_keeps_kind_ordinal_and_place(glossary: Glossary) -> None:
    line = "عقد في مسقط المؤتمر الإقليمي الثالث حول «سلامة الموانئ الصغيرة»."
    assert title_of(analysis(line, day="2025-06-03"), glossary) == "Third Regional Conference in Muscat, Oman"


def test_without_translation_there_is_no_english_title(glossary: Glossary) -> None:
    assert group([analysis("وصل قطار إلى الجنوب.")], glossary)[0].title_en == ""


def test_a_form_needs_its_slots_but_not_those_in_brackets() -> None:
    assert fill("{noun} in {place}[: {dead}]", {"noun": "Fire", "place": "Tunis", "dead": ""}) == "Fire in Tunis"
    assert fill("{noun} in {place}", {"noun": "Fire", "place": ""}) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("مقتل 12 عاملا", "12 killed"),
        ("قتل ما لا يقل عن خمسة صيادين", "at least 5 killed"),
        ("ارتفع عدد القتلى", ""),
        ("قتل الحوت قرب الساحل عام 2018", ""),
    ],
)
def test_the_dead_are_counted_only_where_their_number_stands(text: str, told: str) -> None:
    assert dead(fold_word(text)) == told


def test_nothing_known_leaves_the_kind() -> None:
    event = Event(id="e", title_ar="خبر", kind="other", articles=("a",))
    assert built(event, [analysis("خبر.")], None) == "News report"
