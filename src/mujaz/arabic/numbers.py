"""Finds numbers in Arabic text: figures of all scripts, number words, and both together.

Reads "خمسة وعشرون مليونا", "مليار و200 مليون", "مليونان ونصف", "200مليون", "الحادي والعشرين". The words and the
places where they are no numbers are data: numbers.toml. Percent signs, currencies and dates are the callers' business.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from mujaz.arabic.date_words import date_words
from mujaz.arabic.months import month_names
from mujaz.arabic.normalise import Folded, FoldedText, fold
from mujaz.arabic.quantity import MOST_DIGITS, MOST_TERMS, Number, NumberKind, figure_value, tidy
from mujaz.arabic.script import ARTICLE, ARTICLED, CLITIC, CLITICS, CONJUNCTIONS, TO_THE, without_and
from mujaz.arabic.stretches import Stretches
from mujaz.resources import package_path
from mujaz.tables import read_toml

Class = Literal["unit", "ten", "tens", "hundred", "hundreds", "scale", "fraction", "ordinal", "dual", "figure"]
_CLITICS = ("", *CLITICS, "وب", "ول", "فب", "فل", "وك")
_ARTICLES = (*ARTICLED, "ف" + ARTICLE, "ك" + ARTICLE, "وب" + ARTICLE, "و" + TO_THE)
_TOKEN = re.compile(r"\d+ر\d+(?!\d)|\d{1,3}(?: \d{3})* 000(?![\d.,])|\d+(?:[.,،]\d+)*|[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_NEAR = 18  # characters around a number word in which an exception may begin or end
_TANWEEN = "\u064b"


@dataclass(frozen=True, slots=True)
class WordRow:
    """A [[word]] of numbers.toml; the head of that file says what each field is."""

    id: str
    cls: Class
    value: float
    forms: tuple[FoldedText, ...]
    example: str
    reason: str
    finds: tuple[float, ...] = ()
    bound: bool = False
    plural: bool = False
    dual: bool = False
    accusative: bool = False
    without: tuple[FoldedText, ...] = ()


@dataclass(frozen=True, slots=True)
class Hole:
    """An [[exception]] of numbers.toml: a stretch of folded text in which nothing is a number."""

    id: str
    pattern: re.Pattern[str]
    example: str
    reason: str
    finds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """What numbers.toml holds."""

    word: tuple[WordRow, ...]
    exception: tuple[Hole, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """What a form means: its class and value, the flags of numbers.toml, the clitics taken off."""

    cls: str
    value: Decimal
    bound: bool = False
    plural: bool = False
    dual: bool = False
    accusative: bool = False
    clitics: str = ""

    @property
    def joined(self) -> bool:
        return self.clitics.startswith(tuple(CONJUNCTIONS))

    @property
    def article(self) -> bool:
        return self.clitics.endswith((ARTICLE, TO_THE))

    @property
    def scale(self) -> Decimal:
        """One of the scale that a scale word counts."""
        return self.value / 2 if self.dual else self.value


_FIGURE = _Word("figure", Decimal(0))


@dataclass(frozen=True, slots=True)
class _Atom:
    """A token that may be part of a number; offsets in the folded text.

    joined: و stands before it. touches: nothing else stands between it and the atom before. tanween: it bears one.
    year: a figure that the word before calls a year, so that it counts nothing.
    """

    word: _Word
    start: int
    end: int
    text: str
    joined: bool
    touches: bool
    tanween: bool
    year: bool


@dataclass(frozen=True, slots=True)
class _Term:
    """count times scale; room: what may be added to it is smaller than this."""

    count: Decimal
    scale: Decimal
    room: Decimal

    @property
    def value(self) -> Decimal:
        return self.count * self.scale


@lru_cache(maxsize=1)
def read_numbers() -> File:
    """The packaged numbers.toml as it stands. Raises DataError."""
    return read_toml(package_path("arabic", "numbers.toml"), File)


@lru_cache(maxsize=1)
def _lexicon() -> Mapping[str, _Word]:
    """Every form with its clitics. A form that stands by itself wins over one made of clitics."""
    found: dict[str, _Word] = {}
    for clitics in (*_CLITICS, *_ARTICLES):
        for row in read_numbers().word:
            article = clitics.endswith("ل") and ARTICLE in row.without and len(clitics) > 1
            if article or without_and(clitics) in row.without:
                continue
            word = _word(row, clitics)
            for key in row.forms:
                found.setdefault(clitics + key, word)
                if key.endswith("ة"):
                    found.setdefault(clitics + key[:-1] + "ه", word)
    return found


def _word(row: WordRow, clitics: str) -> _Word:
    value = Decimal(str(row.value))
    return _Word(row.cls, value, row.bound, row.plural, row.dual, row.accusative, clitics)


@lru_cache(maxsize=1)
def _exceptions() -> re.Pattern[str]:
    patterns = [f"(?:{row.pattern.pattern})" for row in read_numbers().exception]
    months = [re.escape(name) for name in month_names() if " " in name]
    return re.compile(rf"(?<![^\W_]){CLITIC}?(?:{'|'.join([*patterns, *months])})(?![^\W_])")


@lru_cache(maxsize=1)
def _year_word() -> re.Pattern[str]:
    """What calls the figure behind it a year."""
    return re.compile(rf"(?<![^\W_]){CLITIC}?(?:{ARTICLE})?{date_words().around['years-word']}(?: \d{{4}} و| )$")


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of an Arabic text, in order, with offsets in it.

    "one" alone, indefinite multitudes (آلاف الأشخاص), the hundred of في المئة and the ordinals in month names are not
    reported; see numbers.toml. Values are whole ints where they can be.
    """
    return numbers_in(fold(text), text)


