"""Parts of a translation put together: slips of the model at their heads."""

import pytest

from mujaz.translation.assembly import unstuttered


@pytest.mark.parametrize(
    ("made", "mended"),
    [
        ("The The case came after the hearing", "The case came after the hearing"),
        ("Mus Musk's message", "Musk's message"),
        ("Re Renewed membership", "Renewed membership"),
        ("In Indonesia the price rose", "In Indonesia the price rose"),
        ("A An", "A An"),
        ("No notes were taken", "No notes were taken"),
        ("The sum", "The sum"),
        ("", ""),
    ],
)
def test_a_first_word_said_twice_is_said_once(made: str, mended: str) -> None:
    assert unstuttered(made) == mended
