"""Bodies and documents whose English does not follow from the words of their names: bodies.tsv, documents.tsv."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from mujaz.resources import package_path
from mujaz.tables import read_tsv


@dataclass(frozen=True, slots=True)
class Document:
    """A line of documents.tsv: Arabic names, English."""

    names: tuple[str, ...]
    english: str


@dataclass(frozen=True, slots=True)
class Body:
    """A line of bodies.tsv: Arabic names, English, gender of the name."""

    names: tuple[str, ...]
    english: str
    gender: Literal["m", "f"] = "f"


@cache
def named_documents() -> tuple[Document, ...]:
    """The documents. Raises DataError."""
    return read_tsv(package_path("lexicon", "documents.tsv"), Document)


@cache
def named_bodies() -> tuple[Body, ...]:
    """The bodies. Raises DataError."""
    return read_tsv(package_path("lexicon", "bodies.tsv"), Body)
