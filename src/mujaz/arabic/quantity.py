"""What a number is, and how figures are read: shared by the Arabic and the English side."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

NumberKind = Literal["figure", "words", "mixed", "ordinal", "dual"]

# Groups of three behind one kind of separator make thousands; anything else behind a separator is a fraction.
_GROUPED = re.compile(r"\d{1,3}(?:([,،٬])\d{3})(?:\1\d{3})*(?:[.٫]\d+)?")
_DOT_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_ROUND_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d00")
MOST_DIGITS = 24  # of a figure that counts something; more are an account, a key or noise
MOST_TERMS = 16  # joined terms of one number: hundreds and the rest of each of five scales, and some to spare


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text.

    value: in units (15 million is 15000000), an int where it is whole. start, end: offsets in the text searched.
    ar: the words under them. kind: "figure", "words", "mixed" (15 million), "ordinal" or "dual" (two days in one word).
    """

    value: int | float
    start: int
    end: int
    ar: str
    kind: NumberKind

    @property
    def plain(self) -> str:
        """The value as decimal text without exponent or separators: "15000000", "2.5"."""
        return plain(self.value)


def plain(value: int | float) -> str:
    """Return a number as decimal text without exponent, separators or empty fraction."""
    if isinstance(value, int):
        return str(value)
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def tidy(value: Decimal) -> int | float:
    """Return an int where the value is whole, else the nearest float."""
    return int(value) if value == value.to_integral_value() else float(value)


def figure_value(figure: str, *, scaled: bool) -> Decimal:
    """Return the value of a figure in ASCII digits with the separators . , or ، inside it.

    53ر12 is 12.53.
    1,500 and 783،562 are thousands, 2.5 and 106,78 fractions. A single full stop before three digits is a fraction
    when a scale word follows (`scaled`: 3.744 billion) or the digits are not round (1.325), else thousands (15.000).
    """
    if "ر" in figure:  # the agencies' decimal sign, written from the right: 53ر12 is 12.53
        part, _, whole = figure.partition("ر")
        return Decimal(f"{whole}.{part}")
    if _GROUPED.fullmatch(figure):
        return Decimal(re.sub("[,،٬]", "", figure).replace("٫", "."))
    if _DOT_GROUPED.fullmatch(figure):
        return Decimal(figure.replace(".", "").replace(",", "."))
    if _ROUND_THOUSANDS.fullmatch(figure) and not scaled:
        return Decimal(figure.replace(".", ""))
    head, _, tail = re.sub("[,،٬٫]", ".", figure).partition(".")
    # More separators than one number has (1.2.3, 12,5,7): only the first part can be trusted.
    return Decimal(f"{head}.{tail}") if tail.isdecimal() else Decimal(head)
