"""The letters of the script, and the clitics: words of one letter or two that are written on to the next word.

Folded text (mujaz.arabic.normalise) has one alef and no vowel signs; what is named for it says so. The patterns are
texts to be put into larger expressions.
"""

import re
from collections.abc import Iterator

# Letters, also of Persian and Urdu, and the presentation forms that old PDFs hold: the inside of a bracket.
LETTERS = r"\u0621-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc"
ARABIC = re.compile(rf"[{LETTERS}]")
ANY_SIGN = r"\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"  # letters, digits, marks: all that is not Latin
ARABIC_SIGN = re.compile(rf"[{ANY_SIGN}]")
LETTER = re.compile(r"[^\W\d_]")

# On folded text.
FOLDED = "ء-ي"  # its Arabic letters: the inside of a bracket
STARTS = rf"(?<![{FOLDED}])"  # an Arabic word begins here
ENDS = rf"(?![{FOLDED}])"  # … and ends here; figures and Latin letters may follow
CONJUNCTIONS = "وف"  # and; and so
PREPOSITIONS = "بلك"  # by, to, like
CLITICS = CONJUNCTIONS + PREPOSITIONS
AND = f"[{CONJUNCTIONS}]"
BY = f"[{PREPOSITIONS}]"
CLITIC = f"[{CLITICS}]"
ARTICLE = "ال"
TO_THE = "لل"  # the article behind the preposition ل
ARTICLED = (ARTICLE, "و" + ARTICLE, "ب" + ARTICLE, TO_THE)  # beginnings of words in which an article is seen at once
PRONOUNS = ("هما", "هم", "ها", "هن", "ه", "نا", "ني", "كم", "ك", "ي")  # written on to the end of a word


def a_word(pattern: str) -> str:
    """A pattern for a word of its own, و or ف before it or not, on folded text."""
    return rf"(?<!\w){AND}?(?:{pattern})(?!\w)"


def without_article(word: str) -> str:
    """A word without ال at its head; whether that is the article at all, lexicon.verbs.has_article tells."""
    return word.removeprefix(ARTICLE)


def without_and(word: str) -> str:
    """A word without و and ف at its head, whatever they are."""
    return word.lstrip(CONJUNCTIONS)


def splits(word: str, *, conjunctions: bool = True) -> Iterator[tuple[str, str, str]]:
    """(conjunction, clitics, rest) for every way to read و ف, then ب ل ك, then ال before a noun."""
    heads = [("", word)]
    if conjunctions and word[:1] in CONJUNCTIONS and len(word) > 2:
        heads.append((word[0], word[1:]))
    for conjunction, body in heads:
        yield conjunction, "", body
        if body.startswith((ARTICLE, TO_THE)) and len(body) > 3:
            yield conjunction, body[:2], body[2:]
        if body[:1] in PREPOSITIONS and len(body) > 2:
            yield conjunction, body[0], body[1:]
            if body[1:3] == ARTICLE and len(body) > 4:
                yield conjunction, body[:3], body[3:]
