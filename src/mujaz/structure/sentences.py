"""Cuts an article into sentences with exact offsets and tells headings, datelines and source lines apart.

A line of the source is a paragraph. Inside it, sentences end at . ! ؟ … unless these stand inside quotation marks or
brackets, after an abbreviation, or inside a number or address. A line that breaks off in mid-sentence is joined to the
next one. Which words abbreviate, open or cannot end a sentence is data: sentences.toml; datelines: dateline.py.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mujaz.arabic.normalise import FoldedText, fold, fold_word
from mujaz.arabic.script import ARABIC, ARTICLE, CONJUNCTIONS, FOLDED, LETTER
from mujaz.records.article import Article, Sentence, SentenceKind
from mujaz.resources import package_path
from mujaz.structure.dateline import Dateline, datelines
from mujaz.tables import read_toml

_PAST_ENDINGS = ("", "ت", "ا", "وا")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_EDGE = " \t\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u3000"
_CLOSING = "\"”»'’)]"
_CLOSERS = re.escape(_CLOSING)
_END = re.compile(rf"(?:\.{{3,}}|…|[.!?؟]+)[{_CLOSERS}]*")
_ENDED = re.compile(rf"[.!?؟…][{_CLOSERS}\s]*$")
_QUESTION = re.compile(rf"[!?؟][{_CLOSERS}\s.]*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ENUMERATOR = re.compile(r"[\s(*•-]*(?:\d{1,3}|[^\W\d_])$")
_ITEM_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s*")
_BULLET = re.compile(r"\s*(?:[•*▪●◆■➢✓–—-]|\d{1,2}\s?[-.)–])\s*")
_WORD_BEFORE = re.compile(r"[^\s«\"“(،؛:؟]+$")
_SPELT_OUT = re.compile(r"[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3})+")  # بي.بي.سي
_ONE_LETTER = re.compile(rf"[{FOLDED}]|و[دما]")  # also "وم. هدى"
_LONE_NOUN = re.compile(r"[،,]\s*و(?!ال)[^\W\d_]{3,}$")
_VERBAL_NOUN = re.compile(r"(?:^|\s)[وبلف]?(?:ت[^\W\d_]{2}ي[^\W\d_]|است[^\W\d_]{2}ا[^\W\d_])$")
_WITH_SUFFIX = re.compile(r"(?:ها|هم|هن|هما|نا|ه|ك)$")

_ROW = re.compile(r"\S\s+\|\s+\S")  # of a table: cells with upright strokes between them

_QUOTE_MAX = 1500  # characters that a pair of quotation marks may hold together; longer ones are mispaired
_BRACKET_MAX = 300
_HEADING_MAX = 115  # a line without full stop longer than this is text; the title may be longer
_TITLE_MAX = 230
_QUESTION_MAX = 90
_WRAP_MIN, _WRAP_MAX = 40, 130  # line lengths of text wrapped by a machine


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """Its full stop ends no sentence: never behind a title, behind a unit only before a new sentence."""

    id: str
    kind: Literal["title", "unit"]
    forms: tuple[FoldedText, ...]
    example: str
    sentences: int
    reason: str


@dataclass(frozen=True, slots=True)
class Domain:
    """What continues an address or a name behind a full stop glued to it. sentences: how many the example has."""

    id: str
    words: tuple[FoldedText, ...]
    example: str
    sentences: int
    reason: str


@dataclass(frozen=True, slots=True)
class Starter:
    """What opens a new sentence: whole words, and beginnings of words. sentences: how many the example has."""

    id: str
    words: tuple[FoldedText, ...]
    beginnings: tuple[FoldedText, ...]
    example: str
    sentences: int
    reason: str


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that open or end a line."""

    id: str
    words: tuple[FoldedText, ...]
    example: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line that is not the article's own, as a pattern on the folded line."""

    id: str
    pattern: re.Pattern[str]
    example: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What sentences.toml holds."""

    abbreviation: tuple[Abbreviation, ...]
    domain: tuple[Domain, ...]
    dangling: tuple[WordList, ...]
    continuing: tuple[WordList, ...]
    opener: tuple[WordList, ...]
    starter: tuple[Starter, ...]
    source_line: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon of sentences.toml, folded."""

    titles: frozenset[str]
    units: frozenset[str]
    domains: frozenset[str]
    dangling: frozenset[str]
    continuing: frozenset[str]
    openers: frozenset[str]
    starter: re.Pattern[str]
    source_lines: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the article without outer spaces."""

    start: int
    end: int
    text: str
    after_blank: bool


@lru_cache(maxsize=1)
def read_sentences() -> File:
    """The packaged sentences.toml as it stands. Raises DataError."""
    return read_toml(package_path("structure", "sentences.toml"), File)


@lru_cache(maxsize=1)
def _words() -> _Words:
    file = read_sentences()

    def listed(rows: Iterable[WordList | Domain]) -> frozenset[str]:
        return frozenset(word for row in rows for word in row.words)

    def abbreviated(kind: str) -> frozenset[str]:
        return frozenset(form for row in file.abbreviation if row.kind == kind for form in row.forms)

    whole = [word for row in file.starter for word in row.words]
    parts = [beginning for row in file.starter for beginning in row.beginnings]
    return _Words(
        titles=abbreviated("title"),
        units=abbreviated("unit"),
        domains=listed(file.domain),
        dangling=listed(file.dangling),
        continuing=listed(file.continuing),
        openers=frozenset(word + ending for word in listed(file.opener) for ending in _PAST_ENDINGS),
        starter=re.compile(rf"\s*[\"«“]?(?:و|ف(?!ي )|(?:{'|'.join(whole)})(?!\w)|{'|'.join(parts)})"),
        source_lines=re.compile("|".join(f"(?:{row.pattern.pattern})" for row in file.source_line)),
    )


def split(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of an article, counted from 1, in order.

    article.text[s.start:s.end] == s.text holds for each. Lines without a letter or digit give none. kind: "heading" for
    titles, sub-headings and their bullet points; "dateline" for a dateline, also one in front of running text;
    "source" for source, agency, copyright and read-more lines; "body" for the rest.
    """
    sentences: list[Sentence] = []
    for start, end, kind in _pieces(article):
        text = article.text[start:end]
        sentences.append(Sentence(article.id, len(sentences) + 1, start, end, text, kind))
    return tuple(sentences)


