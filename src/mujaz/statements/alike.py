"""Which of many sets of words may share most of their words with a given one, without comparing each with each."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import ceil


class Alike:
    """Sets of words by their rarest ones.

    When two sets share at least `share` of the smaller one, some of the rarest words of the smaller stand in the other:
    all but (1 - share) of it. So only those rare words need to be looked up, and they are in few sets.
    """

    def __init__(self, share: float, every: Iterable[frozenset[str]]) -> None:
        """every: all sets that will be met, from which it is counted how common a word is."""
        self.share = share
        self.common = Counter(word for words in every for word in words)
        self.with_rare: defaultdict[str, list[int]] = defaultdict(list)
        self.with_any: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, words: frozenset[str], number: int) -> None:
        """Keep a set under a number."""
        for word in words:
            self.with_any[word].append(number)
        for word in self.rare(words):
            self.with_rare[word].append(number)

    def like(self, words: frozenset[str]) -> set[int]:
        """The numbers of all kept sets that may share so much with this one, and of a few that do not."""
        found: set[int] = set()
        for word in words:
            found.update(self.with_rare.get(word, ()))
        for word in self.rare(words):
            found.update(self.with_any.get(word, ()))
        return found

    def rare(self, words: frozenset[str]) -> list[str]:
        """The rarest words of a set: one more than may be missing from a set that is like it."""
        most_missing = len(words) - ceil(self.share * len(words) - 1e-9)
        return sorted(words, key=lambda word: (self.common[word], word))[: most_missing + 1]
