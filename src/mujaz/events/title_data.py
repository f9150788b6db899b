"""titles.toml: which headlines may be titles, and how a title is built from what the event is."""

import re
from dataclasses import dataclass
from functools import cache

from mujaz.resources import package_path
from mujaz.tables import read_toml


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern with an example that it is found in: on folded Arabic (kicker) or on English (unfit, generic)."""

    id: str
    pattern: re.Pattern[str]
    example: str
    reason: str


@dataclass(frozen=True, slots=True)
class Act:
    """The noun for what was done in events of some kinds.

    link: the word before whom it concerns. topic: a title of another kind may name it as its subject.
    """

    id: str
    kinds: frozenset[str]
    pattern: re.Pattern[str]
    noun: str
    example: str
    reason: str
    link: str = ""
    topic: bool = False

    @property
    def default(self) -> bool:
        """Whether it is what is left when no other act of its kinds is told."""
        return self.pattern.pattern == "."


@dataclass(frozen=True, slots=True)
class Form:
    """Ways to put a title of some kinds together, the fullest first; see titles.toml for the slots."""

    kinds: frozenset[str]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """titles.toml. sure: mean log-probability from which a headline may be a title."""

    sure: float
    kicker: tuple[Pattern, ...]
    unfit: tuple[Pattern, ...]
    generic: tuple[Pattern, ...]
    act: tuple[Act, ...]
    form: tuple[Form, ...]


@cache
def title_data() -> File:
    """The packaged file. Raises DataError naming the entry."""
    return read_toml(package_path("events", "titles.toml"), File)


def act_of(kind: str, folded: str) -> Act | None:
    """The first act of a kind that a folded text tells."""
    return next((act for act in title_data().act if kind in act.kinds and told(act, folded)), None)


def subject_of(kind: str, folded: str) -> str:
    """The noun of the first act of another kind that a folded text tells; "" when none does."""
    acts = (act for act in title_data().act if act.topic and kind not in act.kinds and told(act, folded))
    return next((act.noun[:1].lower() + act.noun[1:] for act in acts), "")


def told(act: Act, folded: str) -> bool:
    """Whether a folded text tells an act, in whole words."""
    return bool(re.search(rf"(?<!\w)[وف]?[بلك]?(?:ال|لل)?(?:{act.pattern.pattern})(?!\w)", folded)) or act.default


def forms_of(kind: str) -> tuple[str, ...]:
    """The ways to put a title of this kind together."""
    return next((form.forms for form in title_data().form if kind in form.kinds), ())
