"""The letters of the script, and the clitics: words of one letter or two that are written on to the next word.

Folded text (mujaz.arabic.normalise) has one alef and no vowel signs; what is named FOLDED is for such text.
"""

import re

ARABIC = re.compile(r"[\u0621-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
LETTER = re.compile(r"[^\W\d_]")


def a_word(pattern: str) -> str:
    """A pattern for a word of its own, و or ف before it or not, on folded text."""
    return rf"(?<!\w)[وف]?(?:{pattern})(?!\w)"
