"""Names that folding makes one: عمّان (Amman) and عُمان (Oman); told apart as the glossary does it."""

from collections.abc import Sequence

from mujaz.arabic.normalise import fold_word
from mujaz.statements.view import View

OMAN = "عمان"
AMMAN = "عممان"  # the doubled letter written out: a word of its own to the rules, never shown
AMMAN_WRITTEN = "عمّان"
PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_OTHER = {prefix + OMAN: prefix + AMMAN for prefix in PREFIXES}


def tell_apart(views: Sequence[View], text: str) -> None:
    """Write the capital of Jordan as AMMAN in the words of the views. text: the whole article, for its company."""
    if OMAN not in fold_word(text):
        return
    from mujaz.lexicon.names.entry import Entry
    from mujaz.lexicon.names.homographs import as_written

    oman = Entry(OMAN, "Oman", "country")
    in_jordan = as_written(oman, "", text) is not oman
    for view in views:
        for at, word in enumerate(view.words):
            if word in _OTHER:
                written = view.text(at, at + 1)
                marked = as_written(oman, written, "") is not oman
                if marked or (in_jordan and "\u064f" not in written):  # عُمان is never Amman
                    view.words[at] = _OTHER[word]


def spelt(text: str) -> str:
    """A name made of such words as it is written."""
    return text.replace(AMMAN, AMMAN_WRITTEN)
