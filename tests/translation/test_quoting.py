"""Machine translation is never shown as if somebody had said it."""

import pytest

from mujaz.translation.quoting import unquote


@pytest.mark.parametrize(
    ("english", "plain"),
    [
        ('He said: "We will go on."', "He said that we will go on."),
        ('He said, "The work goes on", and left.', "He said that the work goes on, and left."),
        ('She added that "the work goes on".', "She added that the work goes on."),
        ('"This is why we came," he said.', "This is why we came, he said."),
        ('the talks "Building Agile Border Security" ended', "the talks “Building Agile Border Security” ended"),
        ("They call it a «fusion cell».", "They call it a fusion cell."),
        ('He said: "The work goes on.', "He said: The work goes on."),
        ("No marks at all.", "No marks at all."),
        ("It's the people's choice.", "It's the people's choice."),
    ],
)
def test_unquote(english: str, plain: str) -> None:
    assert unquote(english) == plain
    assert unquote(plain) == plain


def test_no_straight_mark_survives() -> None:
    assert '"' not in unquote('a "b" c "d e f" said: "g" h"')
