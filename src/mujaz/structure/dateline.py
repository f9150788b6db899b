"""Datelines: where and when a text was written, and which agency sent it.

A dateline is a row of parts at the head of a line: place, agency or office, date, in any order, with dashes, slashes,
brackets or "في" between them: "دوشنبه – المكتب الإعلامي - ١٨ أكتوبر ٢٠٢٢", "الدوحة في 4 نوفمبر 2024 /قنا/ …",
"عمّان - بترا - …". Only the first lines of a text, or a whole line at its end, can be one. Places, agencies and words
are data (lexicon/places.tsv, outlets.toml, dateline.toml).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from mujaz.arabic.calendar import Point, point_of, with_year
from mujaz.arabic.dates import dates_in
from mujaz.arabic.normalise import Folded, fold, fold_word
from mujaz.records.article import Known, When
from mujaz.structure.dateline_words import any_of, listed, nowhere, numbered_outlets
from mujaz.structure.outlets import agencies, outlet_names

LINES = 8  # lines at the top that may be the dateline, title and kickers included
BARE = 4  # lines from the top that a place or agency alone makes a dateline
HEAD = 160  # characters of a line that are looked at
EARLY = 60  # characters within which a dateline shows a digit, bracket, dash or slash
_DASH = r"\-–—―−"
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_SEPARATORS = re.compile(rf"[\s{_DASH}/\\|:،,()\[\].*•·]*")
_DIGIT = re.compile(r"\d")  # "أمس" and the like are no dates of a dateline
_SIGNS = re.compile(rf"[\d(/:{_DASH}]")
_STRONG = re.compile(rf"\s*(?:[{_DASH}]{{1,2}}(?=\s|$)|[/:)\]|])")
_GUESS_CLOSED = re.compile(rf"\s*(?:/|[)\]]?\s*[{_DASH}:])")
_CLOSED = re.compile(rf"[\s{_DASH}/:)\]|]*[{_DASH}/:)\]|]")
_COUNTRY = re.compile(rf"[^\W\d]+(?: [^\W\d]+){{0,3}}(?= ?[{_DASH}(/:])")
_BOXED = re.compile(r"[^()/\d]{2,40}(?=[)/])")
_DASHED = re.compile(rf"[^\W\d]+(?: [^\W\d]+){{0,2}}(?= ?[{_DASH}:])")
_GUESS = re.compile(rf"([^\W\d]+(?: [^\W\d]+){{0,3}}?)(?:\s*[{_DASH}/(:]\s*| في (?=\d))")
_FRONT = re.compile(rf"([^\W\d]+(?: [^\W\d]+){{0,3}})\s*[{_DASH}|]\s*")
_GREGORIAN = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NAME_ENDS = re.compile(rf"\s*(?:[{_DASH}|/:،,)\]]|$)")
_NAME = re.compile(rf"(?: [^\W\d]+){{1,4}}(?=\s*(?:[{_DASH}|/:،,)\]]|$))")
_DAY_MONTH = re.compile(rf"(\d{{1,2}}) ?[{_DASH}/] ?(\d{{1,2}})(?![\d.,%])")


@cache
def _clock() -> re.Pattern[str]:
    """A time of day."""
    hour, half = any_of("clock").pattern, any_of("of_day").pattern
    return re.compile(rf"(?:{hour} )?\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?: ?{half})?")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says. start, end: its offsets in the text, with the signs that close it off.

    place: as written; agency: English name; by: somebody is named who wrote or sent it, listed or not.
    closed: a sign or the end of the line cuts it off from what follows; without one ("مسقط في 11 نوفمبر 2025 اعتمدت …")
    its words may be part of the first sentence.
    """

    start: int
    end: int
    place: str = ""
    agency: str = ""
    when: When | None = None
    by: bool = False
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Parts:
    """What was read so far, in offsets of the folded line head.

    guessed: the place is not listed. by: somebody is named who wrote or sent the text. dates: start → end and value
    of every date of the line head. reference: see find_dateline. number: of the line, from 0.
    """

    at: int = 0
    place: tuple[int, int] | None = None
    agency: str = ""
    guessed: bool = False
    by: bool = False
    date: tuple[int, int] | None = None
    dates: Mapping[int, tuple[int, When]] = field(default_factory=dict)
    reference: When | None = None
    number: int = 0


