"""A translation, its checks, and the conditions under which it was made."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Origin = Literal["model", "memory", "correction", "copy"]
CERTAIN = 0.0
"""The confidence of what no model wrote: corrections, copies, English made by rule alone."""
PLACES = 4
"""Decimal places that a confidence is kept with."""
Progress = Callable[[int, int], None]
"""Told (done so far, of how many)."""


@dataclass(frozen=True, slots=True)
class Check:
    """One test of a translated sentence against its source: name, whether it passed, and what was found if not."""

    name: str
    ok: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """The English of one source sentence, where it came from, and how it stood the checks.

    confidence: the model's mean log-probability of the pieces it wrote, end marks included: 0 is certain, about -0.3 is
    good, below -0.8 it guessed. Over several segments the mean is weighted by their pieces. A correction by a
    person and a copy are CERTAIN (0); None means unknown, as in a memory imported from elsewhere. English that a rule
    wrote (the lead of a reporting frame, a name behind a code, a number put right) has no share in it. Scores of
    different models do not compare.
    """

    source: str
    text: str
    origin: Origin
    checks: tuple[Check, ...] = ()
    confidence: float | None = None

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks it did not pass."""
        return tuple(c for c in self.checks if not c.ok)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a translation depends on besides its source. A change of any of them makes a new one necessary."""

    engine: str
    preprocessing: str
    glossary: str = ""

    def key(self, source: str) -> str:
        """The memory's key of a source text under these conditions."""
        fields = (self.engine, self.preprocessing, self.glossary, source)
        return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()
