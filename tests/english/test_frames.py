"""Reporting frames: the opening is English by rule, the rest goes to the model unharmed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from mujaz.arabic.normalise import fold
from mujaz.english.frame_data import Adverbial, Example, Feeling, Lead, Named, Opener, read_frames
from mujaz.english.frames import Agent, Part, parts, reported, unquoted
from mujaz.resources import package_path
from mujaz.translation.assembly import Openers, assemble, load_openers, lower_first, with_article

REST = "التعاون بين البلدين يتقدم"


def ids(rows: Sequence[Any]) -> list[Any]:
    return [pytest.param(row, id=row.id) for row in rows]


@pytest.mark.parametrize("example", [pytest.param(verb.example, id=verb.id) for verb in read_frames().verb])
def test_every_example_in_the_data(example: Example) -> None:
    clitic = example.ar.endswith((" ب", " ل"))
    rest = example.rest or ("التعاون بين البلدين" if clitic else REST)
    found = parts(example.ar + rest if clitic else f"{example.ar} {rest}")
    assert [part.lead for part in found] == [example.en]
    assert found[0].text == rest


@pytest.mark.parametrize("lead", ids(read_frames().lead))
def test_every_lead_opens_a_sentence(lead: Lead) -> None:
    said = "the Minister also affirmed that" if lead.also else "the Minister affirmed that"
    opening = f"{lead.en} {said}" if lead.en else said.replace("the", "The", 1)
    assert parts(f"{lead.ar} أكد الوزير أن {REST}") == (Part(opening, REST),)


@pytest.mark.parametrize("opener", ids(read_frames().opener))
def test_every_opening_without_a_speaker(opener: Opener) -> None:
    assert parts(f"{opener.ar} {REST}") == (Part(opener.en, REST),)


@pytest.mark.parametrize("adverbial", ids(read_frames().adverbial))
def test_every_adverbial_between_subject_and_link(adverbial: Adverbial) -> None:
    opening = (
        f"The Minister {adverbial.en} affirmed that"
        if adverbial.inside
        else f"{adverbial.en[0].upper()}{adverbial.en[1:]}, the Minister affirmed that"
    )
    assert parts(f"وأكد الوزير {adverbial.ar} أن {REST}") == (Part(opening, REST),)


@pytest.mark.parametrize("feeling", ids(read_frames().object))
def test_everything_that_is_expressed(feeling: Feeling) -> None:
    for link, english in feeling.links.items():
        word = "أن" if link == "that" else link
        joined = word.endswith("+") or word.startswith("+")
        text = f"وأعرب الوزير عن {feeling.ar}ه {word.strip('+')}{'' if joined else ' '}{REST}"
        rest = REST.removeprefix("ال") if "ل+" in word else REST
        (found,) = parts(text.replace("لال", "لل") if "ل+" in word else text)
        assert found.lead == f"The Minister expressed {feeling.en} {english}", link
        assert found.text.endswith(rest), link


@pytest.mark.parametrize("named", ids(read_frames().subject))
def test_everybody_who_may_speak(named: Named) -> None:
    for name in named.ar:
        assert parts(f"وأكد {name} أن {REST}") == (Part(f"{named.en} affirmed that", REST),)


@pytest.mark.parametrize(
    ("ar", "expected"),
    [
        ("وأضاف أنه يمكن توسيع البرنامج", [Part("He added that", "يمكن توسيع البرنامج")]),
        ("وأكدت أنها ستزور المخيم", [Part("She affirmed that", "هي ستزور المخيم")]),
        ("وقال: «نعمل مع الجميع»", [Part("He said:", "نعمل مع الجميع")]),
        ("وقالت في كلمة لها إن «العمل مستمر»", [Part("In her address, she said that", "العمل مستمر")]),
        ("وأعرب المشاركون عن دعمهم للجهود", [Part("The participants expressed support for", "الجهود")]),
        ("كما أعربت عن أملها في أن ينجح الحوار", [Part("She also expressed hope that", "ينجح الحوار")]),
        ("من جانبه، شدد الوزير على ضرورة الحوار", [Part("For his part, the Minister stressed the need for", "الحوار")]),
        ("موضحة أن العمل بدأ", [Part("She explained that", "العمل بدأ")]),
        ("يذكر أن اللجنة تأسست عام 2015", [Part("It is recalled that", "اللجنة تأسست عام 2015")]),
        (
            "وأشاد بدور اللجنة، مشددا على أن العمل لم ينته",
            [Part("He commended", "دور اللجنة"), Part(", stressing that", "العمل لم ينته")],
        ),
        (
            "بحث الوزيران التعاون، مؤكدين أهمية الحوار، ومعربين عن قلقهما إزاء التصعيد",
            [
                Part("The two ministers discussed", "التعاون"),
                Part(", affirming the importance of", "الحوار"),
                Part(", expressing concern at", "التصعيد"),
            ],
        ),
    ],
)
def test_frames_are_cut_off(ar: str, expected: list[Part]) -> None:
    assert list(parts(ar)) == expected


@pytest.mark.parametrize(
    "ar",
    [
        "التقى الوزير وفدا من البرلمان",  # no frame
        "أكد «إعلان المنامة» الصادر أمس أن العمل مستمر",  # the quotation is a name; its subject is not known
        "وقال سفير كولومبيا لدى اليابان إن العمل مستمر",  # a subject nobody explained
        "وأضافوا أنهم سيعودون",  # a person the model reads better
        "بين الجانبين خلاف",  # not the verb
        "ودعا المجلس إلى اجتماع عاجل",  # he may have been the one called
        "وأضاف",
        "",
        "...",
    ],
)
def test_what_is_not_understood_is_left_alone(ar: str) -> None:
    assert parts(ar) == (Part("", ar),)


def test_the_subject_comes_from_the_caller() -> None:
    known = {fold("سفير كولومبيا لدى اليابان").text: "The Ambassador of Colombia to Japan"}
    assert parts(f"وقال سفير كولومبيا لدى اليابان إن {REST}", known.get)[0] == Part(
        "The Ambassador of Colombia to Japan said that", REST
    )


def agent(text: str) -> Agent | None:
    known = {
        "مجلس الأمن": Agent("The Security Council", 0, "m"),
        "الوزارة": Agent("The Ministry", 0, "f"),
        "قطر": Agent("Qatar", 0, "f"),
        "وزير الخارجية": Agent("The Minister of Foreign Affairs", 0, "", office=True),
    }
    found = ((ar, who) for ar, who in known.items() if text.startswith(fold(ar).text))
    return next((replace(who, end=len(fold(ar).text)) for ar, who in found), None)


@pytest.mark.parametrize(
    ("ar", "expected"),
    [
        ("أدان مجلس الأمن الهجوم", Part("The Security Council condemned", "الهجوم")),
        ("ورفضت قطر المقترح", Part("Qatar rejected", "المقترح")),
        ("قطر تدين بشدة الهجوم", Part("Qatar strongly condemns", "الهجوم")),
        ("وزير الخارجية يرفض المقترح", Part("The Minister of Foreign Affairs rejects", "المقترح")),
        ("ووقعت قطر اتفاقية جديدة", Part("Qatar signed", "اتفاقية جديدة")),
        ("قطر ترحب بالاتفاق", Part("Qatar welcomes", "الاتفاق")),
        ("المشاركون يؤيدون الاقتراح", Part("The participants support", "الاقتراح")),
    ],
)
def test_an_object_behind_a_known_subject(ar: str, expected: Part) -> None:
    assert parts(ar, agent=agent) == (expected,)


@pytest.mark.parametrize(
    "ar",
    [
        "رفضت الوزارة اليمنية المقترح",  # the Yemeni ministry
        "أدانت قطر وتركيا الهجوم",  # two condemn
        "رفضت قطر أمس المقترح",  # when, before what
        "أدان الوفد الهجوم",  # who of the two is not known
        "اعتمدت قطر منذ البداية على الغاز",
        "اعتمدت قطر سياسة تقوم على الغاز",
        "وقد ترفض قطر المقترح",  # may reject
        "توقع قطر الاتفاق",  # expected, or signs
        "رفض قطر الحوار يقلق الجميع",  # Qatar's refusal
        "رفض وزير الخارجية السابق الاتهامات",  # a former minister
        "رفض وزير الخارجية محمد الاتهامات",
        "أدان مجلس الأمن المنعقد في جنيف الهجوم",
        "ناقش المشاركون الذين حضروا الوضع",
        "رفضت قطر رفضا قاطعا المقترح",
        "رفضت قطر حتى الآن المقترح",
        "أطلقت قطر سراح الموقوفين",
        "وقعت قطر ضحية الأزمة",
    ],
)
def test_an_object_that_may_be_part_of_the_subject_is_left_to_the_model(ar: str) -> None:
    assert parts(ar, agent=agent) == (Part("", ar),)


@pytest.mark.parametrize(
    ("lead", "arabic", "english", "whole"),
    [
        ("Qatar condemned", "الهجوم على المسجد", "Attack on the mosque", "the attack on the mosque"),
        ("Qatar condemned", "الهجوم", "The attack", "The attack"),
        ("Qatar condemned", "الإرهاب", "Terrorism in all its forms", "Terrorism in all its forms"),
        ("Qatar condemned", "الهجمات", "Attacks on ships", "Attacks on ships"),
        ("Qatar condemned", "هجوما على المسجد", "Attack on the mosque", "Attack on the mosque"),
        ("Qatar supports", "السودان", "Sudan", "Sudan"),
        ("Qatar rejected", "التعليق على النبأ", "Commenting on the news", "Commenting on the news"),
        ("Qatar rejected", "التعليق على النبأ", "To comment on the news", "To comment on the news"),
        ("He stressed the importance of", "الحوار", "Dialogue", "Dialogue"),
    ],
)
def test_a_definite_object_keeps_its_article(lead: str, arabic: str, english: str, whole: str) -> None:
    assert with_article(lead, arabic, english) == whole


@pytest.mark.parametrize(
    ("ar", "said"),
    [
        ("وأضاف الرئيس الطاجيكي أن توسيع التعاون ضروري", "توسيع التعاون ضروري"),
        ("وقال: «نعمل مع الجميع من أجل السلام»", "نعمل مع الجميع من أجل السلام»"),
        ("يجب توسيع التعاون بين البلدين", "يجب توسيع التعاون بين البلدين"),
        ("ودعا الرئيس إلى الحوار بين الجميع", "ودعا الرئيس إلى الحوار بين الجميع"),
    ],
)
def test_what_is_said_without_who_says_it(ar: str, said: str) -> None:
    assert reported(ar) == said


def test_the_name_ali_is_no_preposition() -> None:
    known = {fold("الرئيس إمام علي رحمان").text: "President Emomali Rahmon"}

    def subject(phrase: str) -> str | None:
        return known.get(fold(phrase).text)

    assert parts("وأكد الرئيس إمام علي رحمان أن العمل على الطريق", subject)[0] == Part(
        "President Emomali Rahmon affirmed that", "العمل على الطريق"
    )


def test_vowels_and_offsets_do_not_disturb() -> None:
    assert parts("وأَكَّدَ سَعادَتُه أنَّ العَمَلَ مُسْتَمِرّ")[0] == Part("He affirmed that", "العَمَلَ مُسْتَمِرّ")


@pytest.mark.parametrize(
    ("stretch", "bare"),
    [
        ("«نعم»", "نعم"),
        ('"نعم".', "نعم"),
        ("نعم»", "نعم"),
        ("«أ» و«ب»", "«أ» و«ب»"),
        ("قال «نعم» لهم", "قال «نعم» لهم"),
    ],
)
def test_quotation_marks_opened_by_the_frame_go(stretch: str, bare: str) -> None:
    assert unquoted(stretch) == bare


def test_assembling_keeps_one_sentence() -> None:
    pieces = [("He commended", "The role of the Committee."), (", stressing that", "The work is not over.")]
    assert assemble(pieces) == "He commended the role of the Committee, stressing that the work is not over."


def test_names_keep_their_capital() -> None:
    assert lower_first("The State of Qatar") == "the State of Qatar"
    assert lower_first("Qatar supports") == "Qatar supports"
    assert lower_first("UNESCO says") == "UNESCO says"


@pytest.mark.parametrize("group", ids(load_openers(package_path("translation", "openers.toml"))))
def test_words_that_only_open_a_sentence_lose_their_capital(group: Openers) -> None:
    assert group.example.split()[0].strip(",").lower() in group.words.split()
    assert lower_first(group.example)[0].islower()
    for word in group.words.split():
        assert lower_first(f"{word.capitalize()} IAEA").startswith(word)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("أدان المجلس الهجوم", "The Council condemned"),
        ("أدانت الحكومة الهجوم على المطار", "The Government condemned"),
        ("أدان المجلس الهجمات على السفن", "The Council condemned"),
        ("أدان المجلس الهجوم على المطار", ""),  # perhaps an adjective: nobody knows
        ("أدان المجلس الوطني", ""),
        ("أدانت اللجنة العليا الهجوم", ""),
        ("أدان الوزير الهجوم على المطار", ""),  # a name may follow an office
    ],
)
def test_a_body_without_a_name_and_the_object_of_its_verb(text: str, lead: str) -> None:
    assert parts(text)[0].lead == lead
