"""Names behind codes: every code back exactly once, articles right, or no restoring."""

import pytest

from mujaz.lexicon.names import Entry, Glossary
from mujaz.translation.codes import mask

GLOSSARY = Glossary(
    [
        Entry("الأمم المتحدة", "United Nations", "body"),
        Entry("سالم الفهد", "Salem Al-Fahd", "person"),
        Entry("دولة قطر", "State of Qatar", "country"),
        Entry("قطر", "Qatar", "country"),
        Entry("مكتب الدعم", "Office of Support (OS)", "body"),
    ]
)
SOURCE = "شكر سالم الفهد دولة قطر على دعمها للأمم المتحدة"


def test_masked_text_keeps_clitics() -> None:
    masked = mask(SOURCE, GLOSSARY.find(SOURCE))
    assert masked.text == "شكر X1 X2 على دعمها ل X3"
    assert [s.english for s in masked.slots] == ["Salem Al-Fahd", "State of Qatar", "United Nations"]


@pytest.mark.parametrize(
    ("english", "restored"),
    [
        ("X1 thanked X2 for aid to X3", "Salem Al-Fahd thanked the State of Qatar for aid to the United Nations"),
        ("The X1 thanked the X2 and X3.", "Salem Al-Fahd thanked the State of Qatar and the United Nations."),
        ("X2 was thanked by X1, not X3's", "The State of Qatar was thanked by Salem Al-Fahd, not the United Nations's"),
        ("X1 thanked X 2 for X3", "Salem Al-Fahd thanked the State of Qatar for the United Nations"),
        ("X1 thanked X2 and X2 for X3", "Salem Al-Fahd thanked the State of Qatar for the United Nations"),
        ("X11 thanked X2 for X3", "Salem Al-Fahd thanked the State of Qatar for the United Nations"),
        ("X1 thanked X2", None),
        ("X1 thanked X2 for X3 and again X1", None),
        ("X1 thanked X2 for X3 and X7", None),
    ],
)
def test_restore(english: str, restored: str | None) -> None:
    assert mask(SOURCE, GLOSSARY.find(SOURCE)).restore(english) == restored


def test_what_came_back_can_be_had_alone() -> None:
    text, lost = mask(SOURCE, GLOSSARY.find(SOURCE)).restore_some("X1 thanked X2")
    assert text == "Salem Al-Fahd thanked the State of Qatar"
    assert [s.english for s in lost] == ["United Nations"]


def test_names_may_be_missing_but_never_doubled() -> None:
    masked = mask(SOURCE, GLOSSARY.find(SOURCE))
    assert masked.restore_known("X1 thanked X2") == "Salem Al-Fahd thanked the State of Qatar"
    assert masked.restore_known("Thanks") is None
    assert masked.restore_known("X1 and again X1 thanked X2") is None


def test_left_entries_and_types() -> None:
    hits = GLOSSARY.find(SOURCE)
    assert len(mask(SOURCE, hits, types={"person"}).slots) == 1
    assert len(mask(SOURCE, hits, leave=[hits[0].entry]).slots) == 2


def test_a_code_of_the_source_is_never_used() -> None:
    source = "طراز X1 في دولة قطر"
    assert mask(source, GLOSSARY.find(source)).slots[0].code == "Z1"


def test_brackets_are_left_out() -> None:
    assert mask("مكتب الدعم", GLOSSARY.find("مكتب الدعم")).restore("X1") == "The Office of Support"


def test_a_nationality_goes_before_its_body() -> None:
    glossary = Glossary(
        [Entry("وزارة العدل", "Ministry of Justice", "body"), Entry("مصري", "Egyptian", "nationality", ("مصرية",))]
    )
    source = "أعلنت وزارة العدل المصرية القرار"
    masked = mask(source, glossary.find(source))
    assert masked.text == "أعلنت X1 القرار"
    assert masked.restore("X1 announced it") == "The Egyptian Ministry of Justice announced it"


def test_letters_stay_letters() -> None:
    glossary = Glossary([Entry("منظمة الطفولة", "Children's Organization (CHILDORG)", "body", ("تشايلدورغ",))])
    source = "منظمة الطفولة (تشايلدورغ)"
    assert mask(source, glossary.find(source)).restore("X1 (X2)") == "The Children's Organization (CHILDORG)"


def test_nothing_to_mask() -> None:
    masked = mask("لا شيء", ())
    assert (masked.text, masked.slots) == ("لا شيء", ())
    assert masked.restore("Nothing, X1") == "Nothing, X1"
