"""What the model is given at a time: sentences, and clauses of those that are too long for it; and the way back.

Nothing is dropped: the segments of a text hold all its characters but spaces, the marks at the cuts (which `join` puts
back) and line markers (which are copied). What is not in the model's language – addresses, codes, Latin lines – is
copied, not translated.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from mujaz.arabic.script import ARABIC, FOLDED, LETTER
from mujaz.errors import DataError
from mujaz.resources import package_path
from mujaz.tables import read_toml

Count = Callable[[str], int]
Joint = Literal["start", "sentence", "clause", "word", "close"]

# Pieces a sentence may have before it is cut. Measured with the first embedded model (trained on at most 160 pieces),
# chrF whole → cut at 80, 18 sentences each: press texts of 80-110 pieces 60.4 → 62.4; UN resolutions of 80-110 pieces
# 72.3 → 71.2, 110-150 72.5 → 70.9, 150-240 66.4 → 70.1. Cutting at 32-64 is worse than at 80 for all but the longest;
# below 80 pieces whole sentences win everywhere (57.4 against 57.2 at 64 for press, 78.2 against 76.5 for UN).
COMFORTABLE = 80

VERBATIM = re.compile(
    r"(?:https?://|www\.)[^\s<>\"«»،؛]+|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+|[@#][A-Za-z0-9_]{2,}"
)
LEAD = re.compile(
    r"\s*(?:[•●▪■◦*–—-]+|\(?\d{1,3}[.)]|\(?\d{1,3}\s?[-–](?!\d)|\(?[أإابجدهوزحطي]ـ?[).]|[أبجدهوزحطي]\s?-)\s+"
)
LETTERED = str.maketrans(
    {
        "أ": "a",
        "إ": "a",
        "ا": "a",
        "ب": "b",
        "ج": "c",
        "د": "d",
        "ه": "e",
        "و": "f",
        "ز": "g",
        "ح": "h",
        "ط": "i",
        "ي": "j",
        "ـ": "",
    }
)
LATIN_MARKS = str.maketrans("؟،؛«»٪", '?,;""%')
END = re.compile(r"[.!?؟…]+[\"'»”)\]]*(?=\s+\S)")
ABBREVIATION = re.compile(rf"(?:^|[\s(«\"])(?:[{FOLDED}]|[{FOLDED}]\.[{FOLDED}]|[A-Z]|Dr|Mr|Mrs|St|No|M|Mme)$")
OPENERS, CLOSERS = "«“([{", "»”)]}"


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of work. text: a stretch of the source. copy: it goes into the English as it is.

    joint: how it follows the segment before it – opens the text, opens a sentence, goes on in the sentence at a clause
    boundary or between words, or closes up to it without a space. mark: English punctuation before it (";", ",").
    """

    text: str
    joint: Joint = "start"
    mark: str = ""
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Rank:
    """One kind of place where a sentence may be cut: the match is left out, or only its spaces if mark is ""."""

    id: str
    pattern: re.Pattern[str]
    mark: str
    example: str
    reason: str


@dataclass(frozen=True, slots=True)
class RankRow:
    """A rank as segments.toml has it: VERB and CONNECTOR in its pattern stand for the words of [words]."""

    id: str
    pattern: str
    example: str
    reason: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Verbs and connectors that open a clause; a connector of several words has | between them."""

    past: str
    present: str
    connector: str


@dataclass(frozen=True, slots=True)
class Enumerator:
    """Words that number points before a colon, the English of each; example: a text with one; gives: its English."""

    id: str
    forms: tuple[str, ...]
    english: tuple[str, ...]
    example: str
    gives: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What segments.toml holds."""

    rank: tuple[RankRow, ...]
    enumerator: tuple[Enumerator, ...]
    words: Words


@cache
def load_ranks() -> tuple[Rank, ...]:
    """The shipped ranks, best first."""
    return read_ranks(package_path("translation", "segments.toml"))


@cache
def enumerators() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """The English of each numbering word, and a pattern for one at the head of a text."""
    file = read_toml(package_path("translation", "segments.toml"), File)
    known = {form: en for entry in file.enumerator for form, en in zip(entry.forms, entry.english, strict=True)}
    return known, re.compile(rf"\s*(?P<word>{'|'.join(known)})\s*:\s*(?=\S)")


