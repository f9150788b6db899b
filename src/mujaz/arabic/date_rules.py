"""The rules that find dates in folded Arabic text. Each returns Found records; dates.py puts them together."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from mujaz.arabic.calendar import Point, day_of, hijri_iso, hijri_of, of_day, shifted, weekday_near, with_year
from mujaz.arabic.date_words import DateWords, any_of, date_words
from mujaz.arabic.quantity import Number
from mujaz.arabic.script import AND, ARTICLE, CLITIC, CONJUNCTIONS, without_article
from mujaz.records.article import Known, Precision

_B = r"(?<![^\W_])"
_E = r"(?![^\W_])"
_YEAR = r"(?:(?:19|20)\d\d|1[34]\d\d)(?!\d)"
_TO = r" ?(?:[-–—/]| الي| حتي| وحتي| والي|حتي|الي) ?"
_AND_YEAR = re.compile(r" ?و ?((?:19[5-9]|20[0-6])\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Found:
    """A date in folded text. point: its parts, None for anything but a day, month or year; missing: without a year.

    shift: what a modifier said about the missing year. range_from: "من" or "بين" stands before it.
    """

    start: int
    end: int
    value: str
    precision: Precision
    known: Known = "stated"
    point: Point | None = None
    hijri: bool = False
    shift: int | None = None
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled expressions of the rules."""

    full: re.Pattern[str]
    day: re.Pattern[str]
    years: re.Pattern[str]
    year: re.Pattern[str]
    span: re.Pattern[str]
    period: re.Pattern[str]
    weekday: re.Pattern[str]
    relative: re.Pattern[str]
    month_day: re.Pattern[str]
    year_range: re.Pattern[str]
    in_month: re.Pattern[str]  # before مارس or آب as the month
    since: re.Pattern[str]
    due: re.Pattern[str]  # "by October" is to come whatever the verb says
    past: re.Pattern[str]
    and_half: re.Pattern[str]
    head: re.Pattern[str]


