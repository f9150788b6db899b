"""One sentence as the rules see it: folded words with their readings, and the way back to the original offsets."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from mujaz.arabic.normalise import Folded, fold
from mujaz.lexicon.verbs import Lexicon
from mujaz.records.article import Sentence

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]")
QUOTES = frozenset("«»\"'()[]“”‘’<>•#")
COMMAS = frozenset("،,؛;")
PREPOSITION_OR_VERB = frozenset({"بين", "وبين", "عبر"})  # a verb only at the head of a clause
MEMORANDUM = frozenset({"مذكرة", "ومذكرة"})  # she who recalls only with ب behind it
HERE = frozenset({"هنا", "وهنا", "فهنا"})
STOPS = frozenset(".!؟?:…")


@dataclass(slots=True)
class View:
    """Words of one sentence. starts, ends: offsets in the folded text. money: first word of a sum → word behind it."""

    sentence: Sentence
    folded: Folded
    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[frozenset[str]]
    money: dict[int, int] = field(default_factory=dict)
    shares: dict[int, int] = field(default_factory=dict)

    def original(self, first: int, end: int) -> tuple[int, int]:
        """Offsets in the article of the words first … end-1."""
        if first >= end:
            first, end = min(first, len(self.words) - 1), min(first, len(self.words) - 1) + 1
        span = self.folded.span(self.starts[first], self.ends[end - 1])
        return self.sentence.start + span.start, self.sentence.start + span.end

    def text(self, first: int, end: int) -> str:
        """The original words first … end-1."""
        if first >= end:
            return ""
        start, stop = self.original(first, end)
        return self.sentence.text[start - self.sentence.start : stop - self.sentence.start]

    def word_at(self, offset: int) -> int:
        """The index of the word at or after an offset of the sentence's own text."""
        if not self.folded.runs:  # folding moved nothing
            return bisect_right(self.ends, offset)
        ends = self.ends
        return bisect_right(range(len(ends)), offset, key=lambda at: self.folded.span(ends[at] - 1, ends[at]).end)


def view_of(sentence: Sentence, lexicon: Lexicon) -> View:
    """Fold a sentence, cut it into words and read each."""
    folded = fold(sentence.text)
    found = list(_TOKEN.finditer(folded.text))
    words = [token[0] for token in found]
    starts = [token.start() for token in found]
    ends = [token.end() for token in found]
    read = lexicon.tags
    tags = [read(word) for word in words]
    for at, word in enumerate(words):
        if word in PREPOSITION_OR_VERB and at and words[at - 1] not in COMMAS and words[at - 1] not in QUOTES:
            tags[at] = frozenset({"=" + word, "~" + word})
        elif word in MEMORANDUM and not (at + 1 < len(words) and words[at + 1].startswith("ب")):
            tags[at] = frozenset({"=" + word, "=مذكرة", "~مذكرة"})
        elif word in HERE and sentence.text[folded.span(starts[at], ends[at]).end - 1] == "أ":
            tags[at] = read(word + "ه")  # هنأ congratulated; folded it is "here", and so no verb
    return View(sentence, folded, words, starts, ends, tags)
