"""Places and States: places.tsv and states.tsv, folded and checked; their English is the name table's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.lexicon.names.entry import Entry, key, read, spoken
from mujaz.lexicon.names.homographs import homographs, means_other
from mujaz.resources import package_path
from mujaz.tables import read_tsv

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A line of places.tsv as it stands; the head of that file says what each column is."""

    arabic: tuple[str, ...]
    name: str = ""
    state: str = ""
    capital: Literal["", "yes"] = ""
    speaks_for: str = ""
    dateline: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StateRow:
    """A line of states.tsv as it stands."""

    arabic: tuple[str, ...]
    gender: Literal["m", "f"]
    name: str = ""
    adjective: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A line of seats.tsv as it stands."""

    arabic: tuple[str, ...]
    seat: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place or a State: the Arabic as listed, English, and the English of a place's State ("" for a State).

    name: the Arabic under which the name table has it.
    """

    ar: str
    english: str
    country: str
    name: str = ""

    @property
    def is_state(self) -> bool:
        """Whether it is a State; Jerusalem has none and is a city all the same."""
        return not self.country and state_named(self.english) is not None

    @property
    def full(self) -> str:
        """For readers: "Doha, Qatar"; "Kuwait"."""
        return f"{self.english}, {self.country}" if self.country else self.english

    def named_by(self, glossary: "Glossary | None") -> str:
        """As `full`, with the user's own English for the place where `glossary` has one."""
        own = glossary.english(self.name or self.ar) if glossary else None
        return f"{own}, {self.country}" if own and self.country else own or self.full


@dataclass(frozen=True, slots=True)
class State:
    """One line of states.tsv: spellings as written, English, adjectives of nationality, gender of the name.

    capitals: spellings of the capital that the press lets speak for it. name: where the name table has it, when that is
    not under its first spelling.
    """

    spellings: tuple[str, ...]
    english: str
    adjectives: tuple[str, ...]
    gender: str
    capitals: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of places.tsv, in English too."""

    spellings: tuple[str, ...]
    place: Place
    capital: bool
    speaks_for: str
    datelines: tuple[str, ...]


@cache
def places() -> dict[str, Place]:
    """Folded spelling → Place, of places and States; a spelling that two share is the State's (see `place_of`).

    Raises DataError naming file and entry.
    """
    found: dict[str, Place] = {}
    for spelling, _, place in _spelt():
        found.setdefault(fold_word(spelling), place)
    return found


def place_of(written: str, text: str = "", *, dateline: bool = False) -> Place | None:
    """The place that a name as written means in `text`: عمّان by its sign, عمان by its company; None if not listed.

    dateline: the name stands in a dateline, where الكويت means the city.
    """
    folded = fold_word(written)
    if folded in homographs():
        if means_other(written, text):
            return next((line.place for line in _lines() if folded in map(fold_word, line.spellings)), None)
        return places().get(folded)
    return (dateline_places().get(folded) if dateline else None) or places().get(folded)


@cache
def states() -> tuple[State, ...]:
    """Every State, with the capitals that speak for it. Raises DataError naming file and entry."""
    capitals: dict[str, list[str]] = {}
    for line in _lines():
        if line.speaks_for:
            capitals.setdefault(line.speaks_for, []).extend(line.spellings)
    made = [replace(state, capitals=tuple(capitals.pop(state.english, ()))) for state in _states()]
    made += [State((), english, (), "m", tuple(spellings)) for english, spellings in capitals.items()]  # the Union
    return tuple(made)


@cache
def dateline_places() -> dict[str, Place]:
    """Folded spelling → Place, of what a dateline may name: every place, and the words of its column `dateline`."""
    found: dict[str, Place] = {}
    for line in _lines():
        for spelling in (*line.datelines, *line.spellings):
            found.setdefault(fold_word(spelling), line.place)
    return found


@cache
def capitals() -> dict[str, Place]:
    """English name of a State → the seat of its government."""
    return {line.place.country: line.place for line in _lines() if line.capital}


@cache
def _state_places() -> dict[str, Place]:
    return {state.english: Place(state.spellings[0], state.english, "", state.name) for state in _states()}


def state_named(english: str) -> Place | None:
    """A State as a place, by its English name."""
    return _state_places().get(english)


@cache
def seats() -> dict[str, Place]:
    """Folded spelling of a body, as in seats.tsv → where it sits. Raises DataError for a place that is not listed."""
    listed = {line.spellings[0]: line.place for line in _lines()}
    found = {}
    for row in read_tsv(package_path("lexicon", "seats.tsv"), SeatRow):
        if row.seat not in listed:
            raise DataError(f"seats.tsv: {row.arabic[0]}: no place {row.seat}", "write it as places.tsv lists it first")
        found.update({fold_word(spelling): listed[row.seat] for spelling in row.arabic})
    return found


def _spelt() -> Iterator[tuple[str, bool, Place]]:
    """Every spelling, whether it is a State's, and what it means; States first."""
    for state in _states():
        place = Place(state.spellings[0], state.english, "")
        yield from ((spelling, True, place) for spelling in state.spellings)
    for line in _lines():
        yield from ((spelling, False, line.place) for spelling in line.spellings)


@cache
def _lines() -> tuple[_Line, ...]:
    """places.tsv with English. Raises DataError for a State that states.tsv lacks or a spelling given twice."""
    known = {state.spellings[0]: state.english for state in _states()}
    rows = read_tsv(package_path("lexicon", "places.tsv"), PlaceRow)
    _once("places.tsv", (word for row in rows for word in (*row.arabic, *row.dateline)))
    made = []
    for row in rows:
        where = f"places.tsv: {row.arabic[0]}"
        if row.state and row.state not in known:
            raise DataError(f"{where}: no State {row.state}", "write it as states.tsv lists it first")
        english = _english(row.name or row.arabic[0], where)
        place = Place(row.arabic[0], english, known.get(row.state, ""), row.name)
        speaks_for = known.get(row.speaks_for) or (_english(row.speaks_for, where) if row.speaks_for else "")
        made.append(_Line(row.arabic, place, row.capital == "yes", speaks_for, row.dateline))
    return tuple(made)


@cache
def _states() -> tuple[State, ...]:
    """states.tsv with English, without capitals. Raises DataError for a spelling given twice or a wrong gender."""
    rows = read_tsv(package_path("lexicon", "states.tsv"), StateRow)
    _once("states.tsv", (fold_word(word) for row in rows for word in row.arabic))
    return tuple(
        State(
            row.arabic,
            _english(row.name or row.arabic[0], f"states.tsv: {row.arabic[0]}"),
            row.adjective,
            row.gender,
            name=row.name,
        )
        for row in rows
    )


def _once(file: str, words: Iterable[str]) -> None:
    """Raise DataError for a word given twice."""
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise DataError(f"{file}: {word} is given twice", "keep one of them")
        seen.add(word)


def _english(name: str, where: str) -> str:
    """The approved English of a name, without bracketed letters. Raises DataError when the name table lacks it."""
    other = homographs().get(fold_word(name))
    if other and means_other(name, ""):
        return other.entry.english
    entry = _approved().get(key(name))
    if entry is None:
        raise DataError(f"{where}: {name} has no English", "add it to names/glossary.tsv, or name its entry there")
    return spoken(entry)


@cache
def _approved() -> dict[tuple[str, ...], Entry]:
    """The shipped name table by spelling."""
    entries = read(package_path("lexicon", "names", "glossary.tsv"))
    return {key(spelling): entry for entry in entries for spelling in (entry.arabic, *entry.variants)}