def _pieces(article: Article) -> Iterator[tuple[int, int, SentenceKind]]:
    lines = _lines(article.text)
    heads = datelines(article.text)
    title = fold_word(article.title)
    wrapped = _wrapped(lines)
    in_head = True  # until the first line of text: above it stand the titles
    previous: SentenceKind = "heading"
    at = 0
    while at < len(lines):
        line = lines[at]
        head = next((d for d in heads if d.start <= line.start < d.end), None)
        top, more = in_head and at == 0 and at + 1 < len(lines), at + 1 < len(lines)
        kind, text_at = _kind(line, title, head, top=top, more=more, previous=previous)
        if kind == "body":
            last = at
            while last + 1 < len(lines) and (last in wrapped or _goes_on(lines[last], lines[last + 1])):
                last += 1
            if text_at > line.start:
                yield line.start, _stripped_end(article.text, line.start, text_at), "dateline"
            for start, end in _cut(article.text, text_at, lines[last].end):
                yield start, end, "body"
            at = last
        else:
            yield line.start, line.end, kind
        if kind in {"body", "dateline"}:
            in_head = False
        previous = kind
        at += 1


def _lines(text: str) -> list[_Line]:
    """The lines that hold a letter or a digit."""
    found: list[_Line] = []
    blank = False
    for match in _LINE.finditer(text):
        raw = match.group()
        inner = raw.strip(_EDGE)
        if not inner or not re.search(r"[^\W_]", inner):
            blank = True
            continue
        start = match.start() + len(raw) - len(raw.lstrip(_EDGE))
        after_blank = blank or (bool(found) and text.count("\n", found[-1].end, start) > 1)
        found.append(_Line(start, start + len(inner), inner, after_blank))
        blank = False
    return found


def _wrapped(lines: list[_Line]) -> frozenset[int]:
    """The lines after which only a machine's line width broke the text (a PDF, a mail): they go on in the next.

    A block of three or more lines without blank ones between; all but its last are nearly full and most of them
    do not end a sentence.
    """
    found: set[int] = set()
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and not lines[at].after_blank:
            continue
        block = range(start, at)
        start = at
        inner = [lines[i] for i in block[:-1]]
        width = max((len(line.text) for line in inner), default=0)
        if len(block) < 3 or not _WRAP_MIN <= width <= _WRAP_MAX or any(_ROW.search(line.text) for line in inner):
            continue
        full = [i for i in block[:-1] if len(lines[i].text) >= 0.75 * width]
        open_ended = sum(not _ENDED.search(line.text) for line in inner)
        if len(full) >= 0.8 * len(inner) and open_ended >= 0.6 * len(inner):
            found.update(full)
    return frozenset(found)


