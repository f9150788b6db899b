"""words.toml, loaded once and checked: reporting prefixes, short names, check words, currencies, outlets."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.resources import package_path

SUBJECT = r"(?:(?!that\b|which\b)[^\s,.:;]+ ){1,9}?"


@dataclass(frozen=True, slots=True)
class Prefix:
    """An opening that only reports who speaks; example and gives are its test."""

    id: str
    pattern: re.Pattern[str]
    example: str
    gives: str


@dataclass(frozen=True, slots=True)
class Words:
    """Everything in words.toml."""

    prefixes: tuple[Prefix, ...]
    reports: tuple[Prefix, ...]
    short: dict[str, str]
    checks: dict[str, str]
    currencies: dict[str, str]
    outlets: dict[str, str]
    outlet_kinds: tuple[tuple[str, str], ...]


@cache
def words() -> Words:
    """The packaged words.toml."""
    return load(package_path("english", "wordings.toml"))


def load(path: Path) -> Words:
    """Read and check a words file. Raises DataError naming the file and the entry."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"cannot read {path}: {error}", "correct the file") from error
    return Words(
        tuple(prefix_of(entry, path) for entry in entries(data, "prefix", path)),
        tuple(prefix_of(entry, path) for entry in entries(data, "report", path)),
        {entry["long"]: entry["short"] for entry in entries(data, "short", path)},
        {entry["name"]: entry["says"] for entry in entries(data, "check", path)},
        {entry["code"]: entry["form"] for entry in entries(data, "currency", path)},
        {fold_word(entry["ar"]): entry["en"] for entry in entries(data, "outlet_word", path)},
        tuple((fold_word(entry["ar"]), entry["form"]) for entry in entries(data, "outlet_kind", path)),
    )


FIELDS = {
    "prefix": ("id", "pattern", "example", "gives"),
    "report": ("id", "pattern", "example", "gives"),
    "short": ("long", "short"),
    "check": ("name", "says"),
    "currency": ("code", "form"),
    "outlet_word": ("ar", "en"),
    "outlet_kind": ("ar", "form"),
}


def entries(data: dict[str, Any], table: str, path: Path) -> list[dict[str, str]]:
    """The entries of one array of tables, each with exactly its fields."""
    found = data.get(table, [])
    for number, entry in enumerate(found, 1):
        if set(entry) != set(FIELDS[table]) or not all(isinstance(v, str) and v for v in entry.values()):
            raise DataError(f"{path}: [[{table}]] number {number} needs {', '.join(FIELDS[table])}", "complete it")
    return list(found)


def prefix_of(entry: dict[str, str], path: Path) -> Prefix:
    """A Prefix with its pattern compiled."""
    try:
        pattern = re.compile(entry["pattern"].replace("{subject}", SUBJECT), re.IGNORECASE)
    except re.error as error:
        raise DataError(f"{path}: [[prefix]] {entry['id']}: {error}", "correct the pattern") from error
    return Prefix(entry["id"], pattern, entry["example"], entry["gives"])
