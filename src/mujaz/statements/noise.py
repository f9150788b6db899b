"""What an article is about, by its words: sport, show business, goods, weather, health and crime must stay quiet."""

from collections import Counter
from collections.abc import Iterable

from mujaz.statements.cues import Domain
from mujaz.statements.view import View
from mujaz.statements.words import nominal_splits

_SHARE = 0.015  # of an article's words; sport pages have 5 %, political reports under 1 %
_POLITICS = frozenset(
    ("وزير", "وزارة", "الحكومة", "حكومة", "الرئيس", "رئيس", "الدولة", "الدول", "دولة", "الامم", "مجلس", "البرلمان", "قمة", "القمة",
     "اتفاق", "الاتفاق", "القوات", "الجيش", "هدنة", "عقوبات", "العقوبات", "مساعدات", "المساعدات", "السلام", "الارهاب", "الانتخابات", "اللاجئين",
     "الدبلوماسية", "الدبلوماسي", "السفير", "الخارجية", "المفاوضات", "الحرب", "النووي", "المانحين", "الوزراء", "الاتحاد", "العسكرية", "القصف")
)  # fmt: skip


def noisy(views: Iterable[View], domains: Iterable[Domain]) -> str:
    """The id of the field an article belongs to, or "" for one that may speak for the page."""
    words = Counter(word for view in views for word in view.words if word.isalpha())
    total = sum(words.values())
    if not total:
        return ""
    fields = tuple(domains)
    counts: Counter[str] = Counter()
    for word, times in words.items():
        bare = {b for _, _, b in nominal_splits(word)}
        for field in fields:
            if not field.words.isdisjoint(bare):
                counts[field.id] += times
        if not _POLITICS.isdisjoint(bare):
            counts[""] += times
    politics = counts.pop("", 0)
    best, most = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    return best if most >= 3 and most / total >= _SHARE and most > politics else ""
