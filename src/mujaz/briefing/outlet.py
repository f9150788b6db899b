"""An outlet's name in Latin letters: known outlets, what it is (newspaper, agency), common words, else romanised."""

import re

from mujaz.arabic.normalise import fold_word
from mujaz.english.wordings import words
from mujaz.structure.outlets import outlet_names

ARABIC = re.compile(r"[\u0600-\u06ff]")


def in_latin(name: str) -> str:
    """A name for pages that hold no Arabic; one in Latin letters stays as it is."""
    if not ARABIC.search(name):
        return name
    folded = fold_word(name)
    known = outlet_names().get(folded)
    if known:
        return known
    for pattern, form in words().outlet_kinds:
        before, _, after = pattern.partition("{name}")
        if folded.startswith(before) and folded.endswith(after) and len(folded) > len(before) + len(after):
            inner = folded[len(before) : len(folded) - len(after)]
            return outlet_names().get(inner) or form.format(name=letters(inner))
    return letters(name)


def letters(name: str) -> str:
    """Each word by the lexicon or in Latin letters."""
    from mujaz.arabic.romanise import romanise

    return " ".join(words().outlets.get(fold_word(word)) or romanise(word) for word in name.split())
