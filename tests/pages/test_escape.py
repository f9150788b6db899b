import pytest
from markupsafe import Markup

from mujaz.pages.escape import ESCAPES, finalizer, markdown, typst


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
