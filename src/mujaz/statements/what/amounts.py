"""Sums of money and shares in a sentence: value, currency, per what, which period. Data: lexicon/currencies.toml."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Annotated

from mujaz.arabic.normalise import FoldedText, fold_word
from mujaz.arabic.quantity import Number
from mujaz.arabic.script import ARTICLE
from mujaz.records.article import When
from mujaz.records.statement import Amount
from mujaz.resources import package_path
from mujaz.statements.view import COMMAS, STOPS, View
from mujaz.statements.who.entities import names
from mujaz.tables import read_toml

PRICED = (["للبرميل"], ["للسهم"], ["للاونصة"], ["للدولار"])  # a price behind which stands what it is for, not a sum
_BETWEEN = frozenset({"من", "ال", "نحو", "حوالي"})
_RANGE_LEAD = re.compile(r"(?:بين|من|مابين) $")
_RANGE_GAP = re.compile(r" ?(?:و|-|–|إلى|الى|وحتى|حتى) ?")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A currency unit: code when alone, whether alone is certain, code by adjective."""

    alone: str
    certain: bool
    adjectives: Mapping[str, str]
    needs_adjective: bool = False
    by_country: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Currencies:
    """Everything of currencies.toml, keys folded."""

    units: Mapping[str, Unit]
    symbols: Mapping[str, str]
    share_words: frozenset[str]
    share_phrases: frozenset[tuple[str, ...]]
    per: Mapping[str, str]
    adverbs: frozenset[str]
    quick: re.Pattern[str]


def iso(code: str) -> str:
    """An ISO 4217 code. Raises ValueError for anything else."""
    if not re.fullmatch("[A-Z]{3}", code):
        raise ValueError(f"{code!r} is no ISO 4217 code")
    return code