def find_dateline(text: str, reference: When | None = None) -> Dateline | None:
    """The dateline of a text, else a line near its top or end that holds nothing but a date, else None.

    reference: a date known from metadata, which may lend its year to a dateline without one.
    """
    found = datelines(text, reference)
    named = next((one for one in found if one.place or one.agency or not one.when), None)
    dated = next((one for one in found if one.when), None)
    if named and not named.when and dated:
        return replace(named, when=dated.when)
    return named or dated


def datelines(text: str, reference: When | None = None) -> tuple[Dateline, ...]:
    """Every line of a text that is or begins with a dateline, in order; lines with a date alone among them.

    Of the last lines only those count that hold nothing else. reference: as in find_dateline.
    """
    found = [
        one
        for number, (start, line) in enumerate(_lines(text, LINES))
        if (one := _parse(start, line, reference, number)) is not None
    ]
    seen = {one.start for one in found}
    for start, line in _last_lines(text):
        one = _parse(start, line, reference, LINES) if len(line) <= HEAD else None
        if one and one.start not in seen and one.when and one.end >= start + len(line.rstrip()):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def source_line(text: str) -> str:
    """What the last lines name as the source of the text ("المصدر: …"), as written; "" when they name none."""
    for _, line in _last_lines(text):
        head, found, tail = line.strip(" \t()[]*").partition(":")
        if found and fold_word(head) in listed("source"):
            return tail.strip(" \t()[].*")
    return ""


def _lines(text: str, limit: int) -> Iterator[tuple[int, str]]:
    """Offset and content of the first lines that are not blank."""
    count = 0
    for match in _LINE.finditer(text):
        if count == limit:
            return
        if not match.group().isspace():
            count += 1
            yield match.start(), match.group()


def _last_lines(text: str) -> list[tuple[int, str]]:
    """The last three lines that are not blank, the last first."""
    tail = len(text) - 2000
    if tail > 0:
        tail = text.find("\n", tail)  # not from the middle of a line
        if tail < 0:
            return []
    tail = max(0, tail)
    return [(tail + start, line) for start, line in _lines(text[tail:], 2000)][-3:][::-1]


def _parse(start: int, line: str, reference: When | None, number: int) -> Dateline | None:
    """The dateline at the head of one line, or None."""
    if not _SIGNS.search(line[:EARLY]):
        return None
    view = fold(line[:HEAD])
    head = view.text
    if not _may_begin(head):
        return None
    parts = _read(head, Parts(dates=_dates(line[:HEAD], view, reference), reference=reference, number=number))
    whole_line = len(line) <= HEAD
    if not _is_dateline(head, parts, whole_line=whole_line):
        return None
    closed = _CLOSED.match(head, parts.at)
    end = view.span(0, closed.end() if closed else parts.at).end
    when, place = None, ""
    if parts.date:
        span = view.span(*parts.date)
        when = replace(parts.dates[parts.date[0]][1], ar=span.of(line), start=start + span.start, end=start + span.end)
    if parts.place and head[slice(*parts.place)] not in nowhere():
        place = view.span(*parts.place).of(line)
    cut_off = closed is not None or (whole_line and not head[parts.at :].strip(" .،"))
    return Dateline(start, start + end, place, parts.agency, when, parts.by, cut_off)


def _may_begin(head: str) -> bool:
    """Whether the first words can be those of a dateline: a cheap test before dates are looked for."""
    first = _SEPARATORS.match(head)
    at = first.end() if first else 0
    return (
        _DIGIT.match(head, at) is not None
        or any(
            any_of(kind).match(head, at)
            for kind in ("place", "agency", "outlet", "publisher", "office", "label", "weekday", "link")
        )
        or _GUESS.match(head, at) is not None
        or _FRONT.match(head, at) is not None
    )


def _read(head: str, parts: Parts) -> Parts:
    """Take part after part from the head of the line until one does not fit."""
    first = _SEPARATORS.match(head)
    at = first.end() if first else 0
    while at < len(head):
        new = _next(head, at, parts)
        if new is None:
            break
        parts = new
        gap = _SEPARATORS.match(head, new.at)
        at = gap.end() if gap else new.at
    return parts


