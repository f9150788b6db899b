"""Rough stems of Arabic and English words, so that inflected forms of one word meet in a lexicon or a comparison.

Not morphology: clitics and frequent endings are cut, nothing is looked up. Both functions are cached; a text repeats
its words.
"""

import re
from functools import lru_cache

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.script import ARTICLE, CONJUNCTIONS, FOLDED, TO_THE

_ARABIC_WORD = re.compile(rf"[{FOLDED}]+|[A-Za-z]+|\d+")
_ENGLISH_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|\d+")
_ENDINGS = (
    "اتها",
    "اتهم",
    "اتنا",
    "هما",
    "تها",
    "تهم",
    "يات",
    "ية",
    "يه",
    "ها",
    "هم",
    "نا",
    "كم",
    "ات",
    "ون",
    "ين",
    "ان",
    "وا",
    "ته",
    "يا",
    "ة",
    "ه",
    "ي",
    "ت",
    "ا",
)
_LETTERS = str.maketrans("ؤئ", "وي")


@lru_cache(maxsize=50_000)
def arabic_stem(word: str) -> str:
    """The stem of one folded Arabic word: و ف, then ب ل ك, then ال cut off the front, one ending off the back."""
    stem = word
    if len(stem) > 4 and stem[0] in CONJUNCTIONS:
        stem = stem[1:]
    if len(stem) > 4 and stem.startswith(TO_THE):
        stem = stem[2:] if len(stem) > 5 else stem[1:]
    elif len(stem) > 5 and stem[0] in "بك" and stem[1:3] == ARTICLE:
        stem = stem[3:]
    elif len(stem) > 4 and stem.startswith(ARTICLE):
        stem = stem[2:]
    elif len(stem) > 4 and stem[0] in "بل":
        stem = stem[1:]
    for ending in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            stem = stem[: -len(ending)]
            break
    return stem.translate(_LETTERS)


@lru_cache(maxsize=50_000)
def english_stem(word: str) -> str:
    """The stem of one English word: lower case, without 's, plural, -ed, -ing; at most six letters."""
    stem = re.sub(r"['’]s?$", "", word.lower())
    for ending in ("ing", "ies", "es", "ed", "s", "y", "e"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 3 and not stem.endswith("ss"):
            stem = stem[: -len(ending)]
            break
    return stem[:6]


def arabic_words(text: str) -> list[str]:
    """The words of an Arabic text, folded, digits and Latin words among them."""
    return _ARABIC_WORD.findall(fold_word(text))


def english_words(text: str) -> list[str]:
    """The words and digit strings of an English text, as they stand."""
    return _ENGLISH_WORD.findall(text)