def _kind(
    line: _Line, title: str, dateline: Dateline | None, *, top: bool, more: bool, previous: SentenceKind
) -> tuple[SentenceKind, int]:
    """What a line is, and where its running text begins (behind an inline dateline)."""
    folded = fold(line.text if len(line.text) <= _TITLE_MAX else line.text[:_HEADING_MAX]).text  # long lines are text
    if _words().source_lines.match(folded) or not ARABIC.search(line.text):
        return "source", line.start  # also captions of embedded posts, addresses, file names
    if title and folded.strip(" .") == title.strip(" ."):
        return "heading", line.start
    heading = _is_heading(line.text, folded, top=top, more=more, previous=previous)
    if dateline is None or not dateline.closed:
        return "heading" if heading else "body", line.start
    rest = line.text[dateline.end - line.start :]
    if heading and rest and not (dateline.by or dateline.when):
        return "heading", line.start  # "الدوحة: قمة في الخريف"
    begin = dateline.end + len(rest) - len(rest.lstrip(_EDGE))
    return ("body", begin) if len(rest) > 20 else ("dateline", line.start)


def _is_heading(text: str, folded: str, *, top: bool, more: bool, previous: SentenceKind) -> bool:
    """A headline or sub-heading: short, one piece, no full stop, and not built like a sentence of the report."""
    if text.endswith((":", "،", ",", "؛", ";")) or not LETTER.search(text):
        return False
    row = _ROW.search(text) and not top  # at the top stands "title | outlet"
    if row or (_BULLET.match(text) and previous != "heading"):
        return False
    limit = _TITLE_MAX if top else _HEADING_MAX
    if _QUESTION.search(text):
        return len(text) <= _QUESTION_MAX and (top or ":" in text) and not _opens(folded)
    if _ENDED.search(text) or len(text) > limit:
        return False
    if not top and not more and previous == "body" and len(text) > 60:
        return False  # the last line of a report without its full stop
    ends = [m for m in _END.finditer(text) if text[m.end() : m.end() + 1].isspace() and m.group() != ".."]
    return not ends and not _opens(folded) and _last_word(folded) not in _words().dangling


def _opens(folded: str) -> bool:
    """Whether a line begins as sentences of a report do: with a verb of saying or doing, or with و and a verb."""
    first, _, rest = folded.lstrip(' "«').partition(" ")
    first = first.rstrip(":،")
    if first in _words().openers:
        return len(rest) > 25
    return (first[:1] in CONJUNCTIONS and first[1:] in _words().openers) or (first.startswith("و") and len(rest) > 55)


def _last_word(folded: str) -> str:
    return folded.rsplit(" ", 1)[-1].strip('«»"()')


def _goes_on(line: _Line, following: _Line) -> bool:
    """Whether a line of text breaks off and the next one continues it."""
    text = line.text
    if _ENDED.search(text) or _BULLET.match(following.text) or _ROW.search(text) or _ROW.search(following.text):
        return False
    folded, next_folded = fold(text).text, fold(following.text).text
    if _words().source_lines.match(next_folded):
        return False
    if text.endswith(":"):
        return following.text.startswith(("«", '"', "“"))
    last = _last_word(folded)
    hangs = next_folded.split(" ", 1)[0] in _words().continuing or (_quotes(text) and _quotes(following.text))
    comma = text.endswith(("،", ",")) and not _opens(next_folded)
    if comma or last in _words().dangling or (hangs and not following.after_blank):
        return True
    # A noun that still waits for its genitive: "... early warning, and providing | the strategic ..."
    waits = (_LONE_NOUN.search(folded) and not _WITH_SUFFIX.search(last)) or _VERBAL_NOUN.search(folded)
    return bool(waits) and len(text) >= 50 and next_folded.startswith(ARTICLE) and bool(_ENDED.search(following.text))


def _quotes(text: str) -> bool:
    """Whether a quotation is open at one end of a line."""
    return text.count('"') % 2 == 1 or text.count("«") != text.count("»") or text.count("“") != text.count("”")


