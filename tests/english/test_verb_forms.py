"""English verb forms made from the list of verbs."""

from pathlib import Path

import pytest

from mujaz.english.verb_forms import adverb, base_of, finite, forms_of, load, of_several
from mujaz.errors import DataError


@pytest.mark.parametrize(
    ("word", "base", "form"),
    [
        ("pledged", "pledge", "past"),
        ("carries", "carry", "third"),
        ("committed", "commit", "participle"),
        ("withdrew", "withdraw", "past"),
        ("withdrawn", "withdraw", "participle"),
        ("agreeing", "agree", "gerund"),
        ("agreed", "agree", "past"),
        ("paying", "pay", "gerund"),
        ("support", "support", "noun"),
        ("strengthen", "strengthen", "base"),
        ("lying", "lie", "gerund"),
    ],
)
def test_forms(word: str, base: str, form: str) -> None:
    assert (base, form) in forms_of(word)


@pytest.mark.parametrize("word", ["table", "pledgeed", "the", ""])
def test_what_is_no_form_of_a_verb(word: str) -> None:
    assert not forms_of(word)


@pytest.mark.parametrize("word", ["will", "pledged", "welcomes", "condemn", "was", "gave"])
def test_a_finite_verb(word: str) -> None:
    assert finite(word)


@pytest.mark.parametrize("word", ["support", "providing", "Norwegian", "million", "given"])
def test_no_finite_verb(word: str) -> None:
    assert not finite(word)


def test_adverbs_that_may_stand_before_the_verb() -> None:
    assert adverb("also")
    assert adverb("strongly")
    assert not adverb("apply")


def test_the_base_of_a_phrase() -> None:
    assert base_of("calls on") == "call on"
    assert of_several("is committed") == "are committed"
    with pytest.raises(DataError, match="no verb"):
        base_of("tables it")


def test_a_broken_list_is_named(tmp_path: Path) -> None:
    (tmp_path / "verbs.tsv").write_text("verb\tnoun\tpast\tparticiple\ngo\t\twent\n", encoding="utf-8")
    with pytest.raises(DataError, match="'go'"):
        load(tmp_path / "verbs.tsv")
