"""Two views of Arabic text: what the translation model was trained on, and what the rules match on.

`for_model` is the preprocessing shared with training; a change there needs a new model. `fold` makes spellings
alike for matching and remembers where every character came from, so that rules can report offsets in the original.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from mujaz.arabic.script import AND, ARTICLE, BY, STARTS
from mujaz.records.article import Span

_DIGITS = {0x660 + d: str(d) for d in range(10)} | {0x6F0 + d: str(d) for d in range(10)}
_NUMBER_MARKS = {0x66B: ".", 0x66C: ",", 0x66A: "%"}  # Arabic decimal, thousands and percent signs

# Kept character for character as ../shared/train/prepare.py had them when the model was trained.
_MODEL_DROP = re.compile("[\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_MODEL_MAP: dict[int, str] = (
    _DIGITS | _NUMBER_MARKS | dict.fromkeys(map(ord, "“”„‟«»"), '"') | dict.fromkeys(map(ord, "‘’‚‛"), "'")
)

# Signs written on or between letters, and signs not seen at all; folding drops both.
_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\ufe70-\ufe7f"
)
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_FOLD_MAP: dict[int, str] = (
    dict.fromkeys(map(ord, "أإآٱٲٳ"), "ا")
    | dict.fromkeys(map(ord, "ىیۍې"), "ي")  # alef maksura and the Persian yehs
    | dict.fromkeys(map(ord, "کڪ"), "ك")
    | dict.fromkeys(map(ord, "ھہۀە"), "ه")
    | {ord("ۃ"): "ة"}
    | _DIGITS
    | _NUMBER_MARKS
    | dict.fromkeys(map(ord, "“”„‟"), '"')
    | dict.fromkeys(map(ord, "‘’‚‛"), "'")
)
# Characters that folding leaves alone or turns into exactly one other, whatever stands beside them.
_PLAIN = (
    "!-~\u00a1-\u00a7\u00ab\u00b0\u00b1\u00b7\u00bb\u00bf-\u00ff\u060c-\u060f\u061b\u061d-\u063f\u0641-\u064a"
    "\u0660-\u066f\u0671-\u0674\u0679-\u06bf\u06c1\u06c3-\u06d2\u06d4\u06d5\u06ee-\u06ff"
    "\u2010\u2012-\u2015\u2018-\u2023\u20a0-\u20a7\u20a9-\u20bf"
)
_ALL_PLAIN = re.compile(f"(?:[{_PLAIN}]++| (?! ))*+")
_PIECE = re.compile(
    f"(?P<plain>[{_PLAIN}](?:[{_PLAIN}]++| (?=[{_PLAIN}]))*+)|(?P<marks>[{_MARKS}]++)|(?P<unseen>[{_INVISIBLE}]++)"
    "|(?P<space>\\s++)|(?P<odd>.)"
)
_TURNED = re.compile(rf"(?<![^\W_])({AND}?[بك]?)ا{ARTICLE}")
_DROP = re.compile(f"[{_MARKS}{_INVISIBLE}]")


_PARTED = re.compile(rf"{STARTS}({AND}?{BY})ـ+\s+(?=[«\"“(A-Za-z\d])")


def for_model(text: str) -> str:
    """Return the text as the translation model was trained on it.

    NFKC; no tatweel, short vowels, bidi or zero-width marks; ASCII digits, quotes and number signs; one space.
    """
    text = _MODEL_DROP.sub("", unicodedata.normalize("NFKC", text)).translate(_MODEL_MAP)
    return " ".join(text.split())


def clitics_joined(text: str) -> str:
    """The text with prepositions put back parted from a quoted, Latin or numeric word: بـ «بيان» → ب«بيان»."""
    return _PARTED.sub(r"\1", text)


class Run(NamedTuple):
    """A stretch of folded text and the stretch of the original it came from.

    start: where it begins in the folded text. original_start, original_end: what it came from. moved: its characters
    are those of the original, one for one; otherwise the run stands for the original stretch as a whole.
    """

    start: int
    original_start: int
    original_end: int
    moved: bool


@dataclass(frozen=True, slots=True)
class Folded:
    """Text made alike for matching, and the way back: `runs` in order, empty when nothing moved."""

    text: str
    runs: tuple[Run, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the original under text[start:end].

        A letter that came out of a ligature stands for the whole ligature; vowel signs and tatweel belong to the
        letter before them. An empty stretch gives an empty span.
        """
        if not self.runs:
            return Span(start, end)
        first = self.runs[bisect_right(self.runs, start, key=_run_start) - 1]
        at = first.original_start + (start - first.start if first.moved else 0)
        if start >= end:
            return Span(at, at)
        last = self.runs[bisect_right(self.runs, end - 1, key=_run_start) - 1]
        return Span(at, last.original_start + end - last.start if last.moved else last.original_end)