Code = Annotated[str, iso]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A [[unit]] of currencies.toml; the head of that file says what each field is."""

    id: str
    forms: tuple[FoldedText, ...]
    alone: Code
    example: str
    symbols: dict[str, Code] = field(default_factory=dict)
    adjectives: dict[str, Code] = field(default_factory=dict)
    certain: bool = False
    needs_adjective: bool = False


@dataclass(frozen=True, slots=True)
class Shares:
    """What says that a figure is a share."""

    words: frozenset[FoldedText]
    phrases: tuple[tuple[FoldedText, ...], ...]


@dataclass(frozen=True, slots=True)
class Per:
    """Words for the time a sum is paid for."""

    year: tuple[FoldedText, ...]
    month: tuple[FoldedText, ...]
    day: tuple[FoldedText, ...]
    adverbs: frozenset[FoldedText]


@dataclass(frozen=True, slots=True)
class File:
    """What currencies.toml holds."""

    unit: tuple[UnitRow, ...]
    shares: Shares
    per: Per


@lru_cache(maxsize=1)
def read_currencies() -> File:
    """The packaged currencies.toml as it stands. Raises DataError naming the entry at fault."""
    return read_toml(package_path("lexicon", "currencies.toml"), File)


@lru_cache(maxsize=1)
def currencies() -> Currencies:
    """The currencies of the package."""
    file = read_currencies()
    units: dict[str, Unit] = {}
    symbols: dict[str, str] = {}
    for row in file.unit:
        adjectives = {}
        for adjective, code in row.adjectives.items():
            stem = fold_word(adjective).removesuffix("ة")
            for form in (stem, stem + "ا", stem + "ة", ARTICLE + stem, ARTICLE + stem + "ة"):
                adjectives[form] = code
        nationality = names().nationality
        by_country = {nationality[a]: code for a, code in adjectives.items() if a in nationality}
        unit = Unit(row.alone, row.certain, adjectives, row.needs_adjective, by_country)
        units.update(dict.fromkeys(row.forms, unit))
        symbols.update(row.symbols)
    per = {word: kind for kind in ("year", "month", "day") for word in getattr(file.per, kind)}
    words = "|".join(sorted((re.escape(u) for u in units), key=len, reverse=True))
    return Currencies(
        units, symbols, file.shares.words, frozenset(file.shares.phrases), per, file.per.adverbs,
        re.compile(rf"[$€£¥₪₹₽₩%]|{words}|بالم|في الم[ائ]"),
    )  # fmt: skip


def find_amounts(
    view: View, numbers: Sequence[Number], dates: Sequence[When], countries: Sequence[str] = ()
) -> tuple[Amount, ...]:
    """The sums and shares of a sentence, offsets in the article. numbers, dates: of this sentence, offsets in it.

    countries: those the article speaks of, most often named first; they settle which pound, lira or dinar is meant.
    """
    known = currencies()
    if not numbers or not known.quick.search(view.folded.text):
        return ()
    found: list[Amount] = []
    origin = view.sentence.start
    for number in numbers:
        if any(d.start <= number.start and number.end <= d.end for d in dates if d.precision != "duration"):
            continue
        number = without_year(view, number, dates)  # noqa: PLW2901
        first, after = view.word_at(number.start), view.word_at(number.end)
        code, inferred, end = currency_at(view, first, after, known, countries)
        if not code:
            continue
        start, stop = view.original(first, max(end, after))
        start = min(start, origin + number.start)
        if code != "%":
            view.money[first] = max(end, after)
            if first and view.words[first - 1] in known.symbols:
                start, _ = view.original(first - 1, first)
                view.money[first - 1] = end
        else:
            view.shares[first] = end
        if code != "%" and (low := range_start(view, numbers, number)):
            found.append(replace_number(view, low, number, code, inferred=inferred))
        found.append(
            Amount(
                float(number.value), code, per_what(view, end, known),
                view.sentence.text[start - origin : stop - origin], "", inferred, start, stop,
            )
        )  # fmt: skip
    return with_periods(view, tuple(found), dates)


def range_start(view: View, numbers: Sequence[Number], number: Number) -> Number | None:
    """The lower figure of "between 12 and 15 million", of which the scale stands behind the upper one; else None."""
    text = view.sentence.text
    for low in numbers:
        gap = text[low.end : number.start + 1]
        led = _RANGE_LEAD.search(text, max(0, low.start - 12), low.start)
        if low.end <= number.start and low.kind == "figure" and led and _RANGE_GAP.fullmatch(gap.rstrip("0123456789")):
            return low
    return None


def replace_number(view: View, low: Number, high: Number, code: str, *, inferred: bool) -> Amount:
    """The sum of the lower end of a range, counted in the scale of the upper one."""
    figure = _FIGURE.search(high.ar)
    count = float(figure[0].replace(",", ".")) if figure else 0.0
    scale = float(high.value) / count if count and low.value < 1000 <= float(high.value) else 1.0
    origin = view.sentence.start
    return Amount(float(low.value) * scale, code, "", low.ar, "", inferred, origin + low.start, origin + low.end)


def without_year(view: View, number: Number, dates: Sequence[When]) -> Number:
    """A number whose first figure is the year of a date: in 2014 a billion, not 2014 billions."""
    for when in dates:
        if when.start <= number.start < when.end < number.end and when.value[-4:].isdigit():
            first = view.word_at(when.end)
            if first < len(view.words):
                start = view.original(first, first + 1)[0] - view.sentence.start
                return replace(number, value=number.value / int(when.value[-4:]), start=start)
    return number


def currency_at(
    view: View, first: int, after: int, known: Currencies, countries: Sequence[str]
) -> tuple[str, bool, int]:
    """(code, inferred, end) of the currency or percent sign beside a number; ("", False, after) without one."""
    words = view.words
    for at in (first - 1, after):
        if 0 <= at < len(words) and words[at] in known.symbols:
            return known.symbols[words[at]], words[at] == "$", max(after, at + 1)
    at = after
    while at < len(words) and at - after < 2 and words[at] in _BETWEEN:
        at += 1
    share = share_at(words, at, known)
    if share:
        return "%", False, share
    for place in (at, after - 1):  # "دولاران": the unit is its own number
        if place < len(words):
            unit = known.units.get(words[place]) or known.units.get(words[place].removeprefix("ال"))
            if unit:
                code, inferred, end = unit_at(words, place, unit, countries)
                return code, inferred, end if code else after
    return "", False, after


def share_at(words: Sequence[str], at: int, known: Currencies) -> int:
    """The word behind a percent sign or its words; 0 without one."""
    if at < len(words) and words[at] in known.share_words:
        return at + 1
    return at + 2 if tuple(words[at : at + 2]) in known.share_phrases else 0


def unit_at(words: Sequence[str], at: int, unit: Unit, countries: Sequence[str]) -> tuple[str, bool, int]:
    """(code, inferred, end) of a currency unit at a word: its adjective, else the article's countries, else alone."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if following in unit.adjectives:
        return unit.adjectives[following], False, at + 2
    priced = [following] in PRICED or list(words[at + 1 : at + 3]) == ["مقابل", "الدولار"]
    if unit.needs_adjective or priced:
        return "", False, at
    if unit.adjectives and following in ("استرليني", "الاسترليني"):
        return "GBP", False, at + 2
    if not unit.certain and unit.alone != "USD":
        for country in countries:
            if country in unit.by_country:
                return unit.by_country[country], True, at + 1
    return unit.alone, not unit.certain, at + 1


