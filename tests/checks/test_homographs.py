"""Words of two readings: each entry against its own example, and the Arabic the model is given instead."""

from pathlib import Path

import pytest

from mujaz.arabic.normalise import fold_word
from mujaz.checks.check import check
from mujaz.checks.homographs import Homograph, homographs, load, misread, respelt
from mujaz.errors import DataError

ENTRY = """
[[word]]
id = "bank"
arabic = 'ضفة'
wrong = 'money'
right = 'shore'
example = "على ضفة النهر"
shows = "on the money of the river"
says = "on the shore of the river"
reason = "A shore."
"""


@pytest.mark.parametrize("word", homographs(), ids=lambda word: word.id)
def test_the_wrong_reading_is_found_and_the_right_one_passes(word: Homograph) -> None:
    assert word.arabic.search(fold_word(word.example))
    assert word.wrong.search(word.shows.lower())
    assert misread(word.example, word.shows)
    assert not misread(word.example, word.says)


@pytest.mark.parametrize("word", [w for w in homographs() if w.instead], ids=lambda word: word.id)
def test_the_model_is_given_the_other_word(word: Homograph) -> None:
    assert word.instead
    given = respelt(word.example)
    assert word.instead.by in given
    assert len(given.split()) >= len(word.example.split()) - 2


def test_there_are_enough_of_them() -> None:
    assert len(homographs()) >= 150


def test_the_rest_of_the_sentence_stays_as_it_is() -> None:
    assert respelt("أكَّد الرئيسُ الأسبق أنه باقٍ") == "أكَّد الرئيسُ السابق أنه باقٍ"
    assert respelt("أكد الرئيس أنه باق") == "أكد الرئيس أنه باق"


def test_a_needed_word_is_asked_for() -> None:
    assert misread("شارك رجال الدين في المسيرة", "He took part in the march") == "رجال الدين not found in the English"


def test_the_check_of_a_translation_names_the_word() -> None:
    failed = [c for c in check("وافق حملة السندات على التأجيل", "The bond campaign agreed to the delay") if not c.ok]
    assert "homograph" in [c.name for c in failed]


def test_a_broken_entry_is_named(tmp_path: Path) -> None:
    path = tmp_path / "homographs.toml"
    path.write_text(ENTRY, encoding="utf-8")
    assert [word.id for word in load(path)] == ["bank"]
    path.write_text(ENTRY.replace("'money'", "'mon('"), encoding="utf-8")
    with pytest.raises(DataError, match="bank"):
        load(path)
    path.write_text(ENTRY.replace("wrong =", "wrongs ="), encoding="utf-8")
    with pytest.raises(DataError, match="bank"):
        load(path)
