"""What an article is about, by its words: sport, show business, goods, weather, health and crime must stay quiet."""

from collections.abc import Iterable
from functools import lru_cache

from mujaz.statements.cues import Domain
from mujaz.statements.view import View
from mujaz.statements.words import nominal_splits

_SHARE = 0.022  # of an article's words; sport pages have 5 %, political reports under 1 %
_POLITICS = frozenset(
    ("وزير", "وزارة", "الحكومة", "حكومة", "الرئيس", "رئيس", "الدولة", "الدول", "دولة", "الأمم".replace("أ", "ا"), "مجلس", "البرلمان", "قمة", "القمة",
     "اتفاق", "الاتفاق", "القوات", "الجيش", "هدنة", "عقوبات", "العقوبات", "مساعدات", "المساعدات", "السلام", "الارهاب", "الانتخابات", "اللاجئين",
     "الدبلوماسية", "الدبلوماسي", "السفير", "الخارجية", "المفاوضات", "الحرب", "النووي", "المانحين", "الوزراء", "الاتحاد", "العسكرية", "القصف")
)  # fmt: skip


@lru_cache(maxsize=20000)
def _bare(word: str) -> frozenset[str]:
    return frozenset(b for _, _, b in nominal_splits(word))


def noisy(views: Iterable[View], domains: Iterable[Domain]) -> str:
    """The id of the field an article belongs to, or "" for one that may speak for the page."""
    words = [word for view in views for word in view.words if word.isalpha()]
    if not words:
        return ""
    best, most = "", 0
    for domain in domains:
        count = sum(1 for word in words if word in domain.words or not domain.words.isdisjoint(_bare(word)))
        if count > most:
            best, most = domain.id, count
    politics = sum(1 for word in words if not _POLITICS.isdisjoint(_bare(word)))
    return best if most >= 3 and most / len(words) >= _SHARE and most > politics else ""
