"""Numbers put right in a finished translation, only where it is certain which English number is the wrong one."""

import re
from collections.abc import Sequence
from itertools import pairwise

from mujaz.arabic.quantity import Number
from mujaz.checks.numbers import Comparison, compare
from mujaz.lexicon.english_words import ORDINALS, SCALES

WRITTEN_OUT = 12  # ordinals up to the twelfth are words
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_YEAR = range(1900, 2101)
_ERA = re.compile(r"\b((?:19|20)\d\d) ?(?:CE|C\.E\.|AD|A\.D\.)(?!\w)")  # the م behind an Arabic year


def repair(source_ar: str, english: str) -> str:
    """Put numbers safely right; what is not certain stays and is flagged by the checks.

    Arabic-Indic digits become ASCII, a year loses its era ("2019 CE"). A number of the source that the English lacks
    replaces the one English number that the source lacks, when both are of one kind and size and stand at the same
    place among the numbers; also a wrong scale word (billion for million) and a decimal point in the place of a
    thousands comma (2.220 for 2,220).
    """
    english = _ERA.sub(r"\1", english.translate(_DIGITS))
    for _ in range(4):  # each round puts one number right; more than four wrong ones are no slips
        found = compare(source_ar, english)
        mended = _one(english, found)
        if mended is None or len(compare(source_ar, mended).missing) >= len(found.missing):
            return english
        english = mended
    return english


def _one(english: str, found: Comparison) -> str | None:
    """The English with one number put right; None when nothing is certain."""
    for wanted in found.missing:
        for wrong in found.extra:
            if _separator_slip(wanted, wrong, english) or _scale_slip(wanted, wrong):
                return _put(english, wrong, wanted)
    for wanted in found.missing:
        rivals = [n for n in found.extra if _like(wanted, n)]
        others = [n for n in found.missing if any(_like(n, r) for r in rivals)]
        if len(rivals) == len(others) == 1:
            return _put(english, rivals[0], wanted)
        if len(rivals) == len(others) and rivals and _same_order(others, rivals):
            return _put(english, rivals[others.index(wanted)], wanted)
    return None


def _same_order(wanted: Sequence[Number], wrong: Sequence[Number]) -> bool:
    """Whether both lists run in the order of their texts, so that the first answers to the first."""
    return all(a.start < b.start for a, b in pairwise(wanted)) and all(a.start < b.start for a, b in pairwise(wrong))


def _like(wanted: Number, wrong: Number) -> bool:
    """Whether two numbers are of one kind and size: both ordinals or neither, both years or neither, as many digits."""
    if (wanted.kind == "ordinal") != (wrong.kind == "ordinal") or wanted.kind == "dual":
        return False
    year = wanted.kind == "figure" and wanted.value in _YEAR
    if year != (wrong.kind == "figure" and wrong.value in _YEAR):
        return False
    if float(wanted.value).is_integer() != float(wrong.value).is_integer():
        return False
    small, large = sorted((abs(float(wanted.value)), abs(float(wrong.value))))
    return large < 10 * max(small, 1)


def _separator_slip(wanted: Number, wrong: Number, english: str) -> bool:
    """2.220 for 2,220: the same digits, a point where the thousands comma should be."""
    written = english[wrong.start : wrong.end]
    return re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", written) is not None and (
        float(re.sub(r"[.,]", "", written)) == float(wanted.value)
    )


def _scale_slip(wanted: Number, wrong: Number) -> bool:
    """The same figure with another scale word: 15 billion for 15 million."""
    if not wanted.value or not wrong.value or max(wanted.value, wrong.value) < 1000:
        return False
    ratio = max(wanted.value, wrong.value) / min(wanted.value, wrong.value)
    return ratio in (10**3, 10**6, 10**9)


def _put(english: str, wrong: Number, wanted: Number) -> str:
    """Write the wanted value in place of the wrong one, in its manner: ordinal, scale word, thousands comma."""
    written = english[wrong.start : wrong.end]
    return english[: wrong.start] + _written(wanted, written) + english[wrong.end :]


def _written(wanted: Number, like: str) -> str:
    value = float(wanted.value)
    if wanted.kind == "ordinal":
        return _ordinal(int(value)) if re.search(r"\d", like) else _ordinal_word(int(value))
    if wanted.kind == "figure" and value in _YEAR and "," not in like:
        return str(int(value))
    for word, scale in reversed(SCALES.items()):
        if scale > 1000 and value >= scale and (value / scale * 100).is_integer():
            return f"{value / scale:g} {word}"
    if not value.is_integer():
        return f"{value:g}"
    return f"{int(value):,}" if value >= 10_000 or re.search(r"\d[.,]\d{3}\b", like) else str(int(value))


def _ordinal_word(value: int) -> str:
    return ORDINALS[value - 1] if 1 <= value <= WRITTEN_OUT else _ordinal(value)


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"
