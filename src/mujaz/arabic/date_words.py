"""The words around dates, from dates.toml and months.toml, as tables and regular expressions on folded text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeVar

from mujaz.arabic.months import MonthName, month_table
from mujaz.arabic.normalise import FoldedText
from mujaz.arabic.script import AND, CLITIC
from mujaz.resources import package_path
from mujaz.tables import read_toml

Side = Literal["start", "end"]
Part = Literal["start", "middle", "end"]
Unit = Literal["Y", "D10", "M", "W", "D", "H"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry of dates.toml has. value: what the example gives for an article of 5 November 2024."""

    id: str
    example: str
    reason: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Entry):
    """Words that mean one thing."""

    words: tuple[FoldedText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifier(Words):
    """How many months or years from the article's own."""

    shift: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday(Words):
    """Monday is 0."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative(Words):
    """Days from the article's own."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Words):
    """Told by a modifier behind it."""

    unit: Literal["Y", "M", "W"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound(Words):
    """The side on which the interval is closed."""

    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf(Words):
    """Which part of a month or year."""

    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanOf(Words):
    """First and last month."""

    months: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Entry):
    """A unit of time in its three numbers."""

    unit: Unit
    singular: tuple[FoldedText, ...]
    dual: tuple[FoldedText, ...]
    plural: tuple[FoldedText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinal(Words):
    """A day of the month up to the tenth; compound: its form before a ten, where that is another."""

    number: int
    compound: tuple[FoldedText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tens(Words):
    """A ten of days; behind: it follows its unit without "and", and is no day alone."""

    number: int
    behind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole(Entry):
    """A stretch in which nothing is a date, on folded text."""

    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class File:
    """What dates.toml holds."""

    modifier: tuple[Modifier, ...]
    weekday: tuple[Weekday, ...]
    relative: tuple[Relative, ...]
    period: tuple[Period, ...]
    bound: tuple[Bound, ...]
    part: tuple[PartOf, ...]
    span: tuple[SpanOf, ...]
    unit: tuple[Duration, ...]
    cue: tuple[Words, ...]
    future: tuple[Words, ...]
    not_future: tuple[Words, ...]
    counted: tuple[Words, ...]
    around: tuple[Words, ...]
    exception: tuple[Hole, ...]
    ordinal: tuple[Ordinal, ...]
    tens: tuple[Tens, ...]


@dataclass(frozen=True, slots=True)
class DateWords:
    """Folded word to meaning, for each kind of word in dates.toml; and the patterns made of them."""

    months: Mapping[str, MonthName]
    days: Mapping[str, int]  # ordinals as days of the month
    modifiers: Mapping[str, int]
    weekdays: Mapping[str, int]
    relatives: Mapping[str, int]
    periods: Mapping[str, str]
    bounds: Mapping[str, str]
    parts: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]
    units: Mapping[str, tuple[str, int]]  # unit, and the count the form itself has: 1, 2, or 0 for plural
    around: Mapping[str, str]  # id to a group of its words
    cues: frozenset[str]
    counted: frozenset[str]
    future: re.Pattern[str]
    exceptions: re.Pattern[str]


def any_of(forms: Iterable[str]) -> str:
    """Return a group that matches any of these forms, the longest first."""
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f))) + ")"


Row = TypeVar("Row", bound=Words)


def _by_word(rows: Sequence[Row]) -> dict[str, Row]:
    return {word: row for row in rows for word in row.words}


@lru_cache(maxsize=1)
def read_dates() -> File:
    """The packaged dates.toml as it stands. Raises DataError naming the entry that is wrong."""
    return read_toml(package_path("arabic", "dates.toml"), File)


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """The lexicon. Raises DataError naming the entry that is wrong."""
    file = read_dates()
    units: dict[str, tuple[str, int]] = {}
    for row in file.unit:
        for forms, count in ((row.singular, 1), (row.dual, 2), (row.plural, 0)):
            units |= dict.fromkeys(forms, (row.unit, count))
    exceptions = "|".join(f"(?:{row.pattern.pattern})" for row in file.exception)
    future, not_future = any_of(_by_word(file.future)), any_of(_by_word(file.not_future))
    return DateWords(
        months=month_table(),
        days=_ordinal_days(file),
        modifiers={word: row.shift for word, row in _by_word(file.modifier).items()},
        weekdays={word: row.number for word, row in _by_word(file.weekday).items()},
        relatives={word: row.days for word, row in _by_word(file.relative).items()},
        periods={word: row.unit for word, row in _by_word(file.period).items()},
        bounds={word: row.side for word, row in _by_word(file.bound).items()},
        parts={word: row.part for word, row in _by_word(file.part).items()},
        spans={word: row.months for word, row in _by_word(file.span).items()},
        units=units,
        around={row.id: any_of(row.words) for row in file.around},
        cues=frozenset(_by_word(file.cue)),
        counted=frozenset(_by_word(file.counted)),
        future=re.compile(rf"(?<![^\W_]){AND}?(?:{future}|(?!{not_future})س[يتن][^\W_]{{3,}})(?![^\W_])"),
        exceptions=re.compile(rf"(?<![^\W_]){CLITIC}?(?:{exceptions})(?![^\W_])"),
    )


def _ordinal_days(file: File) -> dict[str, int]:
    """Ordinals as days of the month, from the first to the thirty-first."""
    found = {word: row.number for row in file.ordinal for word in row.words}
    units = [(word, row.number) for row in file.ordinal if row.number < 10 for word in row.compound or row.words[:1]]
    for row in file.tens:
        found |= {} if row.behind else dict.fromkeys(row.words, row.number)
        link = " " if row.behind else " و"
        found |= {
            f"{unit}{link}{ten}": row.number + n for ten in row.words for unit, n in units if row.number + n <= 31
        }
    return found