def lead_of(text: str, *, arabic: bool) -> tuple[str, int]:
    """The English of what numbers a text at its head ("a.", "3 -", "Fifth:"), and where the text begins behind it."""
    if arabic:
        known, pattern = enumerators()
        if match := pattern.match(text):
            return f"{known[match['word']]}:", match.end()
    lead = LEAD.match(text)
    if not lead or lead.end() >= len(text):
        return "", 0
    mark = lead[0].strip()
    return (mark.translate(LETTERED) if arabic else mark), lead.end()


def read_ranks(path: Path) -> tuple[Rank, ...]:
    """The ranks of a file, best first. Raises DataError."""
    file = read_toml(path, File)
    verbs = [f"{v}(?:ت|وا|ا|تا)?" for v in file.words.past.split()]
    verbs += [f"[يتن]{v}(?:ون|ان)?" for v in file.words.present.split()]
    connectors = [c.replace("|", r"\s+") for c in file.words.connector.split()]
    fill = {"VERB": "|".join(verbs), "CONNECTOR": "|".join(connectors)}
    return tuple(rank_of(row, fill, path) for row in file.rank)


def rank_of(row: RankRow, fill: Mapping[str, str], path: Path) -> Rank:
    """A rank with its words filled in and its pattern compiled."""
    try:
        pattern = re.compile(re.sub("VERB|CONNECTOR", lambda m: fill[m[0]], row.pattern))
    except re.error as error:
        raise DataError(f"{path.name}: [[rank]] {row.id}: pattern: {error}", "mend the expression") from error
    return Rank(row.id, pattern, row.mark, row.example, row.reason)


def segment(text: str, pieces: Count, limit: int = COMFORTABLE, *, arabic: bool = True) -> tuple[Segment, ...]:
    """Cut a text into segments of at most `limit` pieces each, as `pieces` counts them.

    arabic: the model reads Arabic, so that what holds no Arabic letter is copied; else what holds no letter at all.
    Raises ValueError when limit is below 2.
    """
    if limit < 2:
        raise ValueError("a limit below two pieces cannot be met")
    lead, begin = lead_of(text, arabic=arabic)
    made = [Segment(lead, copy=True)] if lead else []
    text = text[begin:]
    for sentence in sentences(text):
        for number, part in enumerate(verbatim_parts(sentence, arabic=arabic)):
            opening: Joint = part.joint if number else "sentence" if made else "start"
            first, *others = (part,) if part.copy else clauses(part.text, pieces, limit)
            made += [replace(first, joint=opening), *others]
    return tuple(made)


def sentences(text: str) -> list[str]:
    """The sentences of a text: cut after . ! ؟ … and a space, not inside quotation marks or brackets, not after د."""
    depth, found, start = depths(text), [], 0
    for match in END.finditer(text):
        before = text[start : match.start()]
        if depth[match.end() - 1] or (match[0] == "." and (ABBREVIATION.search(before) or not before.strip())):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return [s for s in found if s]


def depths(text: str) -> list[int]:
    """For every character how many quotation marks or brackets are open after it; unclosed ones do not count."""
    opened: list[int] = []
    change = [0] * (len(text) + 1)
    straight = -1
    for i, ch in enumerate(text):
        if ch in OPENERS:
            opened.append(i)
        elif ch in CLOSERS and opened and OPENERS.index(text[opened[-1]]) == CLOSERS.index(ch):
            change[opened.pop()] += 1
            change[i] -= 1
        elif ch == '"':
            if straight >= 0:
                change[straight] += 1
                change[i] -= 1
                straight = -1
            else:
                straight = i
    result, now = [], 0
    for i in range(len(text)):
        now += change[i]
        result.append(now)
    return result


def verbatim_parts(sentence: str, *, arabic: bool) -> list[Segment]:
    """A sentence in stretches for the model and stretches to copy: addresses, and all that is not in its language."""
    made: list[Segment] = []
    start = 0
    spans = [(m.start(), m.start() + len(m[0].rstrip(".,;:!?)؟"))) for m in VERBATIM.finditer(sentence)]
    for begin, end in [*spans, (len(sentence), len(sentence))]:
        between = sentence[start:begin]
        if between.strip():
            foreign = not (ARABIC if arabic else LETTER).search(between)
            close = bool(made) and not between[0].isspace()
            stretch = between.strip().translate(LATIN_MARKS) if foreign and arabic else between.strip()
            made.append(Segment(stretch, joint="close" if close else "word", copy=foreign))
        if end > begin:
            close = bool(made) and begin > 0 and not sentence[begin - 1].isspace()
            made.append(Segment(sentence[begin:end], joint="close" if close else "word", copy=True))
        start = end
    return made


