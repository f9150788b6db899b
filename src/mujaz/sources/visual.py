"""Arabic lines that come back to front (visual order), told from right ones by their words, and turned round.

Arabic words often begin with the article ال and often end in ة; hardly any begins with ة. A line seen from left to
right shows the opposite: words that end in لا and begin with ة.
"""

import re
from collections.abc import Sequence

from mujaz.arabic.script import ARTICLED, FOLDED
from mujaz.sources.words import source_words

_WORD = re.compile(f"[{FOLDED}]{{2,}}")
_LATIN_ONLY = re.compile(f"[^{FOLDED}]*[A-Za-z][^{FOLDED}]*")
_MARKS = re.compile("[\u064b-\u0652\u0640]")
# What keeps its direction inside a right-to-left line: Latin words and numbers, with what may stand inside them.
# Not the hyphen of a range: after Arabic letters 2024-2026 is shown as 2026-2024 (Unicode bidi rules W2, W4).
_LEFT_TO_RIGHT = re.compile(
    "[A-Za-z\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f.,:/@_+'&\\-]| (?=[A-Za-z]))*"
    "|[0-9\u0660-\u0669]+(?:[.,:/\u066b\u066c][0-9\u0660-\u0669]+)*[A-Za-z]*"
)
_PAIRS = (("(", ")"), ("«", "»"), ("[", "]"))


def direction(line: str) -> int:
    """Above 0: the words read right; below 0: they read back to front; 0: nothing to tell by."""
    points = 0
    for word in _WORD.findall(_MARKS.sub("", line)):
        points += _reads(word) - _reads(word[::-1])
    return points


def _reads(word: str) -> int:
    """Points for a word as it stands."""
    points = 2 if word in source_words().common else 0
    if len(word) > 3:
        points += 2 * word.startswith(ARTICLED) + word.endswith(("ة", "ات", "ين", "ية"))
        points -= 3 * word.startswith(("ة", "ى"))
    return points


def is_visual(lines: Sequence[str]) -> bool:
    """True when the text as a whole reads back to front."""
    return sum(direction(line) for line in lines) < 0


def turn_lines(lines: Sequence[str]) -> list[str]:
    """Each line in reading order. A line without a sign of its own follows the others."""
    fallback = is_visual(lines)
    return [turned(line) if _backward(line, fallback) else line for line in lines]


def _backward(line: str, fallback: bool) -> bool:
    points = direction(line)
    return points < 0 if points else fallback and not _LATIN_ONLY.fullmatch(line)


def turned(line: str) -> str:
    """A line seen from left to right, put into reading order; numbers and Latin words stay as they are."""
    back = _LEFT_TO_RIGHT.sub(lambda match: match.group()[::-1], line[::-1])
    for opening, closing in _PAIRS:
        # Some programs store brackets as they look, others as they mean: after turning, the closing one comes last.
        first_open, first_close = back.find(opening), back.find(closing)
        if (
            first_close >= 0
            and (first_open < 0 or first_close < first_open)
            and back.rfind(opening) > back.rfind(closing)
        ):
            back = back.translate({ord(opening): closing, ord(closing): opening})
    return re.sub(r"(?<=\s)\.([0-9]+)$", r"\1.", back)  # a full stop behind a number, drawn as part of it