def numbers_in(view: Folded, text: str) -> tuple[Number, ...]:
    """Return what find_numbers(text) returns, for a caller that has folded the text already."""
    atoms = _atoms(view, text)
    if not atoms:
        return ()
    found: list[Number] = []
    at = 0
    while at < len(atoms):
        read = _read_fraction(atoms, at) or _read_ordinal(atoms, at) or _read_cardinal(atoms, at)
        if read is None:
            at += 1
            continue
        value, stop = read
        span = view.span(atoms[at].start, atoms[stop - 1].end)
        found.append(Number(tidy(value), span.start, span.end, span.of(text), _kind(atoms[at:stop])))
        at = stop
    return tuple(found)


def _kind(atoms: Sequence[_Atom]) -> NumberKind:
    classes = {atom.word.cls for atom in atoms}
    if classes == {"dual"}:
        return "dual"
    if "ordinal" in classes:
        return "ordinal"
    if "figure" in classes:
        return "figure" if len(classes) == 1 else "mixed"
    return "words"


def _atoms(view: Folded, text: str) -> list[_Atom]:
    """The tokens of the text that may belong to a number. A و by itself joins the token after it."""
    lexicon = _lexicon()
    if lexicon.keys().isdisjoint(_TOKEN.findall(view.text)) and not _DIGIT.search(view.text):
        return []
    found: list[tuple[_Word, int, int, str, bool]] = []
    and_end = -2
    for match in _TOKEN.finditer(view.text):
        form, start, end = match.group(), match.start(), match.end()
        joined = 0 <= start - and_end <= 1
        and_end = -2
        if form == "و":
            and_end = end
        elif form[0].isdecimal():  # not isdigit, which is true of ² and ① as well
            if len(form) <= MOST_DIGITS:
                found.append((_FIGURE, start, end, form, joined))
        elif (word := lexicon.get(form)) is not None and _means_it(word, view, text, match):
            # و is no part of the number, the article and the other clitics are.
            found.append((word, start + word.joined, end, form, joined or word.joined))
    if not found:
        return []
    near = (
        _exceptions().finditer(view.text, max(0, s - _NEAR), e + _NEAR) for w, s, e, *_ in found if w is not _FIGURE
    )
    holes = Stretches(match.span() for matches in near for match in matches)
    atoms: list[_Atom] = []
    for index, (word, start, end, form, joined) in enumerate(found):
        if form == "واحد" and [f[0].cls for f in found[index + 1 : index + 2]] == ["ten"]:
            joined, start = True, start + 1  # noqa: PLW2901 – "and eleven": وأحد عشر, not واحد
        if holes.hold(start):
            continue
        gap = view.text[atoms[-1].end : start] if atoms else "-"
        tanween = word.accusative and _TANWEEN in view.span(start, end).of(text)
        year = (
            word is _FIGURE
            and len(form) == 4
            and _year_word().search(view.text, max(0, start - _NEAR), start) is not None
        )
        bracket = gap == ") " and view.text[atoms[-1].start - 1 : atoms[-1].start] == "("  # (1.25) مليار
        touches = (gap.strip(" و") == "" and len(gap) <= 3) or bracket
        atoms.append(_Atom(word, start, end, form, joined, touches, tanween, year))
    return atoms


