"""Finds dates, intervals and durations in Arabic text, and writes them in English for readers.

Values are ISO 8601 (see article.When). Conventions where the standard leaves room:
"../2025" is by the end of 2025 (بحلول نهاية عام 2025), "../2026-06" by the middle of 2026, "2026/.." from 2026 on;
a day or month whose year is neither stated nor to be inferred is "--03-29" or "--03"; a week is Monday to Sunday.
A year that belongs to a document's name (القانون رقم 12 لسنة 2014, القرار 2462 (2019)) is no date.
Times of day are no dates. Words relative to the article's date (أمس، الشهر المقبل) give nothing without a reference.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from mujaz.arabic.calendar import point_of
from mujaz.arabic.date_rules import (
    Found,
    durations,
    full_dates,
    numeric_dates,
    relative_dates,
    without_year,
    year_dates,
)
from mujaz.arabic.date_words import any_of, date_words
from mujaz.arabic.normalise import Folded, fold
from mujaz.arabic.numbers import numbers_in
from mujaz.arabic.quantity import Number
from mujaz.arabic.script import AND, ARTICLE, CLITICS, CONJUNCTIONS, TO_THE, without_article
from mujaz.arabic.stretches import Stretches
from mujaz.records.article import Precision, When

_WORD = re.compile(r"[^\W\d_]+")
_YEAR_LIKE = re.compile(r"(?<!\d)(?:19|20|1[34])\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class _Links:
    """What may stand between two dates, or before them, that are one."""

    same_day: re.Pattern[str]
    range: re.Pattern[str]
    range_lead: re.Pattern[str]
    between: re.Pattern[str]
    near: re.Pattern[str]
    bound: re.Pattern[str]


@lru_cache(maxsize=1)
def _links() -> _Links:
    lexicon, around = date_words(), date_words().around
    day, date, month = around["day-word"], around["day-or-date"], around["month-word"]
    return _Links(
        same_day=re.compile(rf"[،,]? ?[هم]?[،,]? ?\(?(?:{around['same-day']}:? ?(?:ل ?|{day} )?|[/|(-] ?)?"),
        range=re.compile(rf" ?(?:[-–—]|و?الي|و?حتي) ?(?:{day} )?(?:[^\W\d_]+ )?"),
        range_lead=re.compile(rf"(?<![^\W_]){AND}?{around['range-of-days']}(?: {date})? ?$"),
        between=re.compile(rf"(?<![^\W_]){AND}?{around['between']} $"),
        near=re.compile(rf"(?: {around['more']})?[،,]? ?\(?(?:{around['period']} )?"),
        bound=re.compile(
            rf"(?<![^\W_])(?:{AND}?(?P<bound>{any_of(lexicon.bounds)})(?: {date})? )?"
            rf"(?:(?:ال)?(?P<part>{any_of(lexicon.parts)}) (?:من )?)?(?:{month} |{day} )?$"
        ),
    )


@lru_cache(maxsize=1)
def _triggers() -> dict[str, int]:
    """First words of everything that can make a date, with their clitics. Bits: 1 months, 2 relative, 4 units."""
    lexicon = date_words()
    found: dict[str, int] = {}
    periods = [*lexicon.periods, *map(without_article, lexicon.periods)]
    for forms, bit in (
        (lexicon.months, 1),
        ((*lexicon.weekdays, *lexicon.relatives, *lexicon.spans, *periods), 2),
        (lexicon.units, 4),
    ):
        for form in forms:
            first = form.split()[0]
            for clitics in ("", *CLITICS, "وب", "ول"):
                found[clitics + first] = found.get(clitics + first, 0) | bit
            if first.startswith(ARTICLE):
                found[TO_THE + first[2:]] = found.get(TO_THE + first[2:], 0) | bit
    return found


def find_dates(text: str, reference: When | None = None) -> tuple[When, ...]:
    """Return the dates, intervals and durations of an Arabic text, in order, with offsets in it.

    reference: the date of the article, from which relative dates and missing years are worked out (known="inferred").
    """
    view = fold(text)
    return dates_in(view, text, reference)


def dates_in(
    view: Folded, text: str, reference: When | None = None, numbers: Sequence[Number] | None = None
) -> tuple[When, ...]:
    """Return what find_dates does, for a caller that has folded the text and perhaps found its numbers already."""
    folded = view.text
    triggers, bits = _triggers(), 0
    for word in _WORD.findall(folded):
        bits |= triggers.get(word, 0)
    years = _YEAR_LIKE.search(folded) is not None
    if not bits and not years:
        return ()
    here = point_of(reference)
    found: list[Found] = []
    if bits & 1:
        found += full_dates(folded, here)
    if years:
        found += numeric_dates(folded)
        found += year_dates(folded)
    if bits & 2:
        found += relative_dates(folded, here)
    if bits & 4:
        if numbers is None or view.runs:
            numbers = numbers_in(Folded(folded), folded)
        found += durations(folded, numbers)
    if not found:
        return ()
    holes = Stretches(m.span() for m in date_words().exceptions.finditer(folded))
    found = [f for f in found if f.weight >= 4 or not holes.meet(f.start, f.end)]
    kept = _merge_durations(_bounded(_linked(_longest(found), folded), folded), folded)
    return tuple(_when(f, view, text) for f in kept)


def _when(found: Found, view: Folded, text: str) -> When:
    span = view.span(found.start, found.end)
    return When(found.value, found.precision, found.known, span.of(text), span.start, span.end)


def _longest(found: Sequence[Found]) -> list[Found]:
    """Of findings that overlap keep the weightiest, then the longest; two dates of one stretch (3 and 10 May) stay."""
    kept: dict[tuple[int, int], list[Found]] = {}
    taken = Stretches(())
    for one in sorted(found, key=lambda f: (-f.weight, f.start - f.end, f.start)):
        span = (one.start, one.end)
        if span in kept:
            if not any(k == one or k.weight > one.weight for k in kept[span]):
                kept[span].append(one)
        elif not taken.meet(*span):
            taken.add_apart(*span)
            kept[span] = [one]
    return sorted((one for ones in kept.values() for one in ones), key=lambda f: (f.start, f.value))


def _linked(found: list[Found], text: str) -> list[Found]:
    """Join neighbours that speak of one date: both calendars, weekday and date, the ends of a range."""
    out: list[Found] = []
    for one in found:
        last = out[-1] if out else None
        if last is None or one.start < last.end:
            out.append(one)
            continue
        gap = text[last.end : one.start]
        if _same(last, one) and _links().same_day.fullmatch(gap):
            best = last if (one.hijri and not last.hijri) or last.weight > one.weight else one
            out[-1] = replace(best, start=last.start, end=one.end)
        elif (joined := _range(last, one, gap, text)) is not None:
            out[-1] = joined
        elif gap.strip() == "و" and last.precision == one.precision != "year":
            out[-1:] = [without_year(last, one), one]  # "May and June 2023"
        else:
            out.append(one)
    return out


def _same(first: Found, second: Found) -> bool:
    """Whether two neighbours can be one date told twice: in two calendars, or as weekday (or today) and day."""
    if first.hijri != second.hijri:
        return True
    days = first.precision == "day" and second.precision in {"day", "interval"}
    return days and first.weight <= 2 and first.weight != second.weight


def _range(first: Found, second: Found, gap: str, text: str) -> Found | None:
    """Make an interval of "30 October to 2 November 2024"; "between X and Y" needs its "between"."""
    weekdays = first.weight == 1 or second.weight == 1
    if first.precision != second.precision or first.precision not in {"day", "month", "year"} or weekdays:
        return None
    lead = text[max(0, first.start - 20) : first.start]
    led = _links().range_lead.search(lead)
    if not (_links().range.fullmatch(gap) and (led or "-" in gap or "–" in gap)) and not (
        re.fullmatch(rf"و(?: {date_words().around['day-word']})?", gap.strip()) and _links().between.search(lead)
    ):
        return None
    first = without_year(first, second)
    if first.value > second.value:
        return None
    start = max(0, first.start - 20) + led.start() if led else first.start
    start += 1 if text[start] in CONJUNCTIONS and text[start + 1 : start + 2] in {"م", "ب", "ا"} else 0
    return replace(second, start=start, value=f"{first.value}/{second.value}", precision="interval", point=None)


def _bounded(found: list[Found], text: str) -> list[Found]:
    """Open the dates behind "by", "until", "since", "from" on the side that these leave open."""
    lexicon = date_words()
    out: list[Found] = []
    for one in found:
        before_it = text[max(0, one.start - 40) : one.start]
        match = None if one.precision == "duration" else _links().bound.search(before_it)
        if match is None or match["bound"] is None or (out and one.start < out[-1].end):
            out.append(one)
            continue
        value, part = one.value, lexicon.parts.get(match["part"] or "", "")
        if part == "middle" and one.precision == "year":
            value += "-06"
        before = lexicon.bounds[match["bound"]] == "end"
        if before:
            value = f"../{value.split('/')[-1]}"
        elif one.precision != "interval":
            value = f"{value}/.."  # "since 1950 and until 1958" has its end already
        at = max(0, one.start - 40) + match.start("bound")
        out.append(replace(one, start=at, value=value, precision=_open_precision(one), point=None))
    return out


def _open_precision(found: Found) -> Precision:
    return "day" if found.precision == "interval" and len(found.value.split("/")[0]) == 10 else found.precision


def _merge_durations(found: list[Found], text: str) -> list[Found]:
    """Let "for three years, from 2024 to 2026" be the interval; the duration says nothing more."""
    out: list[Found] = []
    for one in found:
        last = out[-1] if out else None
        near = (
            last is not None and 0 <= one.start - last.end <= 30 and _links().near.fullmatch(text[last.end : one.start])
        )
        if last is not None and near and last.precision == "duration" and one.precision == "interval":
            out[-1] = replace(one, start=last.start)
        else:
            out.append(one)
    return out
