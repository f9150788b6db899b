"""outlets.toml and dateline.toml are complete and free of contradictions."""

import re
from pathlib import Path

import pytest

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.structure import dateline_words, outlets
from mujaz.structure.dateline import source_line
from mujaz.structure.dateline_words import Listed


def test_outlets() -> None:
    rows = outlets.outlets()
    assert len(rows) > 40
    assert all(row.en and row.ar for row in rows)
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain) for row in rows for domain in row.domains)
    assert all(re.fullmatch("[a-z0-9-]+", row.id) for row in rows)


@pytest.mark.parametrize("outlet", [row for row in outlets.outlets() if not row.agency], ids=lambda outlet: outlet.id)
def test_the_example_of_every_other_outlet(outlet: outlets.Outlet) -> None:
    assert outlets.outlet_names()[fold_word(source_line(f"قال المدير.\n{outlet.example}"))] == outlet.en


def test_places_are_arabic_and_listed_once() -> None:
    assert {"الدوحة", "دوشنبه", "عمان", "الكويت"} <= dateline_words.places()
    assert dateline_words.nowhere() < dateline_words.places()


def test_agencies_are_outlets_that_datelines_name() -> None:
    assert outlets.agencies()["قنا"] == "Qatar News Agency (QNA)"
    assert "الجزيرة" not in outlets.agencies()


@pytest.mark.parametrize("kind", ["office", "link", "weekday", "label", "source", "remark", "nowhere"])
def test_words(kind: Listed) -> None:
    pattern = dateline_words.any_of(kind)
    assert all(pattern.fullmatch(word) for word in dateline_words.listed(kind))


def test_the_longest_word_wins_and_letters_may_have_points() -> None:
    match = dateline_words.any_of("place").match("القدس المحتلة")
    assert match
    assert match.group() == "القدس المحتلة"
    assert all(dateline_words.any_of("agency").fullmatch(name) for name in ("ا ف ب", "ا.ف.ب", "ا.ف.ب.", "د. ب. ا"))
    assert not dateline_words.any_of("agency").match("واسع")


ENTRY = """
[[outlet]]
id = "a"
en = "A"
ar = ["أ"]
example = "أ / الدوحة"
reason = "an outlet"
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ENTRY.replace('ar = ["أ"]', ""), "no ar"),
        (ENTRY.replace('en = "A"', ""), "no en"),
        (ENTRY + 'agency = "yes"', "agency"),
        (ENTRY + ENTRY.replace('"a"', '"b"').replace("أ", "ا"), "b: ar ا is given twice"),
    ],
)
def test_a_bad_outlet_is_named(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=words):
        outlets.load(path)