def _next(head: str, at: int, parts: Parts) -> Parts | None:
    """The parts with one more, or None when nothing that fits stands at `at`."""
    steps = (_date, _other_calendar, _time, _day_month, _glue, _office, _agency, _outlet, _publisher, _place, _country)
    for take in (*steps, _unknown_agency, _unknown_outlet, _unknown_place):
        new = take(head, at, parts)
        if new is not None:
            return new
    return None


def _date(_head: str, at: int, parts: Parts) -> Parts | None:
    if parts.date or at not in parts.dates:
        return None
    end = parts.dates[at][0]
    return replace(parts, at=end, date=(at, end))


def _other_calendar(head: str, at: int, parts: Parts) -> Parts | None:
    """The same day in a second calendar; where the first was Hijri, the Gregorian one is exact."""
    if not parts.date or at not in parts.dates:
        return None
    end = parts.dates[at][0]
    exact = _GREGORIAN.search(head[at:end]) and not _GREGORIAN.search(head[slice(*parts.date)])
    return replace(parts, at=end, date=(at, end) if exact else parts.date)


def _time(head: str, at: int, parts: Parts) -> Parts | None:
    """The time of day behind the date."""
    match = _clock().match(head, at) if parts.date else None
    return replace(parts, at=match.end()) if match else None


def _day_month(head: str, at: int, parts: Parts) -> Parts | None:
    """A day and a month in figures, "4 - 11", between a place and an agency; elsewhere it may be a score."""
    match = _DAY_MONTH.match(head, at)
    if not match or not parts.place or parts.date:
        return None
    follows = _SEPARATORS.match(head, match.end())
    point = Point(None, int(match.group(2)), int(match.group(1)))
    if not point.valid or not follows or not _match(any_of("agency"), head, follows.end()):
        return None
    dated = with_year(point, point_of(parts.reference), None)
    known: Known = "stated" if dated == point else "inferred"
    found = {**parts.dates, at: (match.end(), When(dated.iso, "day", known))}
    return replace(parts, at=match.end(), date=(at, match.end()), dates=found)


def _glue(head: str, at: int, parts: Parts) -> Parts | None:
    """Words that only bind: "في", a weekday, "تاريخ النشر" at the head."""
    end = _match(any_of("weekday"), head, at) or _match(any_of("link"), head, at)
    if not end and parts.at == 0:
        end = _match(any_of("label"), head, at)
    return replace(parts, at=end) if end else None


def _office(head: str, at: int, parts: Parts) -> Parts | None:
    end = _match(any_of("office"), head, at)
    return replace(parts, at=end, by=True) if end else None


def _agency(head: str, at: int, parts: Parts) -> Parts | None:
    """A known agency, closed off: the short names of agencies are common words too."""
    end = _match(any_of("agency"), head, at)
    if not end or parts.agency or (head[end:].strip() and not _STRONG.match(head, end)):
        return None
    written = head[at:end]
    letters = " ".join(re.findall(r"[^\W.]", written))  # "ا.ف.ب" is listed as "ا ف ب"
    name = agencies().get(written) or agencies().get(letters, "")
    return replace(parts, at=end, agency=name, by=True)


def _outlet(head: str, at: int, parts: Parts) -> Parts | None:
    """Any outlet that is known, beside a date or place: "القبس - 7 يونيو 2025"; many are common words elsewhere."""
    end = _match(any_of("outlet"), head, at)
    if not end or parts.by or (head[end:].strip() and not _NAME_ENDS.match(head, end)):
        return None
    return replace(parts, at=end, agency=outlet_names().get(head[at:end], ""), by=True)


def _publisher(head: str, at: int, parts: Parts) -> Parts | None:
    """An outlet that is not listed, by its first word: "بوابة النيل الإخبارية - 6 يونيو 2025"."""
    first = 0 if parts.by else _match(any_of("publisher"), head, at)
    match = _NAME.match(head, first) if first else None
    return replace(parts, at=match.end(), by=True) if match else None


def _place(head: str, at: int, parts: Parts) -> Parts | None:
    end = 0 if parts.place else _match(any_of("place"), head, at)
    return replace(parts, at=end, place=(at, end)) if end else None


def _country(head: str, at: int, parts: Parts) -> Parts | None:
    """The country or region behind a place and a comma: "جدة، المملكة العربية السعودية (…)"."""
    if not parts.place or head[:at].rstrip()[-1:] not in {"،", ","}:
        return None
    match = _COUNTRY.match(head, at)
    return replace(parts, at=match.end()) if match else None


