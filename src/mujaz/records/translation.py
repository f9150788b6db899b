"""A translation, its checks, and the conditions under which it was made."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Origin = Literal["model", "memory", "correction", "copy"]
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
    """The English of one source sentence, where it came from, and how it stood the checks."""

    source: str
    text: str
    origin: Origin
    checks: tuple[Check, ...] = ()

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
