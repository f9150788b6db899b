"""Places and States: places.tsv and states.tsv, folded and checked; their English is the name table's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.lexicon.names.entry import Entry, key, read, spoken
from mujaz.lexicon.names.homographs import homographs, means_other
from mujaz.resources import package_path

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary

PLACES = ("arabic", "name", "state", "capital", "speaks_for", "dateline")
SEATS = ("arabic", "seat")
STATES = ("arabic", "name", "adjective", "gender")


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

    Raises DataError naming file and line.
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
    """Every State, with the capitals that speak for it. Raises DataError naming file and line."""
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
    for where, row in _rows("seats.tsv", SEATS):
        if row["seat"] not in listed:
            raise DataError(f"{where}: no place {row['seat']}", "write it as places.tsv lists it first")
        found.update({fold_word(spelling): listed[row["seat"]] for spelling in _parts(row["arabic"])})
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
    made, seen = [], set()
    for where, row in _rows("places.tsv", PLACES):
        spellings = _parts(row["arabic"])
        for word in (*spellings, *_parts(row["dateline"])):
            if word in seen:
                raise DataError(f"{where}: {word} is given twice", "keep one of them")
            seen.add(word)
        if row["capital"] not in ("", "yes"):
            raise DataError(f"{where}: capital {row['capital']!r}", "write yes, or leave it empty")
        if row["state"] and row["state"] not in known:
            raise DataError(f"{where}: no State {row['state']}", "write it as states.tsv lists it first")
        name = row["name"] or spellings[0]
        place = Place(spellings[0], _english(name, where), known.get(row["state"], ""), row["name"])
        speaks_for = known.get(row["speaks_for"]) or (_english(row["speaks_for"], where) if row["speaks_for"] else "")
        made.append(_Line(spellings, place, row["capital"] == "yes", speaks_for, _parts(row["dateline"])))
    return tuple(made)


@cache
def _states() -> tuple[State, ...]:
    """states.tsv with English, without capitals. Raises DataError for a spelling given twice or a wrong gender."""
    made, seen = [], set()
    for where, row in _rows("states.tsv", STATES):
        spellings = _parts(row["arabic"])
        for word in map(fold_word, spellings):
            if word in seen:
                raise DataError(f"{where}: {word} is given twice", "keep one of them")
            seen.add(word)
        if row["gender"] not in ("m", "f"):
            raise DataError(f"{where}: gender {row['gender']!r}", "write m or f")
        english = _english(row["name"] or spellings[0], where)
        made.append(State(spellings, english, _parts(row["adjective"]), row["gender"], name=row["name"]))
    return tuple(made)


def _rows(name: str, columns: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Where each line stands, and its cells by column; '#' opens a comment line."""
    path = package_path("lexicon", name)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error})", "reinstall mujaz, or mend the file") from error
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or line.startswith("#") or cells == list(columns):
            continue
        where = f"{name}:{number}"
        if len(cells) > len(columns) or not cells[0]:
            raise DataError(f"{where}: {len(cells)} cells", "columns, with a tab between: " + ", ".join(columns))
        yield where, dict(zip(columns, [*cells, *[""] * (len(columns) - len(cells))], strict=True))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


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
