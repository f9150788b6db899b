"""Datelines: the place, agency and date in front of a report ("الدوحة في 4 نوفمبر 2024 /قنا/")."""

import re
from dataclasses import dataclass
from functools import lru_cache

from mujaz.arabic.data import tables, words
from mujaz.arabic.months import month_names
from mujaz.arabic.normalise import fold, fold_word
from mujaz.article import Span

_MAX = 110  # characters of a dateline; the longest real ones, with two calendars, have about 80
_SET_OFF = re.compile(r"[-–—/،:|] ?$")
_QUICK = re.compile(r"[-–—/:(]|\d")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says, as offsets into the line it was found in; outlet is its agency's full name or "".

    place: empty where only a label ("date of publication") stands before the date.
    end: where the report itself begins; equal to the line's length when the dateline is the whole line.
    """

    place: Span
    agency: Span | None
    date: Span | None
    outlet: str
    end: int


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    """Folded name of an agency to its full name."""
    found: dict[str, str] = {}
    for entry in tables("datelines.toml")["agency"]:
        for name in words(entry, "names", "datelines.toml"):
            found[fold_word(name)] = str(entry.get("outlet", ""))
    return found


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    entries = tables("datelines.toml")["label"]
    return frozenset(fold_word(name) for entry in entries for name in words(entry, "names", "datelines.toml"))


@lru_cache(maxsize=1)
def _patterns() -> re.Pattern[str]:
    month = "|".join(re.escape(name) for name in month_names())
    agency = "|".join(re.escape(name) for name in sorted(_agencies(), key=len, reverse=True))
    year = r"\d{4}(?: ?[هم])?"
    day = (
        rf"(?:\d{{1,2}}[-/.]\d{{1,2}}[-/.]{year}|\d{{4}}-\d\d-\d\d|\d{{1,2}} ?- ?\d{{1,2}}(?!\d)"
        rf"|\d{{1,2}} (?:من )?(?:{month})(?: ?[/-] ?(?:{month})| (?:{month}))?(?:،? {year})?)"
    )
    date = rf"(?:{day}(?:،? ?(?:الموافق|/|-)?:? ?{day})?)"
    sep = r"(?: ?[-–—/،:|]+ ?| )"
    place = r"(?P<place>[^\W\d_]+(?:[ -][^\W\d_]+){0,3}?(?:،[ ]?[^\W\d_]+(?: [^\W\d_]+){0,3}?)?)"
    weekday = r"(?:(?:يوم )?(?:الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعة|السبت)[،]? ?)?"
    named = rf"(?:[(/\[] ?(?P<boxed>{agency}) ?[)/\]]|(?P<bare>{agency})(?![^\W\d_]))"
    one_of_them = r"(?(date)|(?(boxed)|(?(bare)|(?!))))"
    return re.compile(
        rf"[ *•]*{place}(?:{sep}(?:في )?{weekday}(?P<date>{date}))?(?:{sep}?{named})?{one_of_them}"
        rf"(?:{sep}(?:في )?(?P<date2>{date}))?(?P<stop> ?[-–—:|/]*)(?= |$)"
    )


def find_dateline(line: str) -> Dateline | None:
    """Return the dateline with which a line begins, or None.

    Takes one line without its line break. A dateline needs a place, then an agency or a date. In front of running
    text it must be set off: an agency in brackets or slashes, or dashes or a colon after it.
    """
    head = line[: _MAX + 40]
    if not _QUICK.search(head):
        return None
    view = fold(head)
    match = _patterns().match(view.text)
    if match is None or match.end() > _MAX:
        return None
    agency = match.group("boxed") or match.group("bare")
    date = match.group("date") or match.group("date2")
    # بنا, وفا and ومع are words too: without brackets they need a date, or a dash before them.
    loose = match.group("bare") and not date and not _SET_OFF.search(view.text[: match.start("bare")])
    if loose or not (agency or date):
        return None
    rest = view.text[match.end() :].strip()
    stop = match.group("stop").strip()
    if not rest and len(line) <= len(head):
        # A date alone behind a long phrase makes no dateline of it.
        fits, end = bool(agency or stop or len(match.group("place").split()) <= 2), len(line)
    else:
        slashes = view.text[match.end("boxed") :].lstrip().startswith("/") if match.group("boxed") else False
        fits, end = bool(agency and (stop or slashes or date)), -1
    if not fits:
        return None

    def span(group: str) -> Span:
        return view.span(match.start(group), match.end(group))

    return Dateline(
        place=Span(0, 0) if match.group("place") in _labels() else span("place"),
        agency=span("boxed" if match.group("boxed") else "bare") if agency else None,
        date=span("date" if match.group("date") else "date2") if date else None,
        outlet=_agencies().get(agency, "") if agency else "",
        end=end if end >= 0 else view.span(match.end(), match.end()).start,
    )