def _means_it(word: _Word, view: Folded, text: str, match: re.Match[str]) -> bool:
    """Whether a folded form is the number word and not its look-alike (أولي, preliminary, for أولى)."""
    if word.cls != "ordinal" or not match.group().endswith("اولي"):
        return True
    return "ى" in view.span(match.end() - 1, match.end()).of(text)


def _read_cardinal(atoms: Sequence[_Atom], at: int) -> tuple[Decimal, int] | None:
    if atoms[at].word.cls == "dual":
        return atoms[at].word.value, at + 1
    read = _terms(atoms, at)
    return None if read is None else (sum((t.value for t in read[0]), Decimal(0)), read[1])


def _read_ordinal(atoms: Sequence[_Atom], at: int) -> tuple[Decimal, int] | None:
    word = atoms[at].word
    if word.cls != "ordinal":
        return None
    value = word.value
    may_grow = word.bound or value not in {1, 10}  # "the first ten" is no eleventh
    if may_grow and _follows(atoms, at + 1, "ten", joined=False):
        return value + 10, at + 2
    if may_grow and _follows(atoms, at + 1, "tens", joined=True):
        return value + atoms[at + 1].word.value, at + 2
    return None if word.bound else (value, at + 1)


def _read_fraction(atoms: Sequence[_Atom], at: int) -> tuple[Decimal, int] | None:
    """Half a million; three quarters, of a scale or alone. A half alone is no figure."""
    share = _share(atoms, at)
    if share is None:
        return None
    value, stop = share
    if _follows(atoms, stop, "scale", joined=False) and not atoms[stop].word.dual:
        return value * atoms[stop].word.value, stop + 1
    return (value, stop) if stop > at + 1 else None


def _share(atoms: Sequence[_Atom], at: int) -> tuple[Decimal, int] | None:
    """A fraction word, or a count of plural ones (three quarters), and where it ends."""
    word = atoms[at].word
    if word.cls == "fraction" and not word.plural:
        return word.value, at + 1
    if word.cls == "unit" and _follows(atoms, at + 1, "fraction", joined=False) and atoms[at + 1].word.plural:
        return word.value * atoms[at + 1].word.value, at + 2
    return None


