"""The one reader of data files: TOML and TSV into frozen dataclasses, every entry checked.

A dataclass says what a file may hold, and `read_toml` and `read_tsv` hold the file against it: an unknown key, a field
that is missing or empty, a value of another type, a broken regular expression or an id used twice is told as DataError
with file, entry, field and remedy.

    @dataclass(frozen=True, slots=True)
    class Act:
        id: str
        arabic: Annotated[re.Pattern[str], word_of]     # a function the text passes before it is compiled
        english: re.Pattern[str]
        example: Example                                # a table of its own
        reason: str
        note: str = ""                                  # what has a default may be left out, or be empty

    @dataclass(frozen=True, slots=True)
    class File:
        act: tuple[Act, ...]

    read_toml(path, File).act

Fields may be texts, numbers, truth values, dates, patterns, Literals, tuples, frozen sets, dicts and dataclasses; a
ValueError raised by `__post_init__` or by a function in Annotated is told in the same way. A row whose class has an
`id` keeps it to itself in the whole file.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from mujaz.errors import DataError

T = TypeVar("T")
PARTED = "|"  # stands between the parts of a TSV cell that holds several
Where = tuple[str, ...]  # file, entry, field …: where a value stands
Reader = Callable[[Any, Where], Any]


def read_toml(path: Path, shape: type[T]) -> T:
    """A TOML file as the dataclass `shape`: one field for each of its tables and top-level keys. Raises DataError."""
    try:
        raw = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: cannot be read ({error})", "reinstall mujaz, or mend the file") from error
    _own_ids(raw, path.name)
    made: T = _reader(shape)(raw, (path.name,))
    return made


def read_tsv(path: Path, shape: type[T]) -> tuple[T, ...]:
    """The lines of a TSV file as dataclasses; the first line that is no comment names the columns. Raises DataError.

    "#" opens a comment line. Cells left out at the end of a line are empty; empty cells take the default of the field.
    A cell that holds several texts has | between them.
    """
    read = _reader(shape)
    texts = {field.name for field in fields(shape)}  # type: ignore[arg-type]  # shape is a dataclass
    columns: list[str] = []
    rows = []
    seen: dict[str, int] = {}
    for number, line in enumerate(_text(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        where = (path.name, f"line {number}")
        if not columns:
            columns = _columns(cells, texts, where)
            continue
        if len(cells) > len(columns):
            raise _fault(where, f"{len(cells)} cells", f"columns, with a tab between: {', '.join(columns)}")
        raw = {column: cell for column, cell in zip(columns, cells, strict=False) if cell}
        if "id" in raw and seen.setdefault(raw["id"], number) != number:
            raise _fault(where, f"id {raw['id']} used twice, first in line {seen[raw['id']]}", "give it another id")
        rows.append(read(_Cells(raw), where))
    if not columns:
        raise DataError(f"{path.name}: no line names the columns", f"write {', '.join(texts)} with tabs between")
    return tuple(rows)


class _Cells(dict[str, str]):
    """The cells of a TSV line: all texts, so that numbers and lists are still to be read out of them."""


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error})", "reinstall mujaz, or mend the file") from error


def _fault(where: Where, said: str, remedy: str) -> DataError:
    return DataError(f"{': '.join(where)}: {said}", remedy)


def _columns(cells: list[str], allowed: set[str], where: Where) -> list[str]:
    unknown = [cell for cell in cells if cell not in allowed]
    if unknown or len(set(cells)) != len(cells):
        raise _fault(where, f"columns {', '.join(cells)}", f"the first line names columns, out of {', '.join(allowed)}")
    return cells


def _own_ids(raw: Mapping[str, Any], name: str) -> None:
    """Raise DataError where two entries of a TOML file have one id."""
    seen: set[str] = set()
    for section, entries in raw.items():
        for number, entry in enumerate(entries if isinstance(entries, list) else (), 1):
            own = entry.get("id") if isinstance(entry, dict) else None
            if isinstance(own, str):
                if own in seen:
                    raise _fault((name, f"[[{section}]] {number} ({own})"), "id used twice", "give it another id")
                seen.add(own)


def _reader(kind: Any) -> Reader:  # noqa: PLR0911  # one line a kind of value
    """The function that reads one kind of value."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:])
    if origin is UnionType and len(arguments) == 2 and arguments[1] is NoneType:
        return _reader(arguments[0])  # what may be left out; TOML has no null
    if origin is tuple and arguments[-1] is not ...:
        return _fixed(tuple(map(_reader, arguments)))
    if origin in (tuple, frozenset):
        return _several(origin, arguments[0])
    if origin in (dict, Mapping):
        return _by_name(_reader(arguments[1]))
    if origin is Literal:
        return _one_of(arguments)
    if origin is re.Pattern:
        return _annotated(kind, ())
    if is_dataclass(kind):
        return _record(kind)  # type: ignore[arg-type]  # a class, as is_dataclass found
    return _plain(kind)