_NAMED_YEAR = re.compile(r" (?:(?:19|20)\d\d|1[34]\d\d)(?!\d)")
NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<d>\d{1,2})(?P<s>[/.-]| ?/ ?)(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)"
    r"|(?P<y2>(?:19|20)\d\d)(?P<s2>[/-])(?P<m2>\d{1,2})(?P=s2)(?P<d2>\d{1,2}))(?![\d/])(?!-\d)"
)
HIJRI_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<d>\d{1,2})(?P<s> ?[/-] ?)(?P<m>1[0-2]|0?[1-9])(?P=s)(?P<y>1[34]\d\d)"
    r"|(?P<y2>1[34]\d\d)(?P<s2> ?[/-] ?)(?P<m2>1[0-2]|0?[1-9])(?P=s2)(?P<d2>\d{1,2}))(?![\d/])(?: ?ه(?![^\W_]))?"
)


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """Return the expressions, made of the lexicon once."""
    lexicon, around = date_words(), date_words().around
    month, mods, months = any_of(lexicon.months), any_of(lexicon.modifiers), around["month-word"]
    periods = any_of(lexicon.periods)
    era = rf"(?: ?[مه]{_E}| ?{around['era']})?"
    in_year = rf"(?:(?:ال)?{around['year-word']} )?"
    day = rf"(?:(?:ال ?)?(?:[12]\d|3[01]|0?[1-9])(?!\d)|{any_of(lexicon.days)}{_E})"
    between = rf"(?: ?[-–—/] ?| ?و ?| و?(?:حتي|الي) (?:{around['day-word']} )?|، ?)"
    tail = (
        rf"(?:[،,]? ?(?:من )?(?:(?:ال|ل|لل)?{around['year-word']} )?(?P<y>{_YEAR})(?P<era>{era})"
        rf"| (?:من )?ال{around['year-word']} (?P<ymod>{mods})"
        rf"| (?:من )?هذ(?:ا|ه) ال{around['year-word']}(?P<this>)| (?P<mod>{mods}){_E})?"
    )
    double = rf"(?:(?P<s> ?[-–/\\] ?| )(?P<m2>{month})|(?= ?\((?P<m3>{month})\)) ?\([^)]+\))?"
    full = (
        rf"(?:(?<![\d.,/:-])(?P<days>{day}(?:{between}{day}){{0,3}})(?: من)?(?: {months})? "
        rf"|(?P<word>{_B}{CLITIC}?(?:{months} )))?"
        rf"(?:(?<=[ \d])|{_B}{CLITIC}?)(?P<m>{month}){double}(?![^\W\d_]){tail}"
    )
    cue = rf"{AND}?(?:لل?|ب|ك)?(?:ال)?{around['years-word']}"
    following = rf"(?:(?:{_TO}| ?و ?|، ?و?){in_year}{_YEAR}{era})*"
    return Patterns(
        full=re.compile(full),
        day=re.compile(rf"(?:ال ?)?(\d{{1,2}})|({any_of(lexicon.days)}){_E}"),
        years=re.compile(rf"{_B}{cue} (?P<ys>{_YEAR}{era}{following})"),
        year=re.compile(
            rf"(?:{_B}{AND}?{around['beside-a-year']} (?P<y>(?:19[5-9]|20[0-6])\d)(?!\d)(?![-/.:]\d)(?=[\s،؛.:)»\"]|$)"
            rf"(?! (?:(?!و)[^\W\d_]+ا|{any_of(lexicon.counted)})\b)"
            rf"|(?<![\d(])(?P<glued>(?:19|20)\d\d)م{_E}|(?<![\d(])(?P<h>1[34]\d\d) ?ه{_E})"
        ),
        span=re.compile(
            rf"{_B}[وفب]?(?P<span>{any_of(lexicon.spans)}) (?:من |ل)?{in_year}"
            rf"(?:(?P<y>(?:19|20)\d\d)|(?P<mod>{mods}))(?!\d)"
        ),
        period=re.compile(
            rf"{_B}(?:[وفبك]|لل|بال)?(?:(?P<p>{periods}|(?<=لل){any_of(_bare(lexicon.periods))}) (?P<mod>{mods}){_E}"
            rf"|(?P<this>هذا|هذه) (?P<p2>{periods}){_E})"
        ),
        weekday=re.compile(
            rf"{_B}(?:[وفب]|ل(?!ل))?(?:{around['day-word']} )?(?P<w>{any_of(lexicon.weekdays)})"
            rf"(?: (?P<mod>{mods}))?{_E}"
        ),
        relative=re.compile(rf"{_B}[وفب]?(?P<r>{any_of(lexicon.relatives)}){_E}"),
        month_day=re.compile(
            rf"(?<![\d.,/:-])(?P<day>{day}) (?:من )?(?:(?:ال)?{months} (?P<mod>{mods})|هذا ال{months}){_E}"
        ),
        year_range=re.compile(
            rf"(?<![\d/.-])(?:(?P<lead>{around['range']}) )?(?:ال)?(?:{around['years-word']} )?"
            rf"(?P<a>{_YEAR}){era}(?:{_TO}|(?P<and> و ?| و)){in_year}(?P<b>{_YEAR}){era}(?![\d/-])"
        ),
        in_month=re.compile(rf"{_B}{AND}?{around['before-a-month']} $"),
        since=re.compile(rf"{_B}{AND}?{around['since-word']} (?:{around['day-word']} |{months} )?$"),
        due=re.compile(rf"{_B}{around['due']}(?: {around['due-part']})* ?$"),
        past=re.compile(rf"(?: (?:ال)?{around['whole']})?،? {around['over']}(?:ة|ين|تين)?{_E}"),
        and_half=re.compile(rf" {around['half']}(?: (?:ال)?(?:{around['year-word']}|{months}))?{_E}"),
        head=re.compile(rf"((?:[^\W\d_]+ ){{0,2}}?[^\W\d_]+) (?:{around['about']} |ال ?)?$"),
    )


def _bare(words: Iterable[str]) -> Iterator[str]:
    """Words without their article, as they stand behind لل."""
    return map(without_article, words)


