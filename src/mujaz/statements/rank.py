"""The score of a statement: named weights of lexicon/rank.toml added up. What counts is listed by `features`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mujaz.records.labels import label_rows
from mujaz.resources import package_path
from mujaz.tables import read_toml


@dataclass(frozen=True, slots=True)
class Weight:
    """An entry of rank.toml."""

    id: str
    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What rank.toml holds. threshold: the score from which a statement goes on the page."""

    threshold: float
    weight: tuple[Weight, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights by name, and the score from which a statement goes on the page."""

    threshold: float
    values: Mapping[str, float]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights of the package, those of the labels from their rows. Raises DataError."""
    file = read_toml(package_path("statements", "rank.toml"), File)
    labels = {f"label.{row.id}": row.weight for row in label_rows()}
    return Weights(file.threshold, labels | {row.id: row.value for row in file.weight})


def score(features: Iterable[str]) -> float:
    """Add up the weights of the features; a feature without a weight is a fault. Two decimals."""
    values = weights().values
    return round(sum((values[name] for name in features), 0.0), 2)


def is_key(value: float, kind: str) -> bool:
    """Whether a score is high enough for the page. Headings never are."""
    return kind == "body" and value >= weights().threshold
