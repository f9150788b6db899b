"""Which words of the Arabic a translation accounts for, whether a whole clause is missing, and what was made up.

The word lexicon (lexicon/words.tsv, made by training/word_lexicon.py) says which English stems an Arabic stem becomes,
how often one of them does stand in a good translation ("kept") and in an unrelated one ("chance"). Matched words speak
for the translation, unmatched ones against it; the stretch of Arabic words that speaks loudest against it is the clause
that was lost, when it speaks loudly enough. The other way round, English words that the lexicon knows and that nothing
in the Arabic asks for are made up, when they are more than the Arabic words the lexicon lacks could explain.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from mujaz.lexicon.stems import arabic_stem, arabic_words, english_stem, english_words
from mujaz.lexicon.words import Lexicon, load_lexicon

SURE = 5.4  # log odds; set on gold, own pairs and press references: 2 to 6 % false alarms, 95 % of clauses caught
FIGURES = (0.95, 0.10)  # kept and chance of a number written in digits
NAME = (0.90, 0.20)  # the same of one word of a glossary name
ENOUGH = 32  # places on either side
SOUND = -2.0  # mean log odds of a word in the lines that readers signed
DOUBT = 4  # words that count as if they had said nothing
MADE_UP = 3  # English words beyond explanation; set like SURE: 1 % of gold, UN and encyclopaedic references have them
COMMON = 2  # Arabic words an English word must be known from, before its standing there says anything
FUNCTION = frozenset(
    english_stem(word)
    for word in (
        "a an the of in on for to with by at from and or as is are was were be been that which who this these "
        "those it its their his her he she they we our us i you your my me him them will shall would not also has "
        "have had but if so than then there such into over under about out up down all any each more most other "
        "some no one two both how between during after before through while where when what can could may might "
        "must should do does did said"
    ).split()
)


def targets(english: str) -> list[str]:
    """The stems of an English text in its order, the parts of hyphenated words apart."""
    return [english_stem(word) for word in english_words(english)]


def nearest(positions: list[int], wanted: float) -> list[int]:
    """Of many positions in rising order, those around the wanted one: a word said a thousand times has enough."""
    if len(positions) <= 2 * ENOUGH:
        return positions
    at = bisect_left(positions, wanted)
    return positions[max(0, at - ENOUGH) : at + ENOUGH]


def matched(source: Sequence[str], target: Sequence[str], wanted: Mapping[str, frozenset[str]]) -> list[bool]:
    """Which source stems find an English stem of their own; each English word answers for one Arabic word.

    Words with few choices choose first; among several places the one nearest to the same relative position is taken.
    """
    places: dict[str, list[int]] = {}
    for position, stem in enumerate(target):
        places.setdefault(stem, []).append(position)
    scale = len(target) / max(1, len(source))
    choices = []
    for index, stem in enumerate(source):
        options = sorted(
            {p for english in wanted.get(stem, ()) for p in nearest(places.get(english, []), index * scale)},
            key=lambda p: (abs(p - index * scale), p),
        )
        choices.append((len(options), index, options))
    taken: set[int] = set()
    found = [False] * len(source)
    for _, index, options in sorted(choices, key=lambda c: c[:2]):
        for position in options:
            if position not in taken:
                taken.add(position)
                found[index] = True
                break
    return found


@dataclass(frozen=True, slots=True)
class Gap:
    """The stretch of Arabic words least accounted for. score: log odds that it was lost; words: the words in it.

    limit: the score from which on it counts as lost; it rises with the length of the text, where chance finds more.
    """

    score: float
    limit: float
    words: tuple[str, ...]

    @property
    def lost(self) -> bool:
        """Whether the stretch counts as left out."""
        return self.score > self.limit


def widest_gap(arabic: str, english: str, lexicon: Lexicon, names: Mapping[str, bool] = MappingProxyType({})) -> Gap:
    """The stretch of the Arabic that the English most probably leaves out.

    names: folded Arabic words of glossary names, and whether the name's English stands in the translation.
    """
    words = arabic_words(arabic)
    stems = [word if word.isdigit() else arabic_stem(word) for word in words]
    wanted = {stem: lexicon[stem].english for stem in stems if stem in lexicon}
    wanted |= {stem: frozenset((stem,)) for stem in stems if stem.isdigit()}
    found = matched(stems, targets(english), wanted)
    best, best_range, running, begin = 0.0, (0, 0), 0.0, 0
    for index, (word, stem, hit) in enumerate(zip(words, stems, found, strict=True)):
        running += _odds(*NAME, names[word]) if word in names else _evidence(stem, hit, lexicon)
        if running <= 0:
            running, begin = 0.0, index + 1
        elif running > best:
            best, best_range = running, (begin, index + 1)
    limit = SURE + math.log(max(1.0, len(words) / 30))
    return Gap(best, limit, tuple(words[slice(*best_range)]))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words say of a translation, clause or fragment. Both are 0 where the lexicon knows nothing.

    unsaid: mean log odds, over the Arabic words the lexicon knows, that the word was left out rather than translated,
    above those of a sound translation (SOUND); it rises with each word without its English, and few words say little
    (DOUBT). unasked: share (0 to 1) of the English
    content words that no Arabic word asks for.
    """

    unsaid: float
    unasked: float


