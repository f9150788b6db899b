"""Words by which sources are recognised (words.toml)."""

from dataclasses import dataclass
from functools import cache

from mujaz.resources import package_path
from mujaz.tables import read_toml


@dataclass(frozen=True, slots=True)
class Words:
    """What words.toml holds; the file says what each list is for."""

    common: frozenset[str]
    page: tuple[str, ...]
    of_pages: tuple[str, ...]


@cache
def source_words() -> Words:
    """The packaged words.toml. Raises DataError."""
    return read_toml(package_path("sources", "words.toml"), Words)
