"""Finds numbers in English text, so that a translation's values can be compared with those of its source."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from mujaz.arabic.quantity import MOST_DIGITS, Number, NumberKind, figure_value, tidy
from mujaz.arabic.stretches import Stretches
from mujaz.lexicon.english_words import ORDINAL_TENS, ORDINALS, SCALES, SHORT_SCALES, TENS, UNITS

_SCALES = SCALES | {"milliard": 10**9}
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9} | {"XI": 11, "XII": 12, "XIII": 13}
_ROMAN |= {"XIV": 14, "XV": 15, "XVI": 16}
_TOKEN = re.compile(
    r"(?P<figure>\d+(?:[.,]\d+)*)(?:(?P<ordinal>st|nd|rd|th)\b|(?P<short>k|mn|mln|m|bn|b|tn)\b)?"
    r"|(?P<roman>(?<=[a-z] )(?:XVI|XV|XIV|XIII|XII|XI|IX|VIII|VII|VI|IV|III|II)\b)|(?P<word>[A-Za-z]+)"
)
_GAP = re.compile(r"[ \u00a0-]?")
_NOT = re.compile(r"\b(?:per|every|each|split) second\b|\bsecond(?=-hand| thoughts)\b|\bat first\b", re.IGNORECASE)
_MONEY = re.compile(r"(?:[$€£¥]|\b[A-Z]{3}) ?$")


class _Atom(NamedTuple):
    """A token that may belong to a number. cls: figure, unit, tens, hundred, scale, ordinal, share, a, and, of."""

    cls: str
    value: Decimal
    start: int
    end: int


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, tuple[str, Decimal]]:
    found: dict[str, tuple[str, Decimal]] = {}
    found.update({w: ("unit", Decimal(n)) for n, w in enumerate(UNITS)})
    found.update({w: ("tens", Decimal(n * 10)) for n, w in enumerate(TENS, 2)})
    found.update({w: ("ordinal", Decimal(n)) for n, w in enumerate(ORDINALS, 1)})
    found.update({w: ("ordinal", Decimal(n * 10)) for n, w in enumerate(ORDINAL_TENS, 2)})
    found.update({w: ("scale", Decimal(v)) for w, v in _SCALES.items()})
    found |= {w: (w, Decimal(1)) for w in ("hundred", "and", "of")}
    found |= {"hundred": ("hundred", Decimal(100)), "a": ("a", Decimal(1)), "an": ("a", Decimal(1))}
    found |= {"half": ("share", Decimal("0.5")), "quarter": ("share", Decimal("0.25"))}
    found |= {"quarters": ("shares", Decimal("0.25")), "fifths": ("shares", Decimal("0.2"))}
    return found


def english_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of an English text, in order: figures, words, scales, ordinals, roman ones after names.

    Made for comparing values, so it errs on the side of leaving out: "one" and "half" alone, "hundreds", "millions" and
    "a third" are no numbers. A full stop inside a figure is always a decimal point.
    """
    atoms = _atoms(text)
    found: list[Number] = []
    at = 0
    while at < len(atoms):
        read = _read_share(atoms, at) or _read_ordinal(atoms, at) or _read_cardinal(atoms, at)
        if read is None:
            at += 1
            continue
        value, stop = read
        start, end = atoms[at].start, atoms[stop - 1].end
        found.append(Number(tidy(value), start, end, text[start:end], _kind(atoms[at:stop])))
        at = stop
    return tuple(found)


def _kind(atoms: Sequence[_Atom]) -> NumberKind:
    classes = {_own(atom) for atom in atoms}
    if "ordinal" in classes:
        return "ordinal"
    if "figure" in classes:
        return "figure" if len(classes) == 1 else "mixed"
    return "words"


def _atoms(text: str) -> list[_Atom]:
    holes = Stretches(m.span() for m in _NOT.finditer(text))
    lexicon = _lexicon()
    found: list[_Atom] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if holes.hold(start) or len(match.group()) > MOST_DIGITS:
            found.append(_Atom("other", Decimal(0), start, end))
        elif match.group("figure"):
            _add_figure(found, match, text)
        elif match.group("roman"):
            found.append(_Atom("ordinal", Decimal(_ROMAN[match.group("roman")]), start, end))
        else:
            cls, value = lexicon.get(match.group("word").lower(), ("other", Decimal(0)))
            found.append(_Atom(cls, value, start, end))
    return [
        atom._replace(cls="gap-" + atom.cls) if i and not _GAP.fullmatch(text[found[i - 1].end : atom.start]) else atom
        for i, atom in enumerate(found)
    ]


def _add_figure(found: list[_Atom], match: re.Match[str], text: str) -> None:
    figure, short, (start, end) = match.group("figure"), match.group("short"), match.span()
    value = figure_value(figure, scaled=True)
    if match.group("ordinal"):
        found.append(_Atom("ordinal", value, start, end))
        return
    stop = match.end("figure")
    found.append(_Atom("figure", value, start, stop))
    if short and (len(short) > 1 or _MONEY.search(text[max(0, start - 4) : start])):
        found.append(_Atom("scale", Decimal(SHORT_SCALES[short]), stop, end))


