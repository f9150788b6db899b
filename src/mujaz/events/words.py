"""How alike two texts are by their words: weights that depend on the language alone, not on the articles of a run."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from mujaz.arabic.normalise import fold_word
from mujaz.lexicon.stems import arabic_stem
from mujaz.resources import package_path
from mujaz.tables import read_tsv

LEAD = 80  # words of the text that are compared
TERMS = 48  # of them the weightiest are kept
SELDOM = 5.0  # articles of 10,000 that a word not listed is taken to stand in
COMMON = 2200.0  # articles of 10,000 from which a word says nothing
TITLE = 2  # a word of the title counts as often in the text
WORD = re.compile(r"[^\W\d_]{2,}|\d+")

Terms = Mapping[str, float]


def stems(text: str) -> list[str]:
    """The stems of the words of a text, and its figures; hashtags are taken apart."""
    plain = fold_word(text.replace("_", " ").replace("#", " "))
    return [arabic_stem(word) for word in WORD.findall(plain) if len(word) > 2]


@dataclass(frozen=True, slots=True)
class Frequency:
    """One line of frequency.tsv: a stem, and in how many of 10,000 articles it stands."""

    stem: str
    articles: int


@cache
def frequencies() -> dict[str, float]:
    """frequency.tsv: stem → articles of 10,000. Raises DataError naming the line."""
    return {row.stem: float(row.articles) for row in read_tsv(package_path("events", "frequency.tsv"), Frequency)}


def rarity(stem: str) -> float:
    """How much a word tells: 0 for one that every article may have, about 6 for one that hardly any has."""
    return max(math.log(COMMON / max(frequencies().get(stem, SELDOM), SELDOM)), 0.0)


def terms(title: str, text: Iterable[str]) -> dict[str, float]:
    """The weightiest words of an article, as a vector of length one. text: its words, as written."""
    counts = Counter(stems(" ".join(text)))
    for stem in stems(title):
        counts[stem] += TITLE
    weights = {stem: (1 + math.log(count)) * rarity(stem) for stem, count in counts.items()}
    kept = sorted((stem for stem, weight in weights.items() if weight > 0), key=lambda stem: (-weights[stem], stem))
    kept = kept[:TERMS]
    length = math.sqrt(sum(weights[stem] ** 2 for stem in kept)) or 1.0
    return {stem: weights[stem] / length for stem in kept}


def cosine(one: Terms, other: Terms) -> float:
    """How alike two vectors of length one are: 0 to 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(stem, 0.0) for stem, weight in one.items())


def covered(one: Terms, other: Terms) -> float:
    """How much of one vector lies in words that the other has: 0 to 1."""
    whole = sum(weight * weight for weight in one.values())
    return sum(weight * weight for stem, weight in one.items() if stem in other) / whole if whole else 0.0
