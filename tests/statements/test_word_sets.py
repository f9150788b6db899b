"""The sets of words.toml: each is asked for, and each that is asked for exists."""

import re
from pathlib import Path

import pytest

import mujaz.statements
from mujaz.errors import DataError
from mujaz.statements.word_sets import word_set, word_sets

ASKED = re.compile(r'word_set\("([^"]+)"\)')


def test_every_set_is_asked_for_and_every_set_asked_for_exists() -> None:
    folder = Path(mujaz.statements.__path__[0])
    asked = {name for path in folder.rglob("*.py") for name in ASKED.findall(path.read_text(encoding="utf-8"))}
    assert asked == set(word_sets())


def test_words_are_folded() -> None:
    assert "اسلامي" not in word_set("sports")
    assert "للتنس" in word_set("sports")


def test_an_unknown_set_is_an_error_that_names_it() -> None:
    with pytest.raises(DataError, match="no set 'nothing'"):
        word_set("nothing")