def _unknown_agency(head: str, at: int, parts: Parts) -> Parts | None:
    """Somebody not listed, between brackets, slashes or dashes, behind a place or date: "/المدى/", "- الأفق -"."""
    if parts.by or not (parts.place or parts.date):
        return None
    before = head[:at].rstrip()[-1:]
    pattern = _BOXED if before in {"(", "/"} else _DASHED if before and before in "-–—―−" else None
    match = pattern.match(head, at) if pattern else None
    if not match or _match(any_of("remark"), head, at) or _match(any_of("place"), head, at) == match.end():
        return None
    if parts.number == 0 and not parts.date and head[match.end() :].lstrip().startswith(":"):
        return None  # a title: "تونس - مهرجان السينما: جوائز"
    return replace(parts, at=match.end(), by=True)


def _unknown_outlet(head: str, at: int, parts: Parts) -> Parts | None:
    """An outlet not listed in front of all else: "صدى الأطلس - الرباط - 3 نوفمبر 2025", "المشهد | 5 مايو 2025 |".

    A listed place and a day must follow, or a bar and a day: a name before a dash alone may be a place.
    """
    match = _FRONT.match(head, at)
    if parts.at or not match:
        return None
    place = _match(any_of("place"), head, match.end())
    gap = _SEPARATORS.match(head, place) if place else None
    link = _match(any_of("link"), head, gap.end()) if gap else 0
    behind = _SEPARATORS.match(head, link or (gap.end() if gap else 0)) if gap else None
    day = behind.end() if behind else match.end() if "|" in match.group() else -1
    return replace(parts, at=match.end(1), by=True) if day in parts.dates else None


def _unknown_place(head: str, at: int, parts: Parts) -> Parts | None:
    """A place not listed: a few words at the head, cut off, with an agency, office or date behind them."""
    match = _GUESS.match(head, at)
    if parts.at or not match:
        return None
    follows = match.end()
    known = parts.dates.get(follows) or _match(any_of("office"), head, follows) or _agency(head, follows, parts)
    return replace(parts, at=match.end(1), place=(at, match.end(1)), guessed=True) if known else None


def _is_dateline(head: str, parts: Parts, *, whole_line: bool) -> bool:
    """Whether these parts make a dateline: enough of them, and cut off from what follows."""
    rest = head[parts.at :]
    ends = whole_line and not rest.strip(" .:-–—)/،")
    cut_off = ends or _STRONG.match(rest) is not None
    if parts.guessed:  # "وذكرت وكالة … (…) أن": a bracket alone does not make the words before it a place
        short = parts.place is not None and len(head[slice(*parts.place)].split()) <= 2
        return (ends and (parts.by or short)) or (parts.by and _GUESS_CLOSED.match(rest) is not None)
    if parts.place and parts.date:
        when = parts.dates[parts.date[0]][1]
        return cut_off or (when.precision == "day" and not when.value.startswith("--"))
    if parts.by and (parts.place or parts.date):
        return cut_off
    if parts.date:
        return ends
    # "الدوحة: …" heads a text, but also many a title (the first line) and sub-heading (further down).
    return bool(parts.place or parts.agency) and cut_off and not ends and 0 < parts.number < BARE


def _dates(line: str, view: Folded, reference: When | None) -> dict[int, tuple[int, When]]:
    """Folded start → (folded end, date), for the days found in the line head."""
    if not _DIGIT.search(line):
        return {}
    # the 24 of "فرانس 24 - 6 يونيو" is no day
    view = Folded(numbered_outlets().sub(lambda m: re.sub(r"\d", "ا", m.group()), view.text), view.runs)
    days = [
        when
        for when in dates_in(view, line, reference)
        if when.precision in {"day", "month", "interval"} and _DIGIT.search(when.ar)
    ]
    if not days:
        return {}
    origin = [view.span(at, at + 1).start for at in range(len(view.text))]
    return {bisect_left(origin, when.start): (bisect_left(origin, when.end), when) for when in days}


def _match(pattern: re.Pattern[str], head: str, at: int) -> int:
    """Where the pattern ends when it matches at `at`, else 0."""
    match = pattern.match(head, at)
    return match.end() if match else 0
