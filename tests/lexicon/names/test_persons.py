"""Persons nobody listed: found by what announces them, written the same way everywhere."""

from dataclasses import Field, fields

import pytest

from mujaz.lexicon.names import Glossary, load_glossary
from mujaz.lexicon.names.persons import Cue, Cues, cues, find_names, name_hits, suggestions


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


@pytest.mark.parametrize("field", fields(Cues), ids=lambda field: field.name)
def test_each_cue_finds_its_example(field: Field[Cue], glossary: Glossary) -> None:
    cue = getattr(cues(), field.name)
    assert [n.arabic for n in find_names(cue.example, glossary)] == ([cue.finds] if cue.finds else [])


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير إن العمل مستمر",
        "التقى السيد فلاديمير فورونكوف",
        "السيد الذي حضر",
        "أكد الرئيس أن بلاده ستشارك",
        "الشيخ تميم بن حمد آل ثاني",
    ],
)
def test_no_name_where_none_is_new(text: str, glossary: Glossary) -> None:
    assert find_names(text, glossary) == ()


def test_offsets_lead_into_the_text(glossary: Glossary) -> None:
    text = "وصرّح السيد جاسم الفهد، أمس"
    (name,) = find_names(text, glossary)
    assert text[name.start : name.end] == name.arabic == "جاسم الفهد"


def test_suggestions_count_and_sort(glossary: Glossary) -> None:
    found = suggestions(["السيد جاسم الفهد حضر", "قال السيد هاني البدري", "شكر السيد جاسم الفهد"], glossary)
    assert [(s.arabic, s.count) for s in found] == [("جاسم الفهد", 2), ("هاني البدري", 1)]
    cells = found[0].row().split("\t")
    assert len(cells) == 6
    assert cells[3] == "person"
    assert "met 2 times" in cells[4]


def test_unknown_names_as_hits(glossary: Glossary) -> None:
    (hit,) = name_hits("قال السيد هاني البدري", glossary)
    assert hit.entry.type == "person"
    assert hit.entry.english.endswith("Al-Badri")