def _terms(atoms: Sequence[_Atom], at: int, most: int = MOST_TERMS) -> tuple[list[_Term], int] | None:
    """Read a cardinal as terms of falling scale, at most so many: a milliard and 200 million is [10^9, 2 x 10^8]."""
    group = _group(atoms, at)
    if group is None:
        return None
    term, stop = group
    joined = stop < len(atoms) and atoms[stop].touches and atoms[stop].joined and not atoms[stop].word.article
    if joined and (share := _share(atoms, stop)) is not None:
        return _with_share(atoms, term, stop, share)
    below = _terms(atoms, stop, most - 1) if joined and most > 1 else None
    if below is None:
        return [term], stop
    terms, below_stop = below
    first = terms[0]
    if sum(t.value for t in terms) < term.room:
        return [term, *terms], below_stop
    if first.scale > term.scale and first.count < term.room:
        # "A hundred and fifty thousand": both count thousands.
        return [_Term(term.value + first.count, first.scale, first.room), *terms[1:]], below_stop
    return [term], stop


def _with_share(atoms: Sequence[_Atom], term: _Term, stop: int, share: tuple[Decimal, int]) -> tuple[list[_Term], int]:
    """Add "and a half" to a term: of its scale, of the scale behind it, or of one."""
    value, after = share
    scaled = _follows(atoms, after, "scale", joined=False) and not atoms[after].word.dual
    scale = atoms[after].word.value if scaled else Decimal(1)
    if term.scale > 1 and (not scaled or scale == term.scale):
        return [_Term(term.count + value, term.scale, Decimal(0))], after + (1 if scaled else 0)
    if term.scale == 1 and (scaled or term.count < 100):
        return [_Term(term.count + value, scale, Decimal(0))], after + (1 if scaled else 0)
    return [term], stop


def _group(atoms: Sequence[_Atom], at: int) -> tuple[_Term, int] | None:
    """Read one term: a count below a thousand or a figure, with the scales it counts."""
    word, stop = atoms[at].word, at + 1
    count, scale, room = word.value, Decimal(1), Decimal(0)
    if word.cls == "figure":
        count = figure_value(atoms[at].text.replace(" ", ""), scaled=_follows(atoms, stop, "scale", joined=False))
    elif word.cls == "unit":
        grown = _below_thousand(atoms, at)
        if grown is None:
            return None
        count, room, stop = grown
    elif word.cls in {"hundred", "hundreds"}:
        room = Decimal(100)
    elif word.cls == "scale":
        if word.plural:
            return None
        # Without a number before it مليونا is a dual in construct, unless it bears the tanween of the accusative, or
        # و and more of the number stand behind it, where no construct can end.
        grows = stop < len(atoms) and atoms[stop].touches and atoms[stop].joined
        pair = word.dual or (word.accusative and not atoms[at].tanween and not grows)
        count, scale = Decimal(2 if pair else 1), word.scale
        room = scale
    elif word.cls not in {"ten", "tens"}:
        return None
    while not atoms[at].year and _follows(atoms, stop, "scale", joined=False) and not atoms[stop].word.dual:
        next_scale = atoms[stop].word
        if next_scale.article or next_scale.value <= scale:
            break
        count, scale, room = count * scale, next_scale.value, next_scale.value
        stop += 1
    return _Term(count, scale, room), stop


def _below_thousand(atoms: Sequence[_Atom], at: int) -> tuple[Decimal, Decimal, int] | None:
    """Read what begins with a unit: 3, 13, 23, 300. Gives the value, the room behind it and where it ends."""
    word = atoms[at].word
    none = Decimal(0)
    if _follows(atoms, at + 1, "ten", joined=False):
        return word.value + 10, none, at + 2
    if _follows(atoms, at + 1, "hundred", joined=False) and word.value >= 3 and not word.bound:
        return word.value * 100, Decimal(100), at + 2
    if _follows(atoms, at + 1, "tens", joined=True) and atoms[at + 1].word.article == word.article:
        return word.value + atoms[at + 1].word.value, none, at + 2
    return None if word.bound else (word.value, none, at + 1)


def _follows(atoms: Sequence[_Atom], at: int, cls: str, *, joined: bool) -> bool:
    """Whether atom `at` follows the one before it with nothing but a space, or و, between."""
    return at < len(atoms) and atoms[at].touches and atoms[at].word.cls == cls and atoms[at].joined == joined
