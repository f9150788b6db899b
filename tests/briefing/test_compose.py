from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from mujaz.analyse import analyse
from mujaz.bilingual import translated
from mujaz.briefing import bottom, bullets, people, review
from mujaz.briefing.compose import compose
from mujaz.lexicon.names import load_glossary
from mujaz.records.analysis import Analysis
from mujaz.records.article import Article, Sentence, When
from mujaz.records.briefing import Bullet, Reference
from mujaz.records.event import Event
from mujaz.records.statement import Actor, Amount, Cue, Statement, StatementSpan
from mujaz.records.translation import Check, Translation

OMAN = Actor("سلطنة عمان", "Sultanate of Oman")
NOURI = Actor("سالم النوري", "Salim Nouri", "head of the ports authority")


def statement(index: int, ar: str, en: str, **given: Any) -> Statement:
    made = Statement(article="a", sentence=index, start=0, end=len(ar), ar=ar, en=en, labels=("commitment",), key=True)
    return replace(made, **given)


def analysis(*statements: Statement, article: str = "a", text: str = "") -> Analysis:
    record = Article(
        id=article, text=text or "\n".join(s.ar for s in statements), title="عنوان", outlet="Outlet", url="a.txt"
    )
    sentences = tuple(Sentence(article, s.sentence, s.start, s.end, s.ar, "body") for s in statements)
    return Analysis(record, sentences, tuple(replace(s, article=article) for s in statements), title_en="A title")


def event(**given: Any) -> Event:
    made = Event(
        id="ea", title_ar="المؤتمر", title_en="The Conference", kind="conference", articles=("a",), slug="conference"
    )
    return replace(made, **given)


PLEDGE = statement(
    1,
    "أكدت سلطنة عمان أنها ستقدم خمسة ملايين دولار للموانئ",
    "The Sultanate of Oman affirmed that it would provide five million dollars to the ports",
    actor=OMAN,
    amounts=(Amount(5e6, "USD", inferred_currency=True),),
    deadline=When("2025", "year"),
    score=3.0,
)
CALL = statement(
    2, "ودعا إلى تدريب المرشدين", "He called for the training of pilots", labels=("call",), actor=NOURI, speaker=NOURI
)
DECLARED = statement(
    3,
    "اعتمد المؤتمر ميثاق مسقط",
    "The conference adopted the Muscat Charter",
    labels=("declaration",),
    documents=("Muscat Charter",),
)


def test_sections_bottom_line_and_sources() -> None:
    made = compose(event(), [analysis(PLEDGE, CALL, DECLARED)], signature="signed")
    commitment = made.section("commitments").bullets[0]
    assert (commitment.who, commitment.how_much) == ("Oman", "$5 million")
    assert commitment.refs == (Reference(1, 1),)
    assert made.section("positions").bullets[0].tag == "Call"
    assert made.section("positions").bullets[0].who == "Salim Nouri"
    assert made.section("declarations").bullets[0].what == "The conference adopted the Muscat Charter"
    assert made.section("resolutions").bullets[0].what == "Muscat Charter"
    assert "$5 million" in made.bottom_line[0].what
    assert "Muscat Charter" in made.bottom_line[1].what
    assert (made.kind, made.signature, made.sources[0].outlet) == ("Conference", "signed", "Outlet")
    assert any("taken as USD" in item.what for item in made.section("to_check").bullets)


def test_no_commitment_at_all_is_said() -> None:
    made = compose(event(), [analysis(statement(1, "ساد الهدوء", "It was quiet", labels=()))])
    assert made.bottom_line[0].what == "No commitment, sum, agreement or adopted document was found."
    assert not made.section("commitments").bullets


def test_a_date_that_is_missing_or_inferred_is_to_be_checked() -> None:
    made = compose(event(), [analysis(PLEDGE)])
    assert made.date == "not stated"
    assert any("No source states the date" in item.what for item in made.section("to_check").bullets)
    inferred = compose(event(date_start=When("2022-03-29", "day", "inferred")), [analysis(PLEDGE)])
    assert inferred.date.endswith("(inferred)")
    assert any("inferred" in item.what for item in inferred.section("to_check").bullets)


def test_several_days_are_one_date() -> None:
    made = compose(event(date_start=When("2019-05-16", "day"), date_end=When("2019-05-17", "day")), [analysis(PLEDGE)])
    assert made.date == "16–17 May 2019"


def test_the_same_statement_in_two_articles_is_one_bullet_with_both_references() -> None:
    again = replace(PLEDGE, sentence=4)
    made = compose(event(articles=("a", "b")), [analysis(PLEDGE), analysis(again, article="b")])
    assert [bullet.refs for bullet in made.section("commitments").bullets] == [(Reference(1, 1), Reference(2, 4))]