def clauses(text: str, pieces: Count, limit: int) -> tuple[Segment, ...]:
    """Cut one sentence at the best places until every part has at most `limit` pieces."""
    if pieces(text) <= limit:
        return (Segment(text, "word"),)
    left, mark, joint, right = cut(text)
    second = clauses(right, pieces, limit)
    return (*clauses(left, pieces, limit), replace(second[0], joint=joint, mark=mark), *second[1:])


def cut(text: str) -> tuple[str, str, Joint, str]:
    """One cut: text before, mark, joint, text after.

    The best rank that offers a place between a fifth and four fifths of the text, there the place nearest the middle;
    first outside quotation marks and brackets, then any space outside them, then the same inside; at last the middle
    of a word that is itself too long. A space beside a figure is taken only when there is no other.
    """
    depth = depths(text)
    low, high, middle = len(text) * 0.2, len(text) * 0.8, len(text) / 2
    for outside in (True, False):
        for pattern, mark, joint in places():
            found = [
                m
                for m in pattern.finditer(text)
                if low <= m.start() and m.end() <= high and not (outside and depth[m.start()])
            ]
            if found:
                best = min(found, key=lambda m: abs(m.start() - middle))
                return text[: best.start()].rstrip(), mark, joint, text[best.end() :].lstrip()
    inner = [m for m in re.finditer(r"\s+", text) if text[: m.start()].strip() and text[m.end() :].strip()]
    if inner:
        best = min(inner, key=lambda m: abs(m.start() - middle))
        return text[: best.start()], "", "word", text[best.end() :]
    half = max(1, len(text) // 2)
    return text[:half], "", "close", text[half:]


def places() -> Iterator[tuple[re.Pattern[str], str, Joint]]:
    """The kinds of places to cut at, best first."""
    for rank in load_ranks():
        yield rank.pattern, rank.mark, "clause"
    yield re.compile(r"(?<![\d\s])\s+(?=[^\d\s])"), "", "word"


# ---- back together --------------------------------------------------------------------------------------------------

SOURCE_END = re.compile(r"([.!?؟…:،؛]*+)([\"'»”)\]\s]*+)([.!?؟…:،؛]*+)\s*+$")
ENGLISH_END = re.compile(r"([.!?…:,;]*+)([\"'”)\]]*+)([.!?…:,;]*+)$")
LATIN_END = {"؟": "?", "؛": ";", "،": ","}
TITLE_END = re.compile(r"(?:\b[A-Z]\.)+$|\b(?:etc|Inc|Ltd|Co|No|Jr|Sr|Corp)\.$")


def join(segments: Sequence[Segment], english: Sequence[str], source: str) -> str:
    """One English text from the translations of the segments of `source`, with sane punctuation and case."""
    from mujaz.translation.assembly import lower_first

    out = ""
    for at, (part, raw) in enumerate(zip(segments, english, strict=True)):
        text = raw.strip()
        if not part.copy:
            following = segments[at + 1].joint if at + 1 < len(segments) else "sentence"
            text = without_end(text) if following in ("clause", "word", "close") else text
            if part.joint in ("clause", "word", "close") and at and not (at == 1 and segments[0].copy):
                text = lower_first(text)
        if not text:
            continue
        if not out:
            out = text
        elif part.joint == "close":
            out += text
        else:
            mark = part.mark if part.mark and not out.endswith((",", ";", ":")) else ""
            out += f"{mark} {text}"
    return with_end_of(source, out)


def without_end(text: str) -> str:
    """A translation without the full stop the model gave a part of a sentence; abbreviations keep theirs."""
    if TITLE_END.search(text) or text.endswith("…"):
        return text
    return re.sub(r"[.,;]+$", "", text)


def with_end_of(source: str, english: str) -> str:
    """English that ends as the source ends: full stop, question or exclamation mark, colon, comma, or nothing.

    A closing quotation mark stays, with the end mark inside or outside as in the source.
    """
    own, given = SOURCE_END.search(source), ENGLISH_END.search(english)
    if own is None or given is None or not given.start() or "…" in given[0] or "..." in given[0]:
        return english
    body, closing = english[: given.start()], given[2]
    if given[1].startswith(".") and TITLE_END.search(body + "."):
        body += "."
    inside, outside = (LATIN_END.get(mark[-1:], mark[-1:]) for mark in (own[1], own[3]))
    if not own[2].strip() or not closing:
        inside, outside = "", outside or inside
    if outside == "." and body.endswith(".") and not closing:
        outside = ""
    return body + inside + closing + outside
