import pytest
from markupsafe import Markup

from mujaz.pages.escape import ESCAPES, covered, finalizer, markdown, typst
from mujaz.pages.typst import compile_typst, page_count


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, 5% of $15 million a year (net) & more!", "plain, 5% of $15 million a year (net) & more!"),
        ("*a* _b_ `c` [d](e) ~f~ |g|", r"\*a\* \_b\_ \`c\` \[d\](e) \~f\~ \|g\|"),
        ("<b>", "&lt;b&gt;"),
        ("&lt;b", "&amp;lt;b"),
        ("# heading", r"\# heading"),
        ("1. list", r"1\. list"),
        ("- list", r"\- list"),
        ("a\n\n# b", "a # b"),
        ("back\\slash", "back\\\\slash"),
    ],
)
def test_markdown(text: str, shown: str) -> None:
    assert markdown(text) == shown


def test_typst_text_is_one_string_expression() -> None:
    assert typst('a "b" \\ #c\nd') == '#"a \\"b\\" \\\\ #c d";'


@pytest.mark.parametrize("name", sorted(ESCAPES))
def test_what_is_escaped_is_left_alone(name: str) -> None:
    once = finalizer(name)("a <b> *c* # d")
    assert isinstance(once, Markup)
    assert finalizer(name)(once) is once


def test_every_letter_said_to_be_covered_can_be_set() -> None:
    letters = sorted(covered())
    lines = "\n\n".join(typst(" ".join(letters[at : at + 40])) for at in range(0, len(letters), 40))
    head = '#set document(title: [x])\n#set text(font: ("Libertinus Serif", "Noto Naskh Arabic"), lang: "en")\n'
    assert page_count(compile_typst(head + lines, "all letters")) >= 1
    assert len(letters) > 2000


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a 😀 b", "a ? b"), ("北京", "??"), ("e\u0301", "e"), ("👨\u200d👩\ufe0f", "?\u200d?"), ("a\x80\x16\x00b", "ab"),
     ("قطر – “x” €5", "قطر – “x” €5"), ("\ue000\u0378", "")],
)  # fmt: skip
def test_what_a_pdf_cannot_show_is_a_question_mark(text: str, shown: str) -> None:
    assert typst(text) == f'#"{shown}";'
