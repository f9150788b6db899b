"""The numbers of a source compared with those of its translation, by value."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mujaz.arabic.dates import find_dates
from mujaz.arabic.numbers import find_numbers
from mujaz.arabic.quantity import Number
from mujaz.english.dates import english_dates
from mujaz.english.numbers import english_numbers
from mujaz.lexicon.english_words import MONTHS
from mujaz.records.article import When

# Values that one language says with a word and the other leaves out: "one of", "the two days", "first", "the other".
_LOOSE = 2
_WORDS = frozenset({"words", "ordinal", "dual"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """missing: numbers of the Arabic whose value the English lacks; extra: numbers of the English out of nowhere."""

    missing: tuple[Number, ...]
    extra: tuple[Number, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra)


def compare(source_ar: str, english: str) -> Comparison:
    """Pair the numbers of a sentence and its translation by value.

    Number words count as their value. Said in words, one and two (first, second, both, a dual) may be missing or extra
    on either side. A figure must be there as often as the source writes it only when it is there less often and another
    figure stands in its place.
    """
    arabic = list(find_numbers(source_ar))
    there = list(english_numbers(english))
    arabic_values, there_values = _values(arabic), _values(there)
    missing = [n for n in arabic if not _loose(n) and n.value not in there_values and not _in_parts(n, there_values)]
    extra = [n for n in there if not _loose(n) and n.value not in arabic_values and not _in_parts(n, arabic_values)]
    return Comparison(tuple(missing), tuple(extra))


def _values(numbers: Iterable[Number]) -> Counter[float]:
    return Counter(float(n.value) for n in numbers)


def _loose(number: Number) -> bool:
    """Whether a number may come or go: small ones in words, and parts of a whole ("half", "a third")."""
    return number.kind in _WORDS and number.value <= _LOOSE


def _in_parts(number: Number, values: Counter[float]) -> bool:
    """Whether a value stands split in two, as "2.5 million" does in "2 million and 500 thousand"."""
    value = float(number.value)
    if value < 1000:
        return False
    return any(part < value and values[value - part] for part in values if part > 0 and value / part < 1000)


def describe(comparison: Comparison) -> str:
    """What is wrong, in words, with the Arabic figure shown; empty when nothing is."""
    parts = []
    if comparison.missing:
        parts.append("not in the English: " + ", ".join(dict.fromkeys(n.ar for n in comparison.missing)))
    if comparison.extra:
        parts.append("not in the Arabic: " + ", ".join(dict.fromkeys(n.ar for n in comparison.extra)))
    return "; ".join(parts)


def wrong_months(source_ar: str, english: str) -> str:
    """Months that a date of one side has and no date of the other; "" when they agree.

    Days and years are numbers and compared as such. A date found only in the English is no fault by itself.
    """
    arabic = {month for when in find_dates(source_ar, None) for month in _months(when)}
    there = {month for when in english_dates(english) for month in _months(when)}
    if not arabic and not there:
        return ""
    named = {at for at, name in enumerate(MONTHS, 1) if re.search(rf"\b{name}\b", english)}
    lost, new = sorted(arabic - there - named), sorted(there - arabic)
    said = [f"not in the English: {' '.join(MONTHS[m - 1] for m in lost)}"] if lost else []
    if new and arabic:
        said.append(f"not in the Arabic: {' '.join(MONTHS[m - 1] for m in new)}")
    return "; ".join(said)


def _months(when: When) -> list[int]:
    """The months that a date or interval names: 2019-05-16/2019-06 is 5 and 6, --07-01 is 7."""
    found = re.findall(r"(?:^|/)(?:\d{4}|-)-(\d{2})", when.value)
    return [int(month) for month in found if when.precision in ("day", "month", "interval")]
