"""JSON Lines: one article a line; also one JSON object, or a list of them, over several lines."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mujaz.budgets import ENTRIES
from mujaz.errors import InputError
from mujaz.records.article import When
from mujaz.sources.encodings import decode
from mujaz.sources.record import Failure, Found, Raw
from mujaz.sources.stamps import no_date, stamp

REMEDY = 'write one object a line: {"text": "…", "title": "…", "outlet": "…", "date": "2024-11-04", "url": "…"}'


def read_jsonl(raw: Raw) -> Iterator[Found | Failure]:
    """One article, or one failure naming file and line, for every line that is not blank.

    Fields: text (required), title, outlet, date or published, url, id (shown when there is no url). Others are ignored.
    Raises InputError when the bytes are no text.
    """
    text = decode(raw.data, raw.name)
    for count, (number, line) in enumerate(_records(text), 1):
        if count > ENTRIES:
            raise InputError(f"{raw.name}: more than {ENTRIES} articles; the first were read", "split the file")
        where = f"{raw.name}:{number}"
        try:
            yield found_in(json.loads(line) if isinstance(line, str) else line, where)
        except InputError as error:
            yield Failure(where, error)
        except (ValueError, RecursionError) as error:
            yield Failure(where, InputError(f"{where}: not valid JSON ({str(error)[:80]})", REMEDY))


def _records(text: str) -> Iterator[tuple[int, Any]]:
    """Number and content of each record: the line as text, or an object of a file that is JSON as a whole."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if lines and (lines[0][1].strip() == "{" or lines[0][1].lstrip().startswith("[")):
        try:
            whole = json.loads(text)
        except (ValueError, RecursionError):
            pass
        else:
            yield from enumerate(whole if isinstance(whole, list) else [whole], 1)
            return
    yield from lines


def found_in(record: Any, where: str) -> Found:
    """What one object says of its article; where: "file:line". Raises InputError."""
    if not isinstance(record, Mapping):
        raise InputError(f"{where}: not a JSON object", REMEDY)
    text = _field(record, "text", where)
    if not text.strip():
        raise InputError(f"{where}: no text", REMEDY)
    identifier = record.get("id")
    return Found(
        text=text.replace("\r\n", "\n").replace("\r", "\n"),
        title=_field(record, "title", where).strip(),
        outlet=_field(record, "outlet", where).strip(),
        url=_field(record, "url", where).strip()
        or (f"{where}#{identifier}" if identifier not in (None, "") else where),
        published=_date(record, where),
        where=where,
    )


def _field(record: Mapping[str, Any], name: str, where: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"{where}: {name} is not a string", REMEDY)
    return value.encode("utf-8", errors="replace").decode()  # JSON can smuggle in half a surrogate pair


def _date(record: Mapping[str, Any], where: str) -> When | None:
    given = _field(record, "date", where) or _field(record, "published", where)
    if not given.strip():
        return None
    found = stamp(given)
    if found is None and not no_date(given):
        raise InputError(f"{where}: {given[:40]!r} is not a date", "write dates as 2024-11-04, 2024-11 or 2024")
    return found