def _is(atoms: Sequence[_Atom], at: int, *classes: str) -> bool:
    """Whether atom `at`, which must touch the one before it, is one of these."""
    return at < len(atoms) and atoms[at].cls in classes


def _own(atom: _Atom) -> str:
    """The class of an atom with which a number begins: what stands before it does not matter."""
    return atom.cls.removeprefix("gap-")


def _read_share(atoms: Sequence[_Atom], at: int) -> tuple[Decimal, int] | None:
    """Read "half a million", "a quarter of a million", "three quarters"."""
    first, stop = _own(atoms[at]), at + 1
    value: Decimal | None = None
    if first == "a" and _is(atoms, stop, "share"):
        value, stop = atoms[stop].value, stop + 1
    elif first == "share":
        value = atoms[at].value
    elif first == "unit" and _is(atoms, stop, "shares"):
        value, stop = atoms[at].value * atoms[stop].value, stop + 1
    if value is None:
        return None
    ahead = stop + 1 if _is(atoms, stop, "of") else stop
    ahead = ahead + 1 if _is(atoms, ahead, "a") else ahead
    if _is(atoms, ahead, "scale"):
        return value * atoms[ahead].value, ahead + 1
    return (value, stop) if atoms[stop - 1].cls == "shares" else None


def _read_ordinal(atoms: Sequence[_Atom], at: int) -> tuple[Decimal, int] | None:
    first = _own(atoms[at])
    if first == "tens" and _is(atoms, at + 1, "ordinal") and atoms[at + 1].value < 10:
        return atoms[at].value + atoms[at + 1].value, at + 2
    if first != "ordinal":
        return None
    # "a third of" and "two fifths" are shares.
    share = at > 0 and not atoms[at].cls.startswith("gap-") and _own(atoms[at - 1]) == "a" and _is(atoms, at + 1, "of")
    return None if share else (atoms[at].value, at + 1)


def _read_cardinal(atoms: Sequence[_Atom], at: int) -> tuple[Decimal, int] | None:
    read = _term(atoms, at)
    if read is None:
        return None
    value, scale, stop = read
    while scale > 1:
        ahead = stop + 1 if _is(atoms, stop, "and") else stop
        if _is(atoms, ahead, "a") and _is(atoms, ahead + 1, "share") and ahead > stop:
            return value + scale * atoms[ahead + 1].value, ahead + 2  # "two million and a half"
        if ahead >= len(atoms) or atoms[ahead].cls.startswith("gap-") or _is(atoms, ahead, "a"):
            break
        below = _term(atoms, ahead)
        if below is None or below[0] >= scale or (atoms[ahead].cls == "figure" and below[1] == 1):
            break  # "3 million and 20 towns" are two numbers
        value, scale, stop = value + below[0], below[1], below[2]
    if value == 1 and stop == at + 1 and _own(atoms[at]) == "unit":
        return None  # "one" alone is mostly no figure
    return value, stop


def _term(atoms: Sequence[_Atom], at: int) -> tuple[Decimal, Decimal, int] | None:
    """Read a count and its scale: 15 million, two hundred and fifty thousand. Gives value, scale and where it ends."""
    first, stop = _own(atoms[at]), at + 1
    value = atoms[at].value
    if first in {"unit", "tens", "a", "hundred"}:
        small = _small(atoms, at)
        if small is None:
            return None
        value, stop = small
    elif first != "figure":
        return None
    if _is(atoms, stop, "and") and _is(atoms, stop + 1, "a") and _is(atoms, stop + 2, "share"):
        # "two and a half million"
        if _is(atoms, stop + 3, "scale"):
            value, stop = value + atoms[stop + 2].value, stop + 3
        elif value < 100:
            return value + atoms[stop + 2].value, Decimal(1), stop + 3
    scale = Decimal(1)
    while scale < 10**12 and _is(atoms, stop, "scale"):
        value, scale, stop = value * atoms[stop].value, scale * atoms[stop].value, stop + 1
    return value, scale, stop


def _small(atoms: Sequence[_Atom], at: int) -> tuple[Decimal, int] | None:
    """Read a number below a thousand in words; "a" counts one before a hundred or a scale only."""
    first, value, stop = _own(atoms[at]), atoms[at].value, at + 1
    if first == "hundred":
        return None
    if first == "a":
        if not _is(atoms, stop, "hundred", "scale"):
            return None
        value = Decimal(1)
    elif first == "tens" and _is(atoms, stop, "unit") and 0 < atoms[stop].value < 10:
        value, stop = value + atoms[stop].value, stop + 1
    if not _is(atoms, stop, "hundred"):
        return value, stop
    value, stop = value * 100, stop + 1
    ahead = stop + 1 if _is(atoms, stop, "and") else stop
    if _is(atoms, ahead, "unit", "tens"):
        below, after = atoms[ahead].value, ahead + 1
        if atoms[ahead].cls == "tens" and _is(atoms, after, "unit") and 0 < atoms[after].value < 10:
            below, after = below + atoms[after].value, after + 1
        if not _is(atoms, after, "hundred"):
            return value + below, after
    return value, stop