def _plain(kind: type) -> Reader:
    """A text, a number, a truth value or a date."""
    words = {str: "a text", int: "a whole number", float: "a number", bool: "true or false", date: "a date"}
    if kind not in words:
        raise TypeError(f"tables cannot read {kind}")

    def read(value: Any, where: Where) -> Any:
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        raise _fault(where, f"{value!r} is not {words[kind]}", f"write {words[kind]}")

    return read


def _number(kind: type[int] | type[float]) -> Reader:
    """A number out of a TSV cell."""

    def read(value: str, where: Where) -> Any:
        try:
            return kind(value)
        except ValueError as error:
            raise _fault(where, f"{value!r} is no number", "write a number") from error

    return read


def _one_of(allowed: tuple[Any, ...]) -> Reader:
    def read(value: Any, where: Where) -> Any:
        if value not in allowed:
            raise _fault(where, f"{value!r} is not known", f"one of {', '.join(map(repr, allowed))}")
        return value

    return read


def _annotated(kind: Any, changes: tuple[Any, ...]) -> Reader:
    """A value that passes some functions, a pattern that does so before it is compiled."""
    pattern = get_origin(kind) is re.Pattern
    first = _reader(str if pattern else kind)
    last = (*changes, re.compile) if pattern else changes

    def read(value: Any, where: Where) -> Any:
        return _changed(first(value, where), last, where)

    return read


def _changed(value: Any, changes: tuple[Any, ...], where: Where) -> Any:
    """A value after all functions it passes."""
    made = value
    try:
        for change in changes:
            made = change(made)
    except re.error as error:
        raise _fault(where, f"bad regular expression {value!r} ({error})", "mend the expression") from error
    except ValueError as error:
        raise _fault(where, str(error), "mend the value") from error
    return made


def _several(collect: Any, kind: Any) -> Reader:
    """A list, as a tuple or a frozen set; none of its texts is empty."""
    each = _reader(kind)
    rows = is_dataclass(kind)
    empty = "" in get_args(kind)  # a Literal that has the empty text among its values

    def read(value: Any, where: Where) -> Any:
        if not isinstance(value, list):
            raise _fault(where, f"{value!r} is no list", "write a list" if not rows else f"write [[{where[-1]}]]")
        made = []
        for number, item in enumerate(value, 1):
            place = (*where[:-1], _named(where[-1], number, item)) if rows else where
            if isinstance(item, str) and not item.strip() and not empty:
                raise _fault(where, "an empty text in the list", "take it out")
            made.append(each(item, place))
        return collect(made)

    return read


def _named(section: str, number: int, item: object) -> str:
    """How an entry is called in a message: [[verb]] 3 (say)."""
    own = item.get("id") if isinstance(item, dict) else None
    return f"[[{section}]] {number} ({own or 'without id'})"


def _fixed(each: tuple[Reader, ...]) -> Reader:
    def read(value: Any, where: Where) -> Any:
        if not isinstance(value, list) or len(value) != len(each):
            raise _fault(where, f"{value!r} is no list of {len(each)}", f"write {len(each)} values")
        return tuple(one(item, where) for one, item in zip(each, value, strict=True))

    return read


def _by_name(each: Reader) -> Reader:
    def read(value: Any, where: Where) -> Any:
        if not isinstance(value, dict):
            raise _fault(where, f"{value!r} is no table", 'write { name = "…" }')
        return {name: each(item, (*where, name)) for name, item in value.items()}

    return read


def _record(shape: type) -> Reader:
    """A table as a dataclass."""
    hints = get_type_hints(shape, include_extras=True)
    known = {field.name: field for field in fields(shape)}
    needed = [n for n, f in known.items() if f.default is MISSING and f.default_factory is MISSING]
    readers = {name: _reader(hints[name]) for name in known}
    cells = {name: _cell(hints[name]) for name in known}

    def read(value: Any, where: Where) -> Any:
        if not isinstance(value, dict):
            raise _fault(where, f"{value!r} is no table", f"it needs {', '.join(needed)}")
        for name in value:
            if name not in known:
                raise _fault(where, f"unknown key {name}", f"use only {', '.join(known)}")
        by_name = cells if isinstance(value, _Cells) else readers
        made = {name: by_name[name](item, (*where, name)) for name, item in value.items()}
        for name in needed:
            if name not in made:
                raise _fault(where, f"no {name}", f"every entry has {', '.join(needed)}")
            if _blank(value[name]):
                raise _fault((*where, name), "is empty", f"write the {name}")
        try:
            return shape(**made)
        except ValueError as error:
            raise _fault(where, str(error), "mend the entry") from error

    return read


def _blank(value: Any) -> bool:
    return not value.strip() if isinstance(value, str) else isinstance(value, list | dict) and not value


def _cell(kind: Any) -> Reader:
    """The function that reads a TSV cell of one kind."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in (int, float):
        return _number(kind)
    if origin in (tuple, frozenset):
        read = _reader(kind)
        return lambda value, where: read([part.strip() for part in value.split(PARTED) if part.strip()], where)
    if origin is Annotated and get_origin(arguments[0]) in (tuple, frozenset):
        inner = _cell(arguments[0])
        return lambda value, where: _changed(inner(value, where), arguments[1:], where)
    return _reader(kind)
