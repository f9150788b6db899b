"""Datelines: where and when a text was written, and which agency sent it.

A dateline is a row of parts at the head of a line: place, agency or office, date, in any order, with dashes, slashes,
brackets or "في" between them: "دوشنبه – المكتب الإعلامي - ١٨ أكتوبر ٢٠٢٢", "الدوحة في 4 نوفمبر 2024 /قنا/ …",
"عمّان - بترا - …". Places, agencies and words are data (places.toml, outlets.toml, dateline.toml).
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from mujaz.arabic.dates import dates_in
from mujaz.arabic.normalise import Folded, fold, fold_word
from mujaz.article import When
from mujaz.sources import tables

LINES = 8  # lines at the top that may be the dateline, title and kickers included
BARE = 4  # lines from the top that a place or agency alone makes a dateline
HEAD = 160  # characters of a line that are looked at
EARLY = 60  # characters within which a dateline shows a digit, bracket, dash or slash
_SEPARATORS = re.compile(r"[\s\-–—―−/\\|:،,()\[\].*•·]*")
_DIGIT = re.compile(r"\d")  # "أمس" and the like are no dates of a dateline
_SIGNS = re.compile(r"[\d(/:\-–—―−]")
_STRONG = re.compile(r"\s*(?:[-–—―−]{1,2}(?=\s|$)|[/:)\]|])")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says. start, end: its offsets in the text. place: as written; agency: English name."""

    start: int
    end: int
    place: str = ""
    agency: str = ""
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """What was read so far, in offsets of the folded line head.

    guessed: the place is not listed. by: somebody is named who wrote or sent the text. dates: start → end and value
    of every date of the line head.
    """

    at: int = 0
    place: tuple[int, int] | None = None
    agency: str = ""
    guessed: bool = False
    by: bool = False
    date: tuple[int, int] | None = None
    dates: Mapping[int, tuple[int, When]] = field(default_factory=dict)


def find_dateline(text: str, reference: When | None = None) -> Dateline | None:
    """The dateline of a text, else a line near its top or end that holds nothing but a date, else None.

    reference: a date known from metadata, which may lend its year to a dateline without one.
    """
    tops = list(_lines(text, LINES))
    date_only: Dateline | None = None
    for number, (start, line) in enumerate(tops):
        found = _parse(start, line, reference, number)
        if found and found.when and not (found.place or found.agency):
            date_only = date_only or found
        elif found:
            return found if found.when or not date_only else replace(found, when=date_only.when)
    if date_only is None:
        for start, line in _last_lines(text):
            found = _parse(start, line, reference, LINES)
            if found and found.when and found.end >= start + len(line.rstrip()):
                return found
    return date_only


def source_line(text: str) -> str:
    """What the last lines name as the source of the text ("المصدر: …"), as written; "" when they name none."""
    for _, line in _last_lines(text):
        head, found, tail = line.strip(" \t()[]*").partition(":")
        if found and fold_word(head) in tables.words("sources"):
            return tail.strip(" \t()[].*")
    return ""


def _lines(text: str, limit: int) -> Iterator[tuple[int, str]]:
    """Offset and content of the first lines that are not blank."""
    for count, match in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text)):
        if count >= limit:
            return
        yield match.start(), match.group()


def _last_lines(text: str) -> list[tuple[int, str]]:
    """The last three lines that are not blank, the last first."""
    tail = max(0, len(text) - 2000)
    return [(tail + start, line) for start, line in _lines(text[tail:], 1000)][-3:][::-1]


def _parse(start: int, line: str, reference: When | None, number: int) -> Dateline | None:
    """The dateline at the head of one line, or None."""
    if not _SIGNS.search(line[:EARLY]):
        return None
    view = fold(line[:HEAD])
    head = view.text
    parts = _read(head, Parts(dates=_dates(line[:HEAD], view, reference)))
    if not _is_dateline(head, parts, number, whole_line=len(line) <= HEAD):
        return None
    closed = re.compile(r"\s*[-–—―−/:)\]|]+").match(head, parts.at)
    end = view.span(0, closed.end() if closed else parts.at).end
    when = parts.dates[parts.date[0]][1] if parts.date else None
    place = ""
    if parts.place and head[slice(*parts.place)] not in tables.nowhere():
        place = view.span(*parts.place).of(line)
    return Dateline(start, start + end, place, parts.agency, _moved(when, start) if when else None)


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
    for take in (_date, _glue, _office, _agency, _place, _country, _unknown_agency, _unknown_place):
        new = take(head, at, parts)
        if new is not None:
            return new
    return None


def _date(_head: str, at: int, parts: Parts) -> Parts | None:
    if parts.date or at not in parts.dates:
        return None
    end = parts.dates[at][0]
    return replace(parts, at=end, date=(at, end))