def per_what(view: View, end: int, known: Currencies) -> str:
    """Give "year", "month", "day" where words behind a sum say so, else ""."""
    words = view.words
    for at in range(end, min(end + 4, len(words))):
        if words[at] in COMMAS or words[at] in STOPS:
            break
        kind = known.per.get(words[at], "")
        if kind and (
            words[at] in known.adverbs
            or words[at - 1] in ("كل", "لكل")
            or (
                words[at - 1] == "في"
                and words[at] in ("العام", "السنة", "الشهر", "اليوم")
                and not (
                    at + 1 < len(words)
                    and (
                        words[at + 1][:1].isdigit()
                        or words[at + 1] in ("الماضي", "المقبل", "الجاري", "الحالي", "نفسه", "ذاته", "القادم", "المالي")
                    )
                )
            )
        ):
            return kind
    return ""


def with_periods(view: View, amounts: tuple[Amount, ...], dates: Sequence[When]) -> tuple[Amount, ...]:
    """Give each sum the interval or duration nearest to it in its own part of the sentence."""
    out = []
    origin = view.sentence.start
    bounds = [a.start for a in amounts]
    for number, amount in enumerate(amounts):
        best: When | None = None
        low = bounds[number - 1] if number else origin
        high = bounds[number + 1] if number + 1 < len(amounts) else origin + len(view.sentence.text)
        cut = clause_between(view, amount.start, high)
        floor = clause_before(view, low, amount.start)
        for when in dates:
            at = origin + when.start
            if when.precision not in ("interval", "duration") or not floor <= at < cut or ".." in when.value:
                continue
            if best is None or (best.precision == "duration" and when.precision == "interval"):
                best = when
        out.append(replace(amount, period=best.value) if best and amount.currency != "%" else amount)
    return tuple(out)


def clause_between(view: View, start: int, end: int) -> int:
    """The offset of the first comma behind `start`, at most `end`."""
    text, origin = view.sentence.text, view.sentence.start
    for at in range(start - origin, min(end - origin, len(text))):
        if text[at] in "،؛":
            return origin + at
    return end


def clause_before(view: View, low: int, start: int) -> int:
    """The offset behind the last comma before `start`, at least `low`."""
    text, origin = view.sentence.text, view.sentence.start
    for at in range(start - origin - 1, low - origin - 1, -1):
        if 0 <= at < len(text) and text[at] in "،؛":
            return origin + at + 1
    return low
