"""The one table of verbs: how many, their classes, their English, and the readings that the classes give."""

import pytest

from mujaz.errors import DataError
from mujaz.lexicon.verbs import class_tags, lexicon


def test_the_table_has_at_least_nine_hundred_verbs() -> None:
    assert len(lexicon().lemmas) >= 900


def test_every_verb_has_a_past_a_present_and_an_ing_form_in_english() -> None:
    forms = {lemma: english for lemma, english in lexicon().english.items() if english}
    assert all(len(english) == 3 and english[2].split()[0].endswith("ing") for english in forms.values())
    assert len(forms) > 1000


@pytest.mark.parametrize(
    ("name", "lemma"),
    [("say", "قال"), ("announce", "اعلن"), ("give", "منح"), ("decree", "عين"), ("condemn", "ادان"), ("happen", "حدث")],
)
def test_a_class_holds_its_verbs(name: str, lemma: str) -> None:
    assert f"verb:{lemma}" in class_tags(name, "verb")


def test_an_unknown_class_is_told_with_the_known_ones() -> None:
    with pytest.raises(DataError, match="classes: "):
        class_tags("sing")


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("ستطرد", "fut:طرد"), ("وقاطعت", "past:قاطع"), ("يستعيدون", "pres:استعاد"), ("استعادة", "noun:استعاد"),
        ("إرسال", "bare:ارسل"), ("سيتولى", "fut:تولي"), ("أقالوا", "plur:اقال"), ("معزّزا", "part:عزز"),
    ],
)  # fmt: skip
def test_forms_are_made_by_construction(word: str, tag: str) -> None:
    from mujaz.arabic.normalise import fold_word

    assert tag in lexicon().tags(fold_word(word))


@pytest.mark.parametrize("word", ["الإرسال", "بإرسال"])
def test_a_verbal_noun_under_article_or_preposition_is_not_bare(word: str) -> None:
    from mujaz.arabic.normalise import fold_word

    assert "bare:ارسل" not in lexicon().tags(fold_word(word))