def _run_start(run: Run) -> int:
    return run.start


def fold(text: str) -> Folded:
    """Return the matching view of a text, with its offset map.

    Presentation forms become letters; tatweel, vowel signs, bidi and zero-width marks go; أإآٱ become ا and ى
    becomes ي; ة, ؤ and ئ stay. Digits, percent, decimal and thousands signs and quotes are ASCII («» stay, since
    nesting needs their direction). A run of white space is one space. ² and ½ stay: folding never makes a number.
    """
    if _ALL_PLAIN.fullmatch(text):
        return Folded(mended(text.translate(_FOLD_MAP)))
    out: list[str] = []
    runs: list[Run] = []
    at = 0  # characters in `out`
    for piece in _PIECE.finditer(text):
        kind, (start, end), found = piece.lastgroup, piece.span(), piece.group()
        if kind == "plain":
            out.append(found.translate(_FOLD_MAP))
            runs.append(Run(at, start, end, moved=True))
            at += end - start
        elif kind == "space" and out and out[-1] == " ":
            runs[-1] = runs[-1]._replace(original_end=end)
        elif kind == "space":
            out.append(" ")
            runs.append(Run(at, start, end, moved=False))
            at += 1
        elif kind == "marks" and runs and runs[-1].original_end == start:
            _attach(text, end, out, runs)
        elif kind == "odd":
            letters = found if unicodedata.category(found) == "No" else unicodedata.normalize("NFKC", found)
            if letters := " ".join(_DROP.sub("", letters).translate(_FOLD_MAP).split()):
                out.append(letters)
                runs.append(Run(at, start, end, moved=False))
                at += len(letters)
    # The end of the text has a place too, so that an empty stretch there leads back to it.
    return Folded(mended("".join(out)), (*runs, Run(at, len(text), len(text), moved=True)))


def mended(text: str) -> str:
    """Folded text with alef and lam turned back where a PDF has turned them round: اإلمارات for الإمارات."""
    return _TURNED.sub(r"\1الا", text) if "اال" in text else text


def _attach(text: str, end: int, out: list[str], runs: list[Run]) -> None:
    """Give the signs that end at `end` to the letter before them, the last one of `out`."""
    last = runs[-1]
    if not last.moved:
        runs[-1] = last._replace(original_end=end)
        return
    letter_at = last.original_end - 1
    # A hamza written as a sign of its own belongs to its letter: و + hamza is ؤ.
    letter = _DROP.sub("", unicodedata.normalize("NFC", text[letter_at:end])).translate(_FOLD_MAP)
    if len(letter) != 1 or not out[-1][-1].isalpha():
        letter = out[-1][-1]
    before, length = out[-1][:-1], last.original_end - last.original_start
    runs[-1:] = [last._replace(original_end=letter_at)] if before else []
    runs.append(Run(last.start + length - 1, letter_at, end, moved=False))
    out[-1] = before + letter


def fold_word(text: str) -> str:
    """Return the folded text alone, without outer spaces: the form in which lexicons keep their keys."""
    return fold(text).text.strip()


FoldedText = Annotated[str, fold_word]  # a text of a data file that is folded as it is read (mujaz.tables)
