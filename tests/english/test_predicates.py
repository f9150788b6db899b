"""Predicates by rule: governor and deed in English, the object left in Arabic for the model."""

from dataclasses import replace

import pytest

from mujaz.english.predicate_data import Default, Rule, Weight, load_deeds, load_defaults, load_rules, read_predicates
from mujaz.english.predicates import Predicate, by_deed, gerund, joined, plural, predicate_of, trimmed
from mujaz.records.statement import Actor, Cue, StatementSpan


def span(cue: str, text: str, actor: Actor | None = None, addressee: Actor | None = None) -> StatementSpan:
    return StatementSpan(
        start=0,
        end=len(text),
        ar=text,
        labels=("commitment",),
        cue=Cue(cue, 0, 5),
        content_start=5,
        content_end=len(text),
        actor=actor,
        addressee=addressee,
    )


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_every_example_in_the_data(rule: Rule) -> None:
    example = rule.example
    whom = Actor(name_ar=example.ar.split()[1], name_en="WHOM")
    found = predicate_of(span(example.cue, example.ar, addressee=whom), example.ar)
    assert found == Predicate(example.en.replace("…", "WHOM"), example.rest)


@pytest.mark.parametrize("default", read_predicates().default, ids=lambda default: default.id)
def test_every_default_is_for_its_example(default: Default) -> None:
    assert default.example.cue in default.cues


@pytest.mark.parametrize("row", [*read_predicates().default, *read_predicates().weight], ids=lambda row: row.id)
def test_every_verb_of_a_cue(row: Default | Weight) -> None:
    example = row.example
    text = f"{example.verb} {example.content}"
    behind = len(example.verb) + 1
    one = replace(span(example.cue, text), cue=Cue(example.cue, 0, behind - 1), content_start=behind)
    assert predicate_of(one, text) == Predicate(example.en, example.rest)


@pytest.mark.parametrize("group", read_predicates().groups)
def test_a_group_that_acts_is_left_out(group: str) -> None:
    text = f"أدان {group} الهجمات"
    one = replace(span("concern.condemns", text), cue=Cue("concern.condemns", 0, 4), content_start=5)
    assert predicate_of(one, text) == Predicate("condemned", "الهجمات")


@pytest.mark.parametrize("word", read_predicates().support)
def test_every_word_for_support(word: str) -> None:
    text = f"أعرب عن {word}ه {read_predicates().full[0]} خطة السلام"
    one = replace(span("endorsement.expresses", text), cue=Cue("endorsement.expresses", 0, 7), content_start=8)
    assert predicate_of(one, text) == Predicate("expressed support for", "خطة السلام")


def test_the_actor_between_deed_and_object_is_left_out() -> None:
    text = "معلنة مواصلة دعم دولة قطر لبرنامج الأغذية"
    found = predicate_of(span("commitment.announces-continuing", text, Actor("دولة قطر", "Qatar")), text)
    assert found == Predicate("will continue to support", "برنامج الأغذية")


def test_an_addressee_from_elsewhere_is_not_put_into_the_call() -> None:
    text = "طالب الأطراف بوقف القتال وفق قرار مجلس الأمن"
    council = Actor("مجلس الأمن", "Security Council")
    found = predicate_of(span("call.demands", text, addressee=council), text)
    assert found is not None
    assert "Council" not in found.english


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("commitment.pledge", "تعهد بأن تنشئ السلطنة مركزا"),  # a clause
        ("commitment.bound", "التزم التزاما تاما بالتنفيذ المتوازن للخطة"),  # a noun with its adjective
        ("commitment.intends", "تعتزم السفر"),  # no deed we know
        ("endorsement.praises", "أشاد بتقديم المساعدات"),  # no governor for the cue
        ("commitment.will", "ستقدم"),  # nothing behind the deed
    ],
)
def test_other_wordings_have_no_deed(cue: str, text: str) -> None:
    assert by_deed(span(cue, text), text) is None


def later(text: str, verb: str, actor: Actor | None = None) -> Predicate | None:
    """The predicate of a statement whose cue is `verb`, somewhere in the text."""
    at = text.index(verb)
    return predicate_of(
        StatementSpan(
            start=0,
            end=len(text),
            ar=text,
            labels=("commitment",),
            content_end=len(text),
            actor=actor,
            cue=Cue("commitment.will", at, at + len(verb)),
            content_start=at + len(verb),
        ),
        text,
    )


def test_the_object_is_cut_out_of_the_article_as_it_stands() -> None:
    assert later("قال إن الوزارةَ سَتُقَدِّمُ ٥ ملايينَ دولار.", "سَتُقَدِّمُ") == Predicate("will provide", "٥ ملايينَ دولار")
    assert later("وأضاف أنها ستقدم دعما للنازحين.", "ستقدم") == Predicate("will provide", "دعما للنازحين")


def test_a_subject_behind_its_verb_is_never_made_the_object() -> None:
    assert later("ستقدم الوزارة دعما للنازحين", "ستقدم") is None
    known = Actor("الوزارة", "The Ministry")
    assert later("ستقدم الوزارة دعما للنازحين", "ستقدم", known) == Predicate("will provide", "دعما للنازحين")


def test_several_actors_take_a_plural_verb() -> None:
    text = "تلتزم الدول بحماية الملاحة"
    found = predicate_of(span("commitment.bound", text, Actor("الدول", "States")), text)
    assert found is not None
    assert found.english == "undertake to protect"
    assert plural("Qatar and Kuwait")
    assert not plural("United Nations")
    assert not plural("Islamic Development Bank")


