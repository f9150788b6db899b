"""What an article is about, by its words: sport, show business, goods, weather, health and crime must stay quiet."""

from collections import Counter
from collections.abc import Iterable

from mujaz.statements.cues.rules import POLITICS, CueSet
from mujaz.statements.view import View

_SHARE = 0.015  # of an article's words; sport pages have 5 %, political reports under 1 %


def noisy(views: Iterable[View], rules: CueSet) -> str:
    """The id of the field an article belongs to, or "" for one that may speak for the page."""
    words = Counter(word for view in views for word in view.words if word.isalpha())
    total = sum(words.values())
    if not total:
        return ""
    counts: Counter[str] = Counter()
    for word, times in words.items():
        for field in rules.fields(word):
            counts[field] += times
    politics = counts.pop(POLITICS, 0)
    best, most = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    return best if most >= 3 and most / total >= _SHARE and most > politics else ""
