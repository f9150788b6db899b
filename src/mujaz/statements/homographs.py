"""Names that folding makes one, as words of a view: the second meaning gets a spelling of its own."""

from collections.abc import Sequence

from mujaz.arabic.normalise import fold_word
from mujaz.lexicon.names.homographs import homographs, means_other
from mujaz.statements.view import View

PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")


def tell_apart(views: Sequence[View], text: str) -> None:
    """Write a name of second meaning as a word of its own in the views. text: the whole article, for its company."""
    folded = fold_word(text)
    for bare, other in homographs().items():
        if bare not in folded:
            continue
        by_company = means_other(bare, text)
        written_so = {prefix + bare: prefix + other.word for prefix in PREFIXES}
        for view in views:
            for at, word in enumerate(view.words):
                if word in written_so:
                    written = view.text(at, at + 1)
                    if other.marked in written or (by_company and other.signed not in written):
                        view.words[at] = written_so[word]


def word_key(name: str) -> str:
    """A name as the words of a view spell it: folded, second meanings told apart by their sign."""
    signed = {other.marked: other.word for other in homographs().values()}
    return " ".join(
        next((key for mark, key in signed.items() if mark in word), fold_word(word)) for word in name.split()
    )


def spelt(text: str) -> str:
    """A name made of such words as it is written."""
    for other in homographs().values():
        text = text.replace(other.word, other.marked)
    return text
