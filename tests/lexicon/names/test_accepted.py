"""English wordings are compared by what counts."""

import pytest

from mujaz.english.articles import put
from mujaz.lexicon.names import Entry
from mujaz.lexicon.names.accepted import Wording, plain, spoken_forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the United Nations", "United Nations"),
        ("Counter-Terrorism", "counterterrorism"),
        ("programme", "program"),
        ("organisation", "organization"),
        ("Co-operation", "cooperation"),
        ("António Guterres", "Antonio Guterres"),
        ("Qatar's", "Qatar"),
        ("Da’esh", "Da'esh"),
    ],
)
def test_plain(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_brackets_may_be_left_out() -> None:
    assert list(spoken_forms("Office of Support (OS)")) == ["Office of Support (OS)", "Office of Support", "OS"]


def test_a_name_must_stand_together_a_term_need_not() -> None:
    name = Entry("ا", "Security Council", "body")
    term = Entry("ا", "security and stability", "term")
    text = Wording("the Council met on security, peace and stability")
    assert not text.stands(name)
    assert text.stands(term)
    assert Wording("the Security Council").stands(name)


@pytest.mark.parametrize(
    ("before", "name", "after", "kind", "text"),
    [
        ("He thanked ", "United Nations", " for it", "body", "He thanked the United Nations for it"),
        ("He thanked the ", "United Nations", ".", "body", "He thanked the United Nations."),
        ("He praised its ", "Dushanbe Process", ".", "event", "He praised its Dushanbe Process."),
        ("He thanked the ", "Qatar", " for it", "country", "He thanked Qatar for it"),
        ("He led the ", "Qatar", " delegation", "country", "He led the Qatar delegation"),
        ("", "State of Qatar", " said", "country", "The State of Qatar said"),
        ("He noted that ", "State of Qatar", " was", "country", "He noted that the State of Qatar was"),
        ('adopted "', "Kuwait Declaration", '" today', "document", 'adopted "Kuwait Declaration" today'),
        ("The Israeli ", "Supreme Court", " ruled", "body", "The Israeli Supreme Court ruled"),
        ("a ", "National Guard", " came", "body", "the National Guard came"),
        ("with ", "INTERPOL", "", "body", "with INTERPOL"),
        ("in ", "The Hague", "", "place", "in The Hague"),
    ],
)
def test_articles(before: str, name: str, after: str, kind: str, text: str) -> None:
    assert put(before, name, after, kind) == text  # type: ignore[arg-type]
