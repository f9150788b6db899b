"""What people said of printed lines: accepted, corrected or rejected, field by field, with who and when."""

from dataclasses import dataclass
from typing import Literal

VerdictKind = Literal["accepted", "corrected", "rejected"]
VERDICTS: tuple[VerdictKind, ...] = ("accepted", "corrected", "rejected")
Field = Literal["line", "who", "sum", "date"]
FIELDS: tuple[Field, ...] = ("line", "who", "sum", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One verdict on the lines made of an Arabic clause.

    ar: the clause. field: "line" for the wording, and for accepting or rejecting the whole; "who", "sum", "date" hold
    corrections. value: the correction, "" otherwise. who: who said so; at: when, as a stamp.
    """

    ar: str
    field: Field
    verdict: VerdictKind
    value: str = ""
    who: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a line carries once somebody has looked at it."""

    verdict: VerdictKind
    who: str
    at: str