def _glue(head: str, at: int, parts: Parts) -> Parts | None:
    """Words that only bind: "في", a weekday, "تاريخ النشر" at the head."""
    end = _match(_any_of("weekdays"), head, at) or _match(_any_of("links"), head, at)
    if not end and parts.at == 0:
        end = _match(_any_of("labels"), head, at)
    return replace(parts, at=end) if end else None


def _office(head: str, at: int, parts: Parts) -> Parts | None:
    end = _match(_any_of("offices"), head, at)
    return replace(parts, at=end, by=True) if end else None


def _agency(head: str, at: int, parts: Parts) -> Parts | None:
    """A known agency, closed off: the short names of agencies are common words too."""
    end = _match(_any_of("agencies"), head, at)
    if not end or parts.agency or (head[end:].strip() and not _STRONG.match(head, end)):
        return None
    written = head[at:end]
    letters = " ".join(re.findall(r"[^\W.]", written))  # "ا.ف.ب" is listed as "ا ف ب"
    name = tables.agencies().get(written) or tables.agencies().get(letters, "")
    return replace(parts, at=end, agency=name, by=True)


def _place(head: str, at: int, parts: Parts) -> Parts | None:
    end = 0 if parts.place else _match(_any_of("places"), head, at)
    return replace(parts, at=end, place=(at, end)) if end else None


def _country(head: str, at: int, parts: Parts) -> Parts | None:
    """The country or region behind a place and a comma: "جدة، المملكة العربية السعودية (…)"."""
    if not parts.place or head[:at].rstrip()[-1:] not in {"،", ","}:
        return None
    match = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,3}(?= ?[-–—―−(/:])").match(head, at)
    return replace(parts, at=match.end()) if match else None


def _unknown_agency(head: str, at: int, parts: Parts) -> Parts | None:
    """Somebody not listed, between brackets, slashes or dashes, behind a place or date: "/المدى/", "- الأفق -"."""
    if parts.by or not (parts.place or parts.date):
        return None
    before = head[:at].rstrip()[-1:]
    if before in {"(", "/"}:
        match = re.compile(r"[^()/\d]{2,40}(?=[)/])").match(head, at)
    elif before in set("-–—―−"):
        match = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,2}(?= ?[-–—―−:])").match(head, at)
    else:
        match = None
    return replace(parts, at=match.end(), by=True) if match else None


def _unknown_place(head: str, at: int, parts: Parts) -> Parts | None:
    """A place not listed: a few words at the head, cut off, with an agency, office or date behind them."""
    match = re.compile(r"([^\W\d]+(?: [^\W\d]+){0,3}?)(?:\s*[-–—―−/(:]\s*| في (?=\d))").match(head, at)
    if parts.at or not match:
        return None
    follows = match.end()
    known = parts.dates.get(follows) or _match(_any_of("offices"), head, follows) or _agency(head, follows, parts)
    return replace(parts, at=match.end(1), place=(at, match.end(1)), guessed=True) if known else None


def _is_dateline(head: str, parts: Parts, number: int, *, whole_line: bool) -> bool:
    """Whether these parts make a dateline: enough of them, and cut off from what follows."""
    rest = head[parts.at :]
    ends = whole_line and not rest.strip(" .:-–—)/،")
    cut_off = ends or _STRONG.match(rest) is not None
    if parts.guessed:  # "وذكرت وكالة … (…) أن": a bracket alone does not make the words before it a place
        short = parts.place is not None and len(head[slice(*parts.place)].split()) <= 2
        return (ends and (parts.by or short)) or (
            parts.by and re.match(r"\s*(?:/|[)\]]?\s*[-–—―−:])", rest) is not None
        )
    if parts.place and parts.date:
        when = parts.dates[parts.date[0]][1]
        return cut_off or (when.precision == "day" and not when.value.startswith("--"))
    if parts.by and (parts.place or parts.date):
        return cut_off
    if parts.date:
        return ends
    # "الدوحة: …" heads a text, but also many a title (the first line) and sub-heading (further down).
    return bool(parts.place or parts.agency) and cut_off and not ends and 0 < number < BARE


def _dates(line: str, view: Folded, reference: When | None) -> dict[int, tuple[int, When]]:
    """Folded start → (folded end, date), for the days found in the line head."""
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


@cache
def _any_of(name: str) -> re.Pattern[str]:
    """Any of the words of one list, the longest that fits; letters of an abbreviation may have points between them."""
    spellings: Collection[str]
    if name == "places":
        spellings = tables.places()
    elif name == "agencies":
        spellings = tables.agencies().keys()
    else:
        spellings = tables.words(name)
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    choices = (
        r"[ .]{1,2}".join(map(re.escape, spelling.split())) + r"\.?"
        if " " in spelling and all(len(word) == 1 for word in spelling.split())
        else re.escape(spelling)
        for spelling in longest_first
    )
    return re.compile(rf"(?:{'|'.join(choices)})(?!\w)")


def _moved(when: When, by: int) -> When:
    return replace(when, start=when.start + by, end=when.end + by)