def full_dates(text: str, reference: Point | None) -> Iterator[Found]:
    """Days and months with a month's name, with or without a year, in both calendars."""
    lexicon = date_words()
    for match in patterns().full.finditer(text):
        yield from _full(match, lexicon, reference)


def _to_come(text: str, at: int, lexicon: DateWords) -> bool:
    """Whether the words before a date say that it is still to come."""
    before = text[max(0, at - 60) : at]
    if patterns().since.search(before):
        return False
    return lexicon.future.search(before) is not None or patterns().due.search(before) is not None


def _full(match: re.Match[str], lexicon: DateWords, reference: Point | None) -> Iterator[Found]:
    month, second = lexicon.months[match["m"]], lexicon.months.get(match["m2"] or match["m3"] or "")
    start, end = match.start("days" if match["days"] else "m"), match.end()
    if second is not None and match["s"] == " " and second.month != month.month:
        return  # two month names side by side without a dash are no date of one kind
    bare = not (match["days"] or match["y"] or match["ymod"] or match["mod"] or match["word"])
    alone = bare and month.guard and match["this"] is None
    if alone and not patterns().in_month.search(match.string, max(0, start - 12), start):
        return
    shift = lexicon.modifiers.get(match["ymod"] or match["mod"] or "")
    if shift is None and _to_come(match.string, start, lexicon):
        shift = 1
    year = int(match["y"]) if match["y"] else None
    hijri = month.hijri or "ه" in (match["era"] or "")
    if year is not None and year < 1900 and not hijri:
        year = None
    in_year = match["this"] is not None or match["ymod"] is not None
    if in_year and reference is not None and reference.year is not None:
        year = reference.year + (shift or 0 if match["ymod"] else 0)
    days = _days(match["days"]) if match["days"] else []
    if hijri:
        yield from _hijri(start, end, year or hijri_of(reference), month.month, days, bare=bare)
        return
    known: Known = "stated" if match["y"] else "inferred"
    if second is not None and second.month != month.month and not days:
        points = [Point(year, month.month), Point(year, second.month)]
    else:
        points = [Point(year, month.month, day) for day in days] or [Point(year, month.month)]
    in_row = len(days) > 1 and (days == list(range(days[0], days[0] + len(days))) or "و" not in (match["days"] or ""))
    points = [with_year(p, reference, shift) for p in points]
    if not all(p.valid for p in points):
        return
    known = "stated" if match["y"] or points[0].year is None else known
    if len(points) > 1 and (in_row or not days):
        value = f"{points[0].iso}/{points[-1].iso}"
        yield Found(start, end, value, "interval", known, points[-1], shift=shift, weight=4)
        return
    for point in points:
        yield Found(start, end, point.iso, point.precision, known, point, shift=shift, weight=4)


def _hijri(start: int, end: int, year: int | None, month: int, days: Sequence[int], *, bare: bool) -> Iterator[Found]:
    if bare or year is None:
        return
    for point in [Point(year, month, day) for day in days] or [Point(year, month)]:
        iso = hijri_iso(point)
        if iso is not None:
            yield Found(start, end, iso[0], iso[1], "stated", hijri=True, weight=3)


def _days(text: str) -> list[int]:
    table = date_words().days
    return [int(m[1]) if m[1] else table[m[2]] for m in patterns().day.finditer(text)]


def numeric_dates(text: str) -> Iterator[Found]:
    """Find 04/11/2024, 4-11-2024, 4.11.2024 (day first), 2024-11-04, and Hijri days in figures (15/6/1447)."""
    for match in NUMERIC.finditer(text):
        year = int(match["y"] or match["y2"])
        day, month = int(match["d"] or match["d2"]), int(match["m"] or match["m2"])
        if month > 12 >= day:
            day, month = month, day
        point = Point(year, month, day)
        if point.valid:
            yield Found(match.start(), match.end(), point.iso, "day", "stated", point, weight=5)
    for match in HIJRI_NUMERIC.finditer(text):
        iso = hijri_iso(
            Point(int(match["y"] or match["y2"]), int(match["m"] or match["m2"]), int(match["d"] or match["d2"]))
        )
        if iso is not None:
            yield Found(match.start(), match.end(), iso[0], iso[1], "stated", hijri=True, weight=5)


