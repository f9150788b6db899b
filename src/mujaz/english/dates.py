"""Dates in English: writes a When for readers, and finds dates in a translation to compare them with its source."""

import re
from functools import lru_cache

from mujaz.arabic.calendar import Point
from mujaz.arabic.normalise import fold_word
from mujaz.arabic.stretches import Stretches
from mujaz.english import wordings
from mujaz.lexicon.english_words import MONTHS, UNITS
from mujaz.records.article import When

_UNIT_WORDS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
_DURATION = re.compile(
    r"P(?:(?P<Y>[\d.]+)Y)?(?:(?P<M>[\d.]+)M)?(?:(?P<W>[\d.]+)W)?(?:(?P<D>[\d.]+)D)?(?:T(?P<H>[\d.]+)H)?"
)
# "within six months" sets a limit, "for six months" says how long
_ISO = re.compile(r"(?P<y>\d{4}|-)(?:-(?P<m>\d\d))?(?:-(?P<d>\d\d))?")


def format_when(when: When) -> str:
    """Return a date in English: "18 October 2022", "16–17 May 2019", "by the end of 2025", "for three years".

    A value that is not of the forms described in article.When is returned as it is.
    """
    value = when.value
    if value.startswith("P"):
        words = _duration(value)
        limit = "within" if wordings.words().within.search(fold_word(when.ar)) else "for"
        return f"{limit} {words}" if words else value
    first, slash, second = value.partition("/")
    if not slash:
        point = _point(first)
        return _single(point) if point else value
    if first == "..":
        point = _point(second)
        if point is None:
            return value
        return f"by the end of {point.year}" if point.month is None else f"by {_single(point)}"
    begin = _point(first)
    if second == "..":
        return f"from {_single(begin)}" if begin else value
    end = _point(second)
    return _interval(begin, end) if begin and end else value


def _point(iso: str) -> Point | None:
    match = _ISO.fullmatch(iso)
    if match is None:
        return None
    parts = [None if match[g] in {None, "-"} else int(match[g]) for g in "ymd"]
    point = Point(*parts)
    return point if point.valid else None


def _single(point: Point) -> str:
    parts = [str(point.day) if point.day else "", MONTHS[point.month - 1] if point.month else ""]
    return " ".join(p for p in (*parts, str(point.year) if point.year is not None else "") if p)


def _interval(begin: Point, end: Point) -> str:
    """Say what both ends share only once. Spaces stand around the dash where an end has several words."""
    if begin.year == end.year and begin.year is not None:
        if begin.month == end.month and begin.day and end.day:
            return f"{begin.day}–{_single(end)}"
        if begin.month and end.month and not begin.day and not end.day:
            return f"{MONTHS[begin.month - 1]}–{_single(end)}"
        if begin.month and end.month:
            return f"{_single(Point(None, begin.month, begin.day))} – {_single(end)}"
    if begin.month is None and end.month is None:
        return f"{_single(begin)}–{_single(end)}"
    if begin.year is None and begin.month == end.month:
        return f"{begin.day}–{_single(end)}"
    return f"{_single(begin)} – {_single(end)}"


def _duration(value: str) -> str:
    """A duration in words, "" when it is not one."""
    match = _DURATION.fullmatch(value)
    if match is None or not any(match.groups()):
        return ""
    parts = []
    for unit, word in _UNIT_WORDS.items():
        if match[unit]:
            amount = float(match[unit])
            small = amount.is_integer() and amount <= 10
            number = UNITS[int(amount)] if small else f"{amount:g}"
            parts.append(f"{number} {word}{'' if amount == 1 else 's'}")
    return " and ".join(parts)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    short = [rf"{m[:3]}(?:{m[3:]}|{'t' if m.startswith('Sep') else ''}\.?)" if len(m) > 4 else m for m in MONTHS]
    month = rf"\b(?P<m>{'|'.join(short)})\b\.?"
    day = r"(?<![\d.,])(?P<d>\d{1,2})(?:st|nd|rd|th)?(?: ?[-–—] ?(?P<d2>\d{1,2})(?:st|nd|rd|th)?)?"
    year = r"(?P<y>(?:19|20)\d\d)(?!\d)"
    return (
        re.compile(rf"{day} (?:of )?{month}(?:,? (?:of )?{year})?"),
        re.compile(rf"{month} {day}(?!\d)(?:,? {year})?"),
        re.compile(rf"{month}(?:,? (?:of )?{year})"),
        re.compile(r"(?<![\d/-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
        re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)(?!\d)"),
        re.compile(r"(?<![\d/.-])(?P<y>(?:19|20)\d\d) ?(?:[-–—/]|to|until|through) ?(?P<y2>(?:19|20)\d\d)(?![\d/-])"),
        re.compile(r"(?<![\d/.,$€£-])(?P<y>(?:19|20)\d\d)(?![\d/,]|\.\d|-\d)"),
    )


def english_dates(text: str) -> tuple[When, ...]:
    """Return the days, months, years and ranges of them stated in English text, in order, with offsets in it.

    Made for comparing with find_dates; words such as "yesterday" give nothing. Any number from 1900 to 2099 that
    stands alone is taken for a year.
    """
    found: list[When] = []
    taken = Stretches(())
    for pattern in _patterns():
        for match in pattern.finditer(text):
            when = None if taken.meet(*match.span()) else _when(match)
            if when is not None:
                taken.add_apart(*match.span())
                found.append(when)
    return tuple(sorted(found, key=lambda f: f.start))


def _when(match: re.Match[str]) -> When | None:
    groups = match.groupdict()
    text, start, end = match.group(), match.start(), match.end()
    year = int(groups["y"]) if groups.get("y") else None
    if groups.get("y2"):
        rises = year is not None and year < int(groups["y2"])
        return When(f"{year}/{groups['y2']}", "interval", "stated", text, start, end) if rises else None
    name = groups.get("m")
    month = None
    if name:
        month = int(name) if name.isdigit() else next(n for n, m in enumerate(MONTHS, 1) if m.startswith(name[:3]))
    point = Point(year, month, int(groups["d"]) if groups.get("d") else None)
    if not point.valid:
        return None
    if groups.get("d2"):
        last_point = Point(year, month, int(groups["d2"]))
        value = f"{point.iso}/{last_point.iso}"
        return When(value, "interval", "stated", text, start, end) if last_point.valid else None
    return When(point.iso, point.precision, "stated", text, start, end)