def test_sources_that_differ_are_to_be_checked() -> None:
    other = replace(PLEDGE, sentence=4, ar=PLEDGE.ar.replace("خمسة", "ستة"), amounts=(Amount(6e6, "USD"),))
    made = compose(event(articles=("a", "b")), [analysis(PLEDGE), analysis(other, article="b")])
    said = [item.what for item in made.section("to_check").bullets]
    assert "The sources differ: $5 million or $6 million" in said


def test_a_failed_check_marks_the_bullet_and_is_told_in_plain_words() -> None:
    wrong = replace(
        PLEDGE, checks=(Check("numbers", ok=False, detail="not in the English: 5000000"), Check("names", ok=True))
    )
    made = compose(event(), [analysis(wrong)])
    assert made.section("commitments").bullets[0].review
    assert made.flags
    said = [item.what for item in made.section("to_check").bullets]
    assert "Numbers differ between the Arabic and the English: not in the English: 5000000" in said


def test_the_translated_content_is_shown_unless_it_lost_a_figure() -> None:
    text = "تعهدت سلطنة عمان بتدريب 40 مرشدا بحريا كل عام"
    start = text.index("تدريب")
    span = StatementSpan(
        start=0,
        end=len(text),
        ar=text,
        en="Oman pledged to train 40 pilots",
        labels=("commitment",),
        cue=Cue("c", 0, 5),
        content_start=start,
        content_end=len(text),
        actor=OMAN,
    )
    member = analysis(statement(1, text, "Oman pledged to train 40 pilots", spans=(span,), actor=OMAN))
    content = text[start:]

    def shown(english: str) -> Bullet:
        known = {content: english}
        made = compose(event(), [member], translate=lambda texts: [known.get(t, "") for t in texts])
        return made.section("commitments").bullets[0]

    good = shown("Training 40 harbour pilots every year")
    assert (good.who, good.what, good.form) == ("Oman", "training 40 harbour pilots every year", "phrase")
    lost = shown("Training fourteen pilots")
    assert (lost.what, lost.form) == ("pledged to train 40 pilots", "predicate")


def test_what_others_are_asked_is_no_commitment_and_what_is_denied_neither() -> None:
    denied = replace(PLEDGE, modality="denied")
    made = compose(event(), [analysis(denied)])
    assert not made.section("commitments").bullets
    assert made.section("positions").bullets


def test_evidence_holds_every_sentence_and_marks_the_cited() -> None:
    quiet = statement(9, "ساد الهدوء", "It was quiet", labels=(), kind="heading")
    made = compose(event(), [analysis(PLEDGE, quiet)])
    assert [(item.ref.mark, item.cited) for item in made.evidence] == [("1:1", True), ("1:9", False)]


def test_speaker_and_actor_differ() -> None:
    reported = statement(
        1,
        "لفتت الوزيرة إلى دعم عمان",
        "She drew attention to the Sultanate of Oman's support for clinics",
        actor=OMAN,
        speaker=NOURI,
    )
    bullet = compose(event(), [analysis(reported)]).section("commitments").bullets[0]
    assert (bullet.who, bullet.what) == ("Oman", "support for clinics")


def test_hostile_marks_do_not_reach_the_page() -> None:
    odd = replace(PLEDGE, en="Oman\u202e will\x00 pay\u2066 five")
    assert compose(event(), [analysis(odd)]).section("commitments").bullets[0].what == "will pay five"


def test_people_are_listed_once_by_their_fullest_name() -> None:
    short = Actor("النوري", "Nouri", "head of the authority")
    member = analysis(replace(CALL, actor=short, speaker=short), replace(CALL, sentence=3))
    found = people.bullets([member], lambda actor: actor.name_en, None)
    assert [(bullet.who, bullet.what, bullet.refs) for bullet in found] == [
        ("Salim Nouri", "head of the ports authority", (Reference(1, 2),))
    ]


def test_details_of_checks_are_given_in_english_only() -> None:
    assert review.in_english("missing: مسقط = Muscat; عمان = Oman (OMN)") == ["Muscat", "Oman"]
    assert review.in_english("may be left out: كلمة") == []
    assert review.said(Check("loops", ok=False)) == "The English repeats itself"
    assert "“strange”" in review.said(Check("strange", ok=False, detail="d"))


def test_many_details_are_counted() -> None:
    cases = [(Reference(1, n), f"missing: ا = Name{n}") for n in range(1, 8)]
    assert (
        review.failing("names", cases, 5.0).what
        == "Names missing from the English: Name1; Name2; Name3; Name4 and 3 more"
    )