def year_dates(text: str) -> Iterator[Found]:
    """Find years beside the word year or another cue, lists and ranges of them, and Hijri years."""
    for match in patterns().year_range.finditer(text):
        first, last = int(match["a"]), int(match["b"])
        listed = match["and"] is not None and "بين" not in (match["lead"] or "")
        if first < last <= first + 60 and first >= 1900 and not listed:
            yield Found(match.start(), match.end(), f"{first}/{last}", "interval", "stated", weight=4)
    for match in patterns().years.finditer(text):
        years = list(re.finditer(_YEAR, match["ys"]))
        whole = match["ys"]
        values = [int(m.group()) for m in years]
        if len(values) == 2 and values[0] < values[1] and not re.search(r"،|و(?!حتي|الي)", whole):
            yield Found(match.start(), match.end(), f"{values[0]}/{values[1]}", "interval", "stated", weight=3)
            continue
        offset = match.start("ys")
        for index, year in enumerate(years):
            start = match.start() if index == 0 else offset + year.start()
            stop = match.end() if index == len(years) - 1 else offset + year.end()
            yield from _one_year(start, stop, int(year.group()), weight=3)
    for match in patterns().year.finditer(text):
        year_text = match["y"] or match["glued"] or match["h"]
        group = "y" if match["y"] else "glued" if match["glued"] else "h"
        yield from _one_year(match.start(group), match.end(), int(year_text), weight=2)
        after = _AND_YEAR.match(text, match.end())
        while after is not None and group == "y":  # "in 2014 and 2015 and 2016"
            yield from _one_year(after.start(1), after.end(), int(after[1]), weight=2)
            after = _AND_YEAR.match(text, after.end())


def _one_year(start: int, end: int, year: int, *, weight: int) -> Iterator[Found]:
    if year >= 1900:
        yield Found(start, end, f"{year:04d}", "year", "stated", Point(year), weight=weight)
        return
    iso = hijri_iso(Point(year))
    if iso is not None:
        yield Found(start, end, iso[0], iso[1], "stated", hijri=True, weight=weight)


def relative_dates(text: str, reference: Point | None) -> Iterator[Found]:
    """Find days, weeks, months, quarters and years told from the article's own date; nothing without it."""
    lexicon = date_words()
    for match in patterns().span.finditer(text):
        first, last = lexicon.spans[match["span"]]
        year = int(match["y"]) if match["y"] else None
        if year is None and reference is not None and reference.year is not None:
            year = reference.year + lexicon.modifiers[match["mod"]]
        if year is not None:
            value = f"{year:04d}-{first:02d}/{year:04d}-{last:02d}"
            known: Known = "stated" if match["y"] else "inferred"
            yield Found(match.start("span"), match.end(), value, "interval", known, weight=6)
    if reference is None:
        return
    for match in patterns().period.finditer(text):
        word = match["p"] or match["p2"]
        unit = lexicon.periods.get(word) or lexicon.periods[ARTICLE + word]
        value = shifted(unit, 0 if match["this"] else lexicon.modifiers[match["mod"]], reference)
        if value:
            precision: Precision = "interval" if unit == "W" else "year" if unit == "Y" else "month"
            start = match.start("p") if word.startswith(ARTICLE) else match.start()  # للعام: article and ل are one
            start = match.start("this") if match["this"] else start
            yield Found(start, match.end(), value, precision, "inferred", weight=2)
    for match in patterns().month_day.finditer(text):
        month = shifted("M", lexicon.modifiers[match["mod"]] if match["mod"] else 0, reference)
        in_year, _, number = month.partition("-")
        point = Point(int(in_year), int(number), _days(match["day"])[0]) if month else Point()
        if month and point.valid:
            yield Found(match.start(), match.end(), point.iso, "day", "inferred", point, weight=5)
    yield from _relative_days(text, lexicon, reference)


