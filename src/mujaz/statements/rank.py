"""The score of a statement: named weights of lexicon/rank.toml added up. What counts is listed by `features`."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mujaz.errors import DataError
from mujaz.resources import package_path


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights by name, and the score from which a statement goes on the page."""

    threshold: float
    values: Mapping[str, float]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights of the package. Raises DataError when one lacks its reason."""
    path = package_path("statements", "rank.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for entry in data["weight"]:
        if not entry.get("reason") or not isinstance(entry.get("value"), float):
            raise DataError(
                f"{path.name}: {entry.get('id', '?')}: value or reason is missing", "every weight gives both"
            )
    return Weights(float(data["threshold"]), {entry["id"]: entry["value"] for entry in data["weight"]})


def score(features: Iterable[str]) -> float:
    """Add up the weights of the features; a feature without a weight is a fault. Two decimals."""
    values = weights().values
    return round(sum((values[name] for name in features), 0.0), 2)


def is_key(value: float, kind: str) -> bool:
    """Whether a score is high enough for the page. Headings never are."""
    return kind == "body" and value >= weights().threshold
