"""An outlet's name in Latin letters: known outlets, the glossary, what it is (newspaper, agency), else romanised."""

from functools import cache
from typing import TYPE_CHECKING

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.script import ARABIC_SIGN
from mujaz.english.wordings import words
from mujaz.structure.outlets import outlet_names

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary


def in_latin(name: str) -> str:
    """A name for pages that hold no Arabic; one in Latin letters stays as it is."""
    if not ARABIC_SIGN.search(name):
        return name
    folded = fold_word(name)
    known = outlet_names().get(folded)
    if known:
        return known
    official = _glossary(name)
    if official:
        return official
    for pattern, form in words().outlet_kinds:
        before, _, after = pattern.partition("{name}")
        if folded.startswith(before) and folded.endswith(after) and len(folded) > len(before) + len(after):
            inner = folded[len(before) : len(folded) - len(after)]
            return outlet_names().get(inner) or form.format(name=letters(inner))
    return letters(name)


@cache
def _glossary(name: str) -> str:
    """The official name of a ministry or body that publishes itself, from the shipped glossary; "" when unknown."""
    return _table().english(name) or ""


@cache
def _table() -> "Glossary":
    from mujaz.lexicon.names import load_glossary

    return load_glossary([])


def letters(name: str) -> str:
    """Each word by the lexicon or in Latin letters."""
    from mujaz.arabic.romanise import romanise

    return " ".join(words().outlets.get(fold_word(word)) or romanise(word) for word in name.split())
