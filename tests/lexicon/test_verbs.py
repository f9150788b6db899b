"""Inflection and clitics of the lexemes."""

from pathlib import Path

import pytest

from mujaz.errors import DataError
from mujaz.lexicon.verbs import Lexeme, Lexicon, has_article, lexicon, nominal_splits
from mujaz.tables import read_tsv


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("تعهدت", "past:تعهد"), ("وتعهدوا", "past:تعهد"), ("يتعهدون", "pres:تعهد"), ("سيتعهد", "fut:تعهد"),
        ("فسنواصل", "fut:واصل"), ("سنواصل", "we:واصل"), ("بالتزاماتها", "own:التزم"), ("والتزامهم", "own:التزم"),
        ("معلنا", "act:اعلن"), ("مؤكدة", "act:اكد"), ("داعين", "act:دعا"), ("المعلنة", "part:اعلن"),
        ("دعت", "past:دعا"), ("يدعون", "pres:دعا"), ("لمواصلة", "noun:واصل"), ("استيائه", "own:استاء"),
        ("مجددين", "plur:جدد"), ("تدعو", "fem:دعا"), ("وبتعهداته", "own:تعهد"), ("للاعلان", "noun:اعلن"),
    ],
)  # fmt: skip
def test_reading(word: str, tag: str) -> None:
    assert tag in lexicon().tags(word)


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("طالبان", "past:طالب"),  # the Taliban
        ("المعلنة", "act:اعلن"),  # an adjective, not a statement
        ("كاملة", "part:امل"),  # complete, not "like a hopeful one"
        ("رفضا", "past:رفض"),  # the noun, not the dual
        ("مدينة", "part:ادان"),
        ("تعد", "pres:وعد"),
    ],
)
def test_no_reading(word: str, tag: str) -> None:
    assert (tag in lexicon().tags(word)) is (tag == "pres:وعد")


@pytest.mark.parametrize(
    ("word", "answer"), [("الكويت", True), ("التزام", False), ("الغاء", False), ("الي", False), ("للدول", True)]
)
def test_article(word: str, answer: bool) -> None:
    assert has_article(word) is answer


def test_splits() -> None:
    assert ("و", "بال", "بيان") in nominal_splits("وبالبيان")
    assert ("", "لل", "دول") in nominal_splits("للدول")


def test_a_lexeme_given_twice_is_refused() -> None:
    row = Lexeme("قال", past=("قال",))
    with pytest.raises(DataError, match="given twice"):
        Lexicon([row, row])


@pytest.mark.parametrize(
    ("line", "said"), [("\tقال", "no lemma"), ("قال\t-", "no forms"), ("قال\tقال\t\t\t\t\t\tsaid", "past")]
)
def test_a_faulty_lexeme_is_refused(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "verbs.tsv"
    path.write_text(f"lemma\tpast\tpresent\tnoun\tparticiple\tgloss\tclasses\tenglish\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read_tsv(path, Lexeme)
