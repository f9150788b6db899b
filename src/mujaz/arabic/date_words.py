"""The words around dates, from dates.toml and months.toml, as tables and regular expressions on folded text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mujaz.arabic.months import MonthName, month_table
from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.tables import Entry, integer, tables, words

FILE = "arabic/dates.toml"

_UNITS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع".split()
_TEENS = ["الحادي", *_UNITS[1:]]


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
    cues: frozenset[str]
    counted: frozenset[str]
    future: re.Pattern[str]
    exceptions: re.Pattern[str]


def any_of(forms: Iterable[str]) -> str:
    """Return a group that matches any of these forms, the longest first."""
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f))) + ")"


def _table(section: str, field: str = "words") -> dict[str, Entry]:
    return {fold_word(w): entry for entry in tables(FILE)[section] for w in words(entry, field, FILE)}


def _text(entry: Entry, field: str, allowed: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or value not in allowed.split():
        raise DataError(f"{FILE}: {entry['id']}: {field} {value!r}", f"one of: {allowed}")
    return value


def _ordinal_days() -> dict[str, int]:
    found = {name: n for n, name in enumerate([*_UNITS, "العاشر"], 1)}
    found |= {f"{name} عشر": n for n, name in enumerate(_TEENS, 11)}
    for tens, value in (("العشرون", 20), ("العشرين", 20), ("الثلاثون", 30), ("الثلاثين", 30)):
        found[tens] = value
        found |= {f"{name} و{tens}": value + n for n, name in enumerate(_TEENS, 1) if value + n <= 31}
    found["أول"] = 1  # أول يناير
    return {fold_word(name): day for name, day in found.items()}


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """Return the lexicon; raises DataError naming the entry that is wrong."""
    units: dict[str, tuple[str, int]] = {}
    for entry in tables(FILE)["unit"]:
        unit = _text(entry, "unit", "Y D10 M W D H")
        for field, count in (("singular", 1), ("dual", 2), ("plural", 0)):
            units |= {fold_word(w): (unit, count) for w in words(entry, field, FILE)}
    spans: dict[str, tuple[int, int]] = {}
    for word, entry in _table("span").items():
        first, last = entry["months"]
        spans[word] = (int(first), int(last))
    patterns = [f"(?:{entry['pattern']})" for entry in tables(FILE)["exception"]]
    try:
        exceptions = re.compile(rf"(?<![^\W_])[وفبلك]?(?:{'|'.join(patterns)})(?![^\W_])")
    except re.error as error:
        raise DataError(f"{FILE}: an exception's pattern is broken ({error})", "mend the expression") from error
    return DateWords(
        months=month_table(),
        days=_ordinal_days(),
        modifiers={w: integer(e, "shift", FILE) for w, e in _table("modifier").items()},
        weekdays={w: integer(e, "number", FILE) for w, e in _table("weekday").items()},
        relatives={w: integer(e, "days", FILE) for w, e in _table("relative").items()},
        periods={w: _text(e, "unit", "Y M W") for w, e in _table("period").items()},
        bounds={w: _text(e, "side", "start end") for w, e in _table("bound").items()},
        parts={w: _text(e, "part", "start middle end") for w, e in _table("part").items()},
        spans=spans,
        units=units,
        cues=frozenset(_table("cue")),
        counted=frozenset(_table("counted")),
        future=re.compile(
            rf"(?<![^\W_])(?:و|ف)?(?:{any_of(_table('future'))}|(?!{any_of(_table('not_future'))})س[يتن][^\W_]{{3,}})(?![^\W_])"
        ),
        exceptions=exceptions,
    )
