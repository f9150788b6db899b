"""When an event was held: stated beside its name or a verb of holding, told by "today", else the day of the report."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Annotated, Literal

from mujaz.arabic.normalise import fold, fold_word
from mujaz.arabic.script import a_word
from mujaz.events.lexicon import alternatives, lexicon
from mujaz.events.places import EVENT
from mujaz.records.analysis import Analysis
from mujaz.records.article import Sentence, When
from mujaz.resources import package_path
from mujaz.tables import read_toml

NEAR = 12  # words between a date and a verb of holding
LONGEST_WORD = 40  # letters, spaces and vowel signs of a word, well counted
CLOSE = 4  # the same where the sentence says only "the conference"
MOST_BACK = 3  # days back from which a weekday beside a verb of the future is rather the next one
RECENT = 2  # days before a report within which a day told in passing may still be the event's
MAY_DIFFER = 10  # days between "today" and a stated day of the same event: it may have begun before, or go on
AFTER_WEEKDAY = 2  # words behind a weekday in which it is called coming or past
BEFORE_WEEKDAY = 3  # words before it in which something else may own it
COMING_BEFORE = 8  # words before it in which a verb of the future may stand
Kind = Literal["held", "coming", "over", "another", "background"]


def sound(pattern: str) -> str:
    """A pattern that compiles. Raises re.error otherwise."""
    return re.compile(pattern).pattern


@dataclass(frozen=True, slots=True)
class WordList:
    """An entry of dates.toml: patterns of words on folded text."""

    id: str
    words: tuple[Annotated[str, sound], ...]
    example: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What dates.toml holds."""

    held: tuple[WordList, ...]
    coming: tuple[WordList, ...]
    over: tuple[WordList, ...]
    another: tuple[WordList, ...]
    background: tuple[WordList, ...]


@cache
def read_words() -> File:
    """The packaged dates.toml as it stands. Raises DataError naming the entry."""
    return read_toml(package_path("events", "dates.toml"), File)


@cache
def words(kind: Kind) -> re.Pattern[str]:
    """Any word of one section of dates.toml, on folded text."""
    lists: tuple[WordList, ...] = getattr(read_words(), kind)
    return re.compile(a_word("|".join(word for entry in lists for word in entry.words)))


@cache
def relative() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """("today, yesterday", "on Sunday"), folded."""
    lex = lexicon()
    days = re.compile(rf"(?<!\w)({alternatives(lex.days)})(?!\w)")
    weekdays = re.compile(rf"(?<!\w)(?:يوم |مساء |صباح |ليلة |فجر |ظهر |[او]مس )?({alternatives(lex.weekdays)})(?!\w)")
    return days, weekdays


def find(analysis: Analysis, naming: Sequence[int]) -> tuple[When | None, When | None]:
    """First and last day (the last None for one day or when it is not said).

    `naming`: indexes of the sentences that name the event. known is "stated" for a date of the text, also told by
    "today" and a stated date of the report, and "inferred" when only the report has a date.
    """
    dates = {statement.sentence: statement.dates for statement in analysis.statements}
    own = [s for s in analysis.sentences if s.index in naming]
    others = [
        s for s in analysis.sentences if s.kind == "body" and s.index not in naming and EVENT.search(fold_word(s.text))
    ]
    report = whole(analysis.article.published, analysis)
    told = told_by_word(own, report)
    held = any(words("over").search(fold_word(s.text)) for s in own)
    for sentence, when in held_dates(own, dates, NEAR):
        if credible(when, sentence, report, told, held=held):
            return first_and_last(when)
    for sentence, when in held_dates(others, dates, CLOSE):
        if not credible(when, sentence, report, told, held=held):
            continue  # "the conference was held on …" must not contradict "yesterday"
        first, last = first_and_last(when)
        if told is None or first.value <= told.value <= (last or first).value:
            return first, last
    if told:
        return told, None
    return (replace(report, value=report.value[:10], known="inferred"), None) if report else (None, None)


def held_dates(
    sentences: Sequence[Sentence], dates: Mapping[int, tuple[When, ...]], near: int
) -> list[tuple[Sentence, When]]:
    """The days written in figures that stand near a verb of holding, with their sentences."""
    found = [(sentence, when) for sentence in sentences for when in dates.get(sentence.index, ())]
    return [(s, w) for s, w in found if is_days(w) and has_figure(w) and held_then(s, w, near)]


def credible(when: When, sentence: Sentence, report: When | None, told: When | None, *, held: bool) -> bool:
    """False for a day long before the one the report tells ("today"), and for a coming day of what was held already.

    held: the naming sentences report the event in the past. A day after the report is a date of the event only where
    the sentence announces it; else it is when something starts, falls due or enters into force.
    """
    first = date.fromisoformat(when.value[:10])
    if report and report.precision == "day" and first > date.fromisoformat(report.value[:10]):
        return not held and announces(sentence.text)
    return told is None or abs((first - date.fromisoformat(told.value)).days) <= MAY_DIFFER


@lru_cache(maxsize=256)
def tells_of_holding(text: str) -> bool:
    """Whether a sentence has a verb of holding at all."""
    return bool(words("held").search(fold_word(text)))


@lru_cache(maxsize=256)
def announces(text: str) -> bool:
    """Whether a sentence tells of what is to come."""
    return bool(words("coming").search(fold_word(text)))