def _stripped_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(_EDGE))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of text[start:end], which is one paragraph."""
    part = text[start:end]
    at = 0
    breaks = [*_breaks(part), len(part)]
    for index, stop in enumerate(breaks):
        # What holds no letter ("2018.", a stray mark) belongs to the sentence before it, the number of a list item
        # to the one behind it.
        more = index + 1 < len(breaks)
        rest = part[stop : breaks[index + 1]] if more else ""
        stray = rest.strip() and not LETTER.search(rest) and not _ITEM_NUMBER.fullmatch(rest)
        if more and (stray or not LETTER.search(part[at:stop])):
            continue
        piece = part[at:stop]
        inner = piece.strip(_EDGE + "\n\r\x0b\x0c\x85\u2028\u2029")
        if inner:
            begin = start + at + piece.index(inner)
            yield begin, begin + len(inner)
        at = stop


def _breaks(part: str) -> Iterator[int]:
    """Yield the offsets in a paragraph behind which a new sentence begins."""
    kept = _protected(part)
    starts = [s for s, _ in kept]
    for match in _END.finditer(part):
        stop = match.end()
        mark = match.group().rstrip(_CLOSING)
        slot = bisect_right(starts, match.start()) - 1
        if slot >= 0 and match.start() < kept[slot][1]:
            # Inside quotation marks only a full stop just before their end also ends the sentence around them.
            inside_end = kept[slot][1]
            if "." not in mark or part[match.end() : inside_end].strip(_CLOSING + " \u00a0"):
                continue
            stop = max(stop, inside_end)
        if _is_break(part, match.start(), stop, mark):
            yield stop


def _is_break(part: str, at: int, stop: int, mark: str) -> bool:
    """Whether the mark at `at`, closed at `stop`, ends a sentence."""
    after = part[stop : stop + 1]
    glued = not after.isspace()
    following = part[stop:].lstrip()[:1]
    if not following or following in "،,؛;:.!؟?)]»”" or (glued and not ARABIC.match(after)):
        return False
    if mark != ".":
        return mark != ".."  # two full stops are a pause in Arabic news prose, not an end
    if _ENUMERATOR.fullmatch(part, part.rfind("\n", 0, at) + 1, at):
        return False
    before = _WORD_BEFORE.search(part[max(0, at - 24) : at]) if stop == at + 1 else None
    word = fold_word(before.group()) if before else ""
    in_name = glued and word and (len(word) < 3 or fold_word(_next_word(part[stop:])) in _words().domains)
    return not in_name and not (word and _abbreviates(word, part, at, stop))


def _abbreviates(word: str, part: str, at: int, stop: int) -> bool:
    """Whether the full stop behind a word belongs to the word."""
    lexicon = _words()
    before = fold_word(part[max(0, at - 24) : at])
    if word in lexicon.titles or before.endswith(tuple(f" {t}" for t in lexicon.titles if " " in t)):
        return True
    unit = word in lexicon.units or before.endswith(tuple(f" {u}" for u in lexicon.units if " " in u))
    if unit or _SPELT_OUT.fullmatch(word):
        return not _words().starter.match(part[stop:])
    return _ONE_LETTER.fullmatch(word) is not None


def _next_word(text: str) -> str:
    match = re.match(r"[^\W\d_]+", text)
    return match.group() if match else ""


def _protected(part: str) -> list[tuple[int, int]]:
    """The outermost stretches of quotation, bracket and address in which no sentence ends, in order."""
    spans = [(m.start(), m.end()) for m in _ADDRESS.finditer(part)]
    spans += _nested(part, "«", "»", _QUOTE_MAX)
    spans += _nested(part, "“", "”", _QUOTE_MAX)
    spans += _nested(part, "(", ")", _BRACKET_MAX)
    spans += _straight(part)
    outer: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
        elif end > outer[-1][1]:
            outer[-1] = (outer[-1][0], end)
    return outer


def _nested(part: str, opening: str, closing: str, limit: int) -> Iterable[tuple[int, int]]:
    """Pairs of marks, nested ones counted; a mark without partner protects nothing."""
    if opening not in part:
        return
    stack: list[int] = []
    for match in re.finditer(f"[{re.escape(opening + closing)}]", part):
        if match.group() == opening:
            stack.append(match.start())
        elif stack:
            start = stack.pop()
            if match.start() - start <= limit:
                yield start, match.end()


def _straight(part: str) -> Iterable[tuple[int, int]]:
    """Pairs of straight marks: in turn opening and closing; where one is missing, the spaces beside them tell."""
    places = [match.start() for match in re.finditer('"', part)]
    if len(places) % 2 == 0:
        yield from ((a, b + 1) for a, b in zip(places[::2], places[1::2], strict=True) if b - a <= _QUOTE_MAX)
        return
    start: int | None = None
    for at in places:
        opens = (at == 0 or not part[at - 1].isalnum()) and part[at + 1 : at + 2].strip() != ""
        closes = at > 0 and not part[at - 1].isspace() and not part[at + 1 : at + 2].isalnum()
        if start is not None and (closes or not opens):
            if at - start <= _QUOTE_MAX:
                yield start, at + 1
            start = None
        elif opens and not closes:
            start = at