def evidence(arabic: str, english: str, lexicon: Lexicon) -> Evidence:
    """How far the words of a translation and of its source account for each other, as a measure and not a verdict."""
    stems = [arabic_stem(word) for word in arabic_words(arabic) if not word.isdigit()]
    target = targets(english)
    wanted = {stem: lexicon[stem].english for stem in stems if stem in lexicon}
    odds = [
        _evidence(s, hit, lexicon) for s, hit in zip(stems, matched(stems, target, wanted), strict=True) if s in wanted
    ]
    asked = frozenset(stem for english_stems in wanted.values() for stem in english_stems)
    content = [stem for stem in target if stem not in FUNCTION and not stem.isdigit()]
    unasked = sum(stem not in asked for stem in content)
    unsaid = (sum(odds) - SOUND * len(odds)) / (len(odds) + DOUBT)
    return Evidence(unsaid, unasked / (len(content) + DOUBT))


@lru_cache(maxsize=1)
def common_english() -> frozenset[str]:
    """The English stems that several Arabic stems of the shipped lexicon become: words whose sources are known."""
    counts = Counter(stem for word in load_lexicon().values() for stem in word.english)
    return frozenset(stem for stem, n in counts.items() if n >= COMMON)


def made_up(arabic: str, english: str, lexicon: Lexicon, names: Container[str] = ()) -> tuple[str, ...]:
    """The English words that nothing in the Arabic asks for, when they are too many to be chance; else nothing.

    names: English stems of the glossary names in the Arabic. An Arabic word the lexicon does not know excuses one.
    """
    stems = [arabic_stem(word) for word in arabic_words(arabic)]
    asked = frozenset(stem for word in stems if word in lexicon for stem in lexicon[word].english)
    unknown = sum(stem not in lexicon and len(stem) > 2 for stem in stems)
    known = common_english()
    words = [
        word
        for word in english_words(english)
        if (stem := english_stem(word)) in known and stem not in FUNCTION and stem not in asked and stem not in names
    ]
    return tuple(words) if len(words) - unknown >= MADE_UP else ()


def _evidence(stem: str, hit: bool, lexicon: Lexicon) -> float:
    """Log odds of "left out" against "translated" that one word gives; 0 for words the lexicon does not know."""
    if stem.isdigit():
        if not hit:
            return 0.0  # "8 آلاف" may be 8,000: numbers are compared by value elsewhere
        kept, chance = FIGURES
    elif stem in lexicon:
        kept, chance = lexicon[stem].kept, lexicon[stem].chance
    else:
        return 0.0
    return _odds(kept, chance, hit)


def _odds(kept: float, chance: float, hit: bool) -> float:
    return math.log(chance / kept) if hit else math.log((1 - chance) / (1 - kept))