@pytest.mark.parametrize(
    ("bullet", "text"),
    [
        (Bullet(what="will pay", who="Oman", form="predicate"), "Oman will pay."),
        (
            Bullet(what="training pilots", who="Oman", form="phrase", labels=("commitment",)),
            "Oman committed to training pilots.",
        ),
        (
            Bullet(what="to train pilots", who="Oman", form="phrase", labels=("commitment",)),
            "Oman committed to train pilots.",
        ),
        (
            Bullet(what="to train pilots", who="Oman", form="phrase", labels=("call",)),
            "Oman called on others to train pilots.",
        ),
        (
            Bullet(
                what="new radar",
                who="Oman",
                form="phrase",
                labels=("funding",),
                how_much="$5 million",
                by_when="by 2025",
            ),
            "Oman announced $5 million, by 2025: new radar.",
        ),
        (Bullet(what="Work goes on …"), "Work goes on …"),
        (
            Bullet(what="will pay in May 2025", who="Oman", form="predicate", by_when="May 2025"),
            "Oman will pay in May 2025.",
        ),
        (Bullet(what="will pay", who="Oman", form="predicate", by_when="May 2025"), "Oman will pay (May 2025)."),
    ],
)
def test_sentences_of_the_bottom_line(bullet: Bullet, text: str) -> None:
    assert bottom.sentence(bullet).what == text


def test_money_still_to_come_leads() -> None:
    past = Bullet(what="a", who="A", how_much="$5 million (2019–2023)", score=9.0, labels=("funding",))
    future = Bullet(what="b", who="B", how_much="$1 million (2024–2026)", score=1.0, labels=("funding",))
    assert bottom.bottom_line([past, future], [], [])[0].what.startswith("B ")


def test_points_of_one_sentence() -> None:
    assert [point.labels for point in bullets.points([analysis(PLEDGE, CALL)])] == [("commitment",), ("call",)]


def test_a_statement_without_english_says_so() -> None:
    made = compose(event(), [analysis(replace(PLEDGE, en="", actor=None))])
    assert made.section("commitments").bullets[0].what == "No English came out; see the Arabic"


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("$20 million a year", "20 million dollars a year", True),
        ("60 million euros (2025–2027)", "60 million from 2025 to 2027", False),
        ("NOK 85 million", "85 million crowns", False),
        ("by September 2027", "in September 2027", True),
        ("for three years", "for three years", False),
    ],
)
def test_a_sum_is_told_only_with_its_currency(part: str, text: str, expected: bool) -> None:
    assert bottom.told(part, text) is expected


def test_a_position_in_another_section_shows_its_kind() -> None:
    """The machine's verb alone must not turn a condemnation into a deed."""
    attacked = statement(
        1,
        "أدان المشاركون الهجمات على السفن",
        "Participants attacked the ships",
        labels=("declaration", "concern"),
        actor=Actor("المشاركون", "Participants"),
    )
    found = compose(event(), [analysis(attacked)]).section("declarations").bullets[0]
    assert (found.tag, found.who, found.what) == ("Concern", "Participants", "attacked the ships")


def test_what_passed_its_checks_leads_the_bottom_line() -> None:
    failed = Bullet(what="will pay for three ports", who="A", how_much="$9 million", form="predicate", review=True)
    passed = Bullet(what="will train pilots in four ports", who="B", form="predicate", labels=("commitment",))
    empty = Bullet(what="$41 million", who="C", how_much="$41 million", labels=("funding",))
    assert bottom.bottom_line([failed, empty, passed], [], [])[0].what == "B will train pilots in four ports."
    assert bottom.bottom_line([failed, empty], [], [])[0].what.startswith("A will pay")


def test_a_whole_sentence_is_better_than_a_cut_one() -> None:
    long = Bullet(what="will " + "build another harbour and " * 12, who="A", form="predicate", score=9.0)
    short = Bullet(what="will build a small harbour", who="B", form="predicate", score=1.0)
    assert bottom.bottom_line([long, short], [], [])[0].what == "B will build a small harbour."


class Dictionary:
    """A translator that knows a few texts."""

    def __init__(self, known: dict[str, str]) -> None:
        self.known = known

    def translate(self, texts: Sequence[str], progress: object = None) -> list[Translation]:
        return [Translation(text, self.known.get(text, "the plan"), "model") for text in texts]


@pytest.mark.parametrize(("english", "review"), [("five small ports", False), ("nine small ports", True)])
def test_only_what_the_page_shows_is_checked(english: str, *, review: bool) -> None:
    """Verb and actor are English by rule; the object alone comes from the machine."""
    text = "وأكد سالم النوري أن سلطنة عمان ستواصل دعم خمسة موانئ صغيرة."
    glossary = load_glossary([])
    made = analyse(Article(id="a", text=text), glossary)
    service = Dictionary({"خمسة موانئ صغيرة": english})
    member = translated([made], service)[0]
    bullet = compose(event(), [member], glossary=glossary).section("commitments").bullets[0]
    assert (bullet.who, bullet.what) == ("Oman", f"will continue to support {english}")
    assert bullet.review is review


def test_a_sum_without_its_currency_is_marked() -> None:
    euros = (Amount(4e6, "EUR"),)
    assert bullets.other_money(euros, "will provide 4 million Uruguayans")
    assert not bullets.other_money(euros, "will provide 4 million euros")
    assert not bullets.other_money((Amount(85e6, "NOK"),), "85 million kroner")