def test_deeds_are_sound() -> None:
    nouns = [deed.masdar for deed in load_deeds()]
    assert len(nouns) == len(set(nouns))
    assert all(deed.english.isascii() for deed in load_deeds())


@pytest.mark.parametrize(
    ("cue", "verb", "content", "expected"),
    [
        ("concern.condemns", "أدان", "المشاركون الهجمات على السفن", Predicate("condemned", "الهجمات على السفن")),
        ("concern.condemns", "ندين", "بشدة الهجمات على السفن", Predicate("strongly condemned", "الهجمات على السفن")),
        ("concern.warns", "وحذر", "من أن الجفاف يشتد", Predicate("warned that", "الجفاف يشتد")),
        ("concern.warns", "وحذر", "من موجة جوع", Predicate("warned of", "موجة جوع")),
        ("concern.expresses", "وأعربت عن", "قلقها إزاء العنف", Predicate("expressed concern at", "العنف")),
        ("endorsement.expresses", "وأعرب عن", "دعم خطة السلام", Predicate("expressed support for", "خطة السلام")),
        ("endorsement.praises", "وأشاد", "بـ «إعلان مالطا»", Predicate("commended", "«إعلان مالطا»")),
        ("endorsement.welcomes", "ورحب", "بنتائج الاجتماع", Predicate("welcomed", "نتائج الاجتماع")),
        ("call.appeals", "وحث", "الشركات على الشفافية", Predicate("urged:", "الشركات على الشفافية")),
        ("declaration.position", "أكد", "على أهمية التعليم", Predicate("affirmed the importance of", "التعليم")),
        ("call.calls-on", "ودعا إلى", "حماية المدنيين", Predicate("called for protecting", "المدنيين")),
        (
            "declaration.position",
            "وشدد",
            "على ضرورة مواصلة دعم اللاجئين",
            Predicate("stressed the need for continuing to support", "اللاجئين"),
        ),
        ("endorsement.welcomes", "ورحب", "بانضمام مالطا إليه", Predicate("welcomed", "انضمام مالطا إليه")),
        ("agreement.agrees", "واتفقا على", "خطة عمل مشتركة", Predicate("agreed on", "خطة عمل مشتركة")),
    ],
)
def test_the_verb_of_the_cue_is_never_left_to_the_model(cue: str, verb: str, content: str, expected: Predicate) -> None:
    text = f"{verb} {content}"
    at = len(verb) + 1
    assert (
        predicate_of(
            StatementSpan(
                start=0,
                end=len(text),
                ar=text,
                labels=("concern",),
                cue=Cue(cue, 0, len(verb)),
                content_start=at,
                content_end=len(text),
            ),
            text,
        )
        == expected
    )


def test_defaults_name_cues_that_exist() -> None:
    from mujaz.statements.cues.rules import cues

    known = {rule.id for rule in cues().rules}
    assert set(load_defaults()) <= known
    assert {cue for rule in load_rules() for cue in rule.cues} <= known


@pytest.mark.parametrize(
    ("infinitive", "expected"),
    [("provide", "providing"), ("set up", "setting up"), ("comply with", "complying with"), ("hold", "holding")],
)
def test_gerunds(infinitive: str, expected: str) -> None:
    assert gerund(infinitive) == expected


def test_the_one_who_feels_may_stand_between() -> None:
    text = "أعربت عن ارتياح حكومة مالطا للنتائج المحققة"
    found = predicate_of(
        StatementSpan(
            start=0,
            end=len(text),
            ar=text,
            labels=("endorsement",),
            cue=Cue("endorsement.expresses", 0, 9),
            content_start=9,
            content_end=len(text),
            actor=Actor("حكومة مالطا", "Government of Malta"),
        ),
        text,
    )
    assert found == Predicate("expressed satisfaction with", "النتائج المحققة")


@pytest.mark.parametrize(
    ("rest", "bare"),
    [
        ("» بـ «إعلان المنامة» بشأن النفط، ", "«إعلان المنامة» بشأن النفط"),
        ("دور اللجنة» ", "دور اللجنة"),
        ("«بيان» أول", "«بيان» أول"),
        ("ب اسم", "ب اسم"),
    ],
)
def test_marks_and_parted_prepositions_around_an_object_go(rest: str, bare: str) -> None:
    assert trimmed(rest) == bare


@pytest.mark.parametrize(
    ("english", "rest", "phrase"),
    [
        ("warned:", "that prices rise", "warned that prices rise"),
        ("warned:", "prices rise", "warned: prices rise"),
        ("called on all to strengthen", "cooperate on borders", "called on all to strengthen cooperation on borders"),
        ("decided", "host the next meeting", "decided host the next meeting"),
        ("would", "cooperate with all", "would cooperate with all"),
        ("will continue to", "cooperate with all", "will continue to cooperate with all"),
        ("affirmed the importance of", "implement the plan", "affirmed the importance of implementing the plan"),
        ("called for", "implement on the ground", "called for implementing on the ground"),
        ("called for", "support from all", "called for support from all"),
        ("welcomed", "support for the plan", "welcomed support for the plan"),
        ("called on States to abide by", "her duties", "called on States to abide by their duties"),
        ("condemned", "", "condemned"),
    ],
)
def test_a_predicate_and_its_rest_make_one_phrase(english: str, rest: str, phrase: str) -> None:
    assert joined(english, rest) == phrase
