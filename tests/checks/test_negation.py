"""The denial rules: every pattern finds its own example, and denials are counted on both sides."""

import pytest

from mujaz.arabic.normalise import fold_word
from mujaz.checks.negation import KINDS, Rule, polarity, rules


@pytest.mark.parametrize(
    ("kind", "rule"),
    [(kind, rule) for kind in KINDS for rule in getattr(rules(), kind)],
    ids=lambda r: getattr(r, "id", r),
)
def test_each_rule_finds_its_example(kind: str, rule: Rule) -> None:
    text = rule.example.lower() if kind.startswith("english") else fold_word(rule.example)
    assert rule.pattern.search(text)


@pytest.mark.parametrize(
    ("arabic", "english", "fault"),
    [
        ("لم يصل أحد", "No one arrived", ""),
        ("لم يصل أحد", "Someone arrived", "the Arabic denies, the English does not"),
        ("وصل الجميع", "Everyone did not arrive", "the English denies, the Arabic does not"),
        ("انتهى اللقاء بدون نتيجة", "The meeting ended without result", ""),
        ("انتهى اللقاء بدون نتيجة", "The meeting ended with a result", "the Arabic says without, the English does not"),
        ("نفى الوزير الخبر", "The Minister said the news was not true", ""),
        ("يجب وقف الأنشطة غير المشروعة", "Illicit activities must stop", ""),
        ("وأدانت الدول الست الصيد", "The six countries condemned fishing", ""),
        ("ولا سيما في الشرق", "especially in the east", ""),
    ],
)
def test_polarity(arabic: str, english: str, fault: str) -> None:
    assert polarity(arabic, english) == fault