def _relative_days(text: str, lexicon: DateWords, reference: Point) -> Iterator[Found]:
    today = day_of(reference)
    if today is None:
        return
    for match in patterns().relative.finditer(text):
        day = today + timedelta(days=lexicon.relatives[match["r"]])
        yield Found(match.start("r"), match.end(), day.isoformat(), "day", "inferred", of_day(day), weight=2)
    for match in patterns().weekday.finditer(text):
        shift = lexicon.modifiers.get(match["mod"] or "", 0)
        number = lexicon.weekdays[match["w"]]
        if not match["mod"] and number != today.weekday() and _to_come(text, match.start(), lexicon):
            shift = 1
        day = weekday_near(number, today, shift)
        yield Found(match.start("w"), match.end(), day.isoformat(), "day", "inferred", of_day(day), weight=1)


def durations(text: str, numbers: Sequence[Number]) -> Iterator[Found]:
    """Find "for three years", "within six months": a cue, a count and a unit of time. `numbers` are those of `text`."""
    lexicon = date_words()
    ending: dict[int, Number] = {}
    beginning: dict[int, Number] = {}
    for one in numbers:
        beginning.setdefault(one.start, one)
        if one.kind != "dual":
            ending.setdefault(one.end, one)
    for match in re.finditer(r"[^\W\d_]+", text):
        found = lexicon.units.get(match.group()) or lexicon.units.get(match.group().lstrip("ل"))
        if found is None:
            continue
        unit, count = found
        if count == 1 and _NAMED_YEAR.match(text, match.end()):  # خلال عام 2026 is that year
            continue
        start, end, amount = match.start(), match.end(), float(count)
        before = ending.get(start - 1) or ending.get(start)
        after = (beginning.get(end) or beginning.get(end + 1)) if count == 0 else None
        number = before or after
        if number is not None and count < 2:
            start, end, amount = min(start, number.start), max(end, number.end), float(number.value)
        if amount == 0:
            continue
        cued = _cued(text, start, lexicon) or (number is before and number is not None and number.ar.startswith("ل"))
        if not cued or patterns().past.match(text, end):
            continue
        if half := patterns().and_half.match(text, end):
            end = half.end()
            amount += 0.5
        yield Found(cued_start(text, start, lexicon), end, _iso_duration(unit, amount), "duration", "stated", weight=3)


def _cued(text: str, start: int, lexicon: DateWords) -> bool:
    return cued_start(text, start, lexicon) != start


def cued_start(text: str, start: int, lexicon: DateWords) -> int:
    """Return where the cue before a duration begins ("for", "within"), or `start` if there is none."""
    head = patterns().head.search(text[max(0, start - 40) : start])
    if head is None:
        return start
    parts = head[1].split()
    for size in range(len(parts)):
        cue = " ".join(parts[size:])
        for prefix in ("", *CONJUNCTIONS, "ل"):
            if cue.startswith(prefix) and cue[len(prefix) :] in lexicon.cues:
                return max(0, start - 40) + head.start(1) + len(head[1]) - len(cue)
    return start


def _iso_duration(unit: str, amount: float) -> str:
    """ISO 8601: P3Y, P18M, PT48H. Half years become months, other halves of a unit stay as they are."""
    if unit == "D10":
        unit, amount = "Y", amount * 10
    if unit == "Y" and not amount.is_integer() and (amount * 12).is_integer():
        years, months = divmod(int(amount * 12), 12)
        return f"P{years}Y{months}M" if years else f"P{months}M"
    number = f"{amount:g}"
    return f"PT{number}H" if unit == "H" else f"P{number}{unit}"


def without_year(found: Found, year_of: Found) -> Found:
    """Return the beginning of a range with the year that only its end states ("30 October to 2 November 2024")."""
    stated = found.known == "stated" and found.point is not None and found.point.year is not None
    if found.point is None or year_of.point is None or stated:
        return found
    point = replace(found.point, year=year_of.point.year)
    return replace(found, point=point, value=point.iso, known=year_of.known)