def told_by_word(sentences: Sequence[Sentence], report: When | None) -> When | None:
    """The day of "today", "yesterday", "on Sunday", as sure as the date of the report it counts from."""
    if report is None or report.precision != "day":
        return None
    day = date.fromisoformat(report.value[:10])
    for number, sentence in enumerate(sentences):
        text = fold_word(sentence.text)
        told = told_day(text, day)
        if told and number and (day - told).days > RECENT:
            continue  # a day long before the report, in a later sentence: what led up to the event
        if told and (told <= day or not words("over").search(text)):  # "ended its work …; they meet again on Monday"
            return When(told.isoformat(), "day", report.known)
    return None


def has_figure(when: When) -> bool:
    """True for a date written with figures, not told by a word like "today"."""
    return any(letter.isdigit() for letter in when.ar)


def is_days(when: When) -> bool:
    """True for a day, or several days with a beginning and an end."""
    parts = when.value.split("/")
    return when.start >= 0 and all(re.fullmatch(r"\d{4}-\d\d-\d\d", part) for part in parts) and len(parts) <= 2


def words_at(when: When, start: int, text: str) -> tuple[int, int]:
    """Offsets of a date's words in its sentence, whether they were counted there or in the article's text."""
    in_article = text[when.start - start : when.end - start] == when.ar and when.start >= start
    shift = start if in_article and text[when.start : when.end] != when.ar else 0
    return when.start - shift, when.end - shift


def held_then(sentence: Sentence, when: When, near: int = NEAR) -> bool:
    """True when a verb of holding stands near the date and no word that ties the date to something else."""
    if not tells_of_holding(sentence.text):
        return False
    start, end = words_at(when, sentence.start, sentence.text)
    reach = near * LONGEST_WORD  # not the whole sentence: it may hold as many dates as words
    before = " ".join(fold_word(sentence.text[max(0, start - reach) : start]).split()[-near:])
    after = " ".join(fold_word(sentence.text[end : end + reach]).split()[:near])
    held = list(words("held").finditer(before))
    other = list(words("another").finditer(before))
    if held and (not other or other[-1].start() < held[-1].start()):
        return True
    return not other and bool(words("held").search(after))


def first_and_last(when: When) -> tuple[When, When | None]:
    """An interval of days as its two ends; a day as itself."""
    first, _, last = when.value.partition("/")
    start = replace(when, value=first, precision="day")
    return start, replace(when, value=last, precision="day") if last and last != first else None


def told_day(text: str, report: date) -> date | None:
    """The day that "today", "yesterday", "on Sunday" mean in a report of that day; None when none is said.

    A weekday that belongs to something else ("the day after the protests of Friday") is asked only when no other is
    named and it is near the report. text: folded.
    """
    days, weekdays = relative()
    match = days.search(text)
    if match:
        return report + timedelta(days=lexicon().days[match.group(1)])
    found = list(weekdays.finditer(text))
    own = [match for match in found if not owned_by_another(text, match)]
    told = [weekday_of(text, match, report) for match in own or found]
    return told[0] if told and (own or abs((report - told[0]).days) <= RECENT) else None


def weekday_of(text: str, match: re.Match[str], report: date) -> date:
    """The last such day before the report or on it; the next one where the words around it speak of the future."""
    distance = (report.weekday() - lexicon().weekdays[match.group(1)]) % 7
    after = text[match.end(1) :].split()[:1]
    before = " ".join(text[: match.start()].split()[-COMING_BEFORE:])
    called = bool(after) and bool(re.fullmatch("المقبلة?|القادمة?", after[0]))
    if called or (distance > MOST_BACK and words("coming").search(before)):
        return report + timedelta(days=7 - distance)
    return report - timedelta(days=distance)


def owned_by_another(text: str, match: re.Match[str]) -> bool:
    """Whether the words around a weekday make it the day of something else."""
    before = " ".join(text[: match.start()].split()[-BEFORE_WEEKDAY:])
    after = text[match.end(1) :].split()[:AFTER_WEEKDAY]
    return bool(words("background").search(before)) or any(
        re.fullmatch("الماضية?|الفائت", word.strip("،")) for word in after
    )


def whole(report: When | None, analysis: Analysis) -> When | None:
    """The date of the report; a dateline without a year ("--03-29") takes the latest single year the article names."""
    if report is None or not report.value.startswith("--"):
        return report
    try:
        day = date.fromisoformat(f"{latest_year(analysis):04}-{report.value[2:]}")
    except ValueError:  # no year in the article, or no such day
        return None
    return replace(report, value=day.isoformat(), known="inferred")


def latest_year(analysis: Analysis) -> int:
    """The latest year named on its own (not in "from … to …", not as a deadline); 0 when there is none."""
    text = fold(analysis.article.text).text
    ranges = re.sub(r"(?:من )?(?:عام )?20\d\d ?(?:الي|-|–|حتي) ?(?:عام )?20\d\d", " ", text)
    due = re.sub(r"(?:بحلول|نهاية|حتي|المقبل|القادم)(?: \w+){0,2} 20\d\d", " ", ranges)
    years = [int(year) for year in re.findall(r"(?<!\d)20[0-4]\d(?!\d)", due)]
    return max(years, default=0)
