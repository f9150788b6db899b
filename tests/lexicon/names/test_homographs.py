"""Amman is not Oman: told apart by the sign on the letter, else by the company of other words."""

import pytest

from mujaz.lexicon.names import load_glossary
from mujaz.lexicon.names.homographs import homographs


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("وصل إلى عمّان صباح اليوم", "Amman"),
        ("قالت وزارة الخارجية الأردنية في عمان إن الاجتماع انتهى", "Amman"),
        ("زار وفد أردني سلطنة عمان", "Sultanate of Oman"),
        ("أعلنت عُمان والأردن في مسقط", "Oman"),
        ("استضافت عمان المحادثات", "Oman"),
    ],
)
def test_by_sign_and_company(text: str, english: str) -> None:
    hits = load_glossary().find(text)
    assert [hit.entry.english for hit in hits if "man" in hit.entry.english] == [english]


def test_a_name_alone() -> None:
    glossary = load_glossary()
    assert glossary.english("عمّان") == "Amman"
    assert glossary.english("عمان") == "Oman"


@pytest.mark.parametrize("homograph", homographs().values(), ids=lambda item: item.marked)
def test_every_example_in_the_data(homograph: object) -> None:
    found = {hit.entry.english for hit in load_glossary().find(homograph.example)}  # type: ignore[attr-defined]
    assert homograph.entry.english in found  # type: ignore[attr-defined]
