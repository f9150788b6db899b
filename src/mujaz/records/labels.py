"""The labels of statements: what each means, where it stands on the page, how it is tagged (labels.toml)."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from mujaz.errors import DataError
from mujaz.records.briefing import SectionId
from mujaz.records.statement import Label
from mujaz.resources import package_path
from mujaz.tables import read_toml

Trait = Literal["governs", "free", "deed", "dated", "negatable"]


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One label. unless: labels beside which its section does not count. tags: its place among tagged lines.

    first: its place where rules of several labels fire on one word. weight: what it adds to the score of a statement.
    governs, free, deed, dated, negatable: see labels.toml.
    """

    id: Label
    section: SectionId
    tags: int
    first: int
    weight: float
    example: str
    reason: str
    tag: str = ""
    unless: tuple[Label, ...] = ()
    governs: bool = False
    free: bool = False
    deed: bool = False
    dated: bool = False
    negatable: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """What labels.toml holds."""

    label: tuple[LabelRow, ...]


@cache
def label_rows() -> tuple[LabelRow, ...]:
    """The rows of labels.toml, in the order in which they are weighed. Raises DataError naming a faulty one."""
    return load(package_path("records", "labels.toml"))


def load(path: Path) -> tuple[LabelRow, ...]:
    """The rows of a file of labels. Raises DataError, also for a label in `unless` that has no row."""
    rows = read_toml(path, File).label
    known = {row.id for row in rows}
    for row in rows:
        if unknown := set(row.unless) - known:
            raise DataError(f"{path.name}: {row.id}: unless {', '.join(sorted(unknown))}", "name labels of this file")
    return rows


def known_label(text: str) -> str:
    """A label named in another data file. Raises ValueError for one that has no row."""
    labels = [row.id for row in label_rows()]
    if text not in labels:
        raise ValueError(f"{text!r} is no label: one of {', '.join(labels)}")
    return text


@cache
def labels_that(trait: Trait) -> frozenset[Label]:
    """The labels whose row says that they govern, are free, are deeds, may be dated, or are gone once negated."""
    return frozenset(row.id for row in label_rows() if getattr(row, trait))


@cache
def by_first() -> tuple[Label, ...]:
    """The labels in the order in which they are told where rules of several fire on one word."""
    return tuple(row.id for row in sorted(label_rows(), key=lambda row: row.first))


def section_of(labels: Collection[Label], *, denied: bool) -> SectionId:
    """Where a statement with these labels stands on the page; what is denied is no commitment."""
    for row in label_rows():
        if row.id in labels and not set(row.unless) & set(labels) and not (denied and row.section == "commitments"):
            return row.section
    return "positions"


def tag_of(labels: Collection[Label]) -> str:
    """The tag of a statement with these labels: "Call", "Concern", "Support", or ""."""
    tagged = [row for row in label_rows() if row.tag and row.id in labels]
    return min(tagged, key=lambda row: row.tags).tag if tagged else ""


def tag_order() -> dict[str, int]:
    """The order of the tagged lines of a section."""
    return {row.tag: row.tags for row in label_rows()}
