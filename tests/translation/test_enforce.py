"""The approved form is put in place of its mistranslation, once, with its article; otherwise nothing is touched."""

import pytest

from mujaz.lexicon.names import Glossary, load_glossary
from mujaz.lexicon.names.sound import skeleton
from mujaz.translation.enforce import enforce


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


@pytest.mark.parametrize(
    ("arabic", "english", "right"),
    [
        (
            "قال مطلق بن ماجد القحطاني إن العمل مستمر",
            "Mutlag bin Majid al-Qahtany said that the work went on",
            "Mutlaq bin Majed Al-Qahtani said that the work went on",
        ),
        (
            "عقد مكتب الأمم المتحدة لمكافحة الإرهاب اجتماعا",
            "The United Nations Counter-Terrorism Office held a meeting",
            "The United Nations Office of Counter-Terrorism held a meeting",
        ),
        (
            "أشاد الوزير بعملية دوشنبه",
            "The Minister praised the process of Dushanbe",
            "The Minister praised the Dushanbe Process",
        ),
        ("التقى السيد فورونكوف بالوفد", "Mr. Foronkof met the delegation", "Mr. Voronkov met the delegation"),
        ("تدعم دولة قطر الجهود", "Qatar supports the efforts", "The State of Qatar supports the efforts"),
        ("وكالة الأنباء القطرية", "Qatar News Agency", "Qatar News Agency"),
        ("زار الوزير أوزبكستان", "The Minister visited Ozbakistan", "The Minister visited Uzbekistan"),
    ],
)
def test_enforce(arabic: str, english: str, right: str, glossary: Glossary) -> None:
    assert enforce(arabic, english, glossary.find(arabic)) == right
    assert enforce(arabic, right, glossary.find(arabic)) == right


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("زار الوزير قطر والكويت", "The Minister visited both countries"),
        ("قال فورونكوف إن الوضع صعب", "He said that the situation was difficult"),
        ("مكافحة الإرهاب", "combating it"),
    ],
)
def test_nothing_is_put_in_without_a_place(arabic: str, english: str, glossary: Glossary) -> None:
    assert enforce(arabic, english, glossary.find(arabic)) == english


def test_two_places_that_are_alike_stay(glossary: Glossary) -> None:
    english = "Foronkof and Foronkof met"
    assert enforce("التقى فورونكوف", english, glossary.find("التقى فورونكوف")) == english


@pytest.mark.parametrize(
    ("one", "other"),
    [("Majid", "Majed"), ("Al-Qahtani", "al Kahtany"), ("Muhammad", "Mohammed"), ("Voronkov", "Foronkof")],
)
def test_spellings_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
