"""One line of a glossary, how it is read from TSV, and everything a line can have wrong.

A file has the columns arabic, variants, english, type, note, source; the first line names them. Several Arabic
variants are parted by "|"; a variant that begins with "!" is a phrase in which the entry must not be seen ("!بحماس").
The English column holds the approved form, then, after "|", forms that pass when a translation already has them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.script import ARABIC_SIGN
from mujaz.errors import DataError
from mujaz.lexicon.names.kinds import Kind

COLUMNS = ("arabic", "variants", "english", "type", "note", "source")
KINDS: tuple[Kind, ...] = get_args(Kind)

# "عبدالله" and "عبد الله", "مهرالدين" and "مهر الدين", "نصرالله" and "نصر الله" are the same two words.
_TOKEN = re.compile(r"عبد(?=ال\w)|\w{2,}?(?=(?:الدين|الله)\b)|\w+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An Arabic name or term and its approved English.

    variants: other spellings. admitted: English forms that pass as they stand. excluded: Arabic phrases that look like
    the entry and are not. source: whose usage the English form is, in words.
    """

    arabic: str
    english: str
    type: Kind
    variants: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    note: str = ""
    source: str = ""

    def row(self) -> tuple[str, str, str, str, str, str]:
        """The entry as the columns of a TSV line."""
        variants = (*self.variants, *("!" + phrase for phrase in self.excluded))
        english = (self.english, *self.admitted)
        return self.arabic, "|".join(variants), "|".join(english), self.type, self.note, self.source


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a glossary file: the line (from 1; 0: the file as a whole) and what to do about it."""

    line: int
    text: str


def tokens(folded: str) -> Iterator[re.Match[str]]:
    """The words of a folded text, compounds with عبد and الدين taken apart."""
    return _TOKEN.finditer(folded)


def key(arabic: str) -> tuple[str, ...]:
    """The folded words of a name: what two spellings of one name have in common."""
    return tuple(m.group().casefold() for m in tokens(fold_word(arabic)))


def parse(text: str) -> tuple[list[Entry], list[Problem]]:
    """Read a glossary file. Gives the sound entries and, with their lines, everything that is wrong."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        return [], [Problem(1, f"the first line must name the columns, tab between them: {' '.join(COLUMNS)}")]
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if tuple(cells) == COLUMNS:  # the head of a second table added to the first
            continue
        if len(cells) > len(COLUMNS):
            problems.append(Problem(number, f"{len(cells)} columns instead of {len(COLUMNS)}: remove the extra tabs"))
            continue
        entry = _entry([*cells, *[""] * (len(COLUMNS) - len(cells))])
        found = [*_faults(entry), *_doubles(entry, number, seen)]
        problems += [Problem(number, fault) for fault in found]
        if not found:
            entries.append(entry)
    return entries, problems


def _entry(cells: Sequence[str]) -> Entry:
    arabic, variants, english, kind, note, source = cells
    spellings = [v.strip() for v in variants.split("|") if v.strip()]
    forms = [f.strip() for f in english.split("|") if f.strip()]
    return Entry(
        arabic=arabic,
        english=forms[0] if forms else "",
        type=kind,  # type: ignore[arg-type]  # checked by _faults, which keeps wrong entries out
        variants=tuple(v for v in spellings if not v.startswith("!")),
        admitted=tuple(forms[1:]),
        excluded=tuple(v[1:].strip() for v in spellings if v.startswith("!")),
        note=note,
        source=source,
    )


def _faults(entry: Entry) -> Iterator[str]:
    """What is wrong with an entry taken by itself."""
    if not entry.arabic:
        yield "the Arabic is missing: fill the first column"
    if not entry.english:
        yield "the English is missing: fill the third column"
    if entry.type not in KINDS:
        yield f"unknown type {entry.type!r}: use one of {', '.join(KINDS)}"
    for form in (entry.english, *entry.admitted):
        if ARABIC_SIGN.search(form):
            yield f"Arabic letters in the English {form!r}: the columns may be swapped"
    for spelling in (entry.arabic, *entry.variants, *entry.excluded):
        if spelling and not ARABIC_SIGN.search(spelling):
            yield f"no Arabic letter in {spelling!r}: the columns may be swapped"


def _doubles(entry: Entry, line: int, seen: dict[tuple[str, ...], int]) -> Iterator[str]:
    """Spellings that an earlier line, or this one, already has; notes the new ones in `seen`."""
    for spelling in (entry.arabic, *entry.variants):
        if not (spelt := key(spelling)):
            continue
        if spelt in seen:
            where = "twice in this line" if seen[spelt] == line else f"already in line {seen[spelt]}"
            yield f"{spelling} is {where} (spellings that differ in hamza, vowel signs or joined عبد count as one)"
        else:
            seen[spelt] = line


def spoken(entry: Entry) -> str:
    """The approved form for running text: without the bracketed letters of "Name (ABC)"."""
    return re.sub(r" \([A-Z][^()]*\)$", "", entry.english)


def read(path: Path) -> list[Entry]:
    """The entries of a glossary file. Raises DataError naming file and line of the first thing wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot read the glossary {path}: {error}", "give a UTF-8 file with tabs") from error
    entries, problems = parse(text)
    if problems:
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise DataError(f"{path}, line {first.line}: {first.text}{more}", "see all with: mujaz glossary check FILE")
    return entries


def to_tsv(entries: Iterable[Entry]) -> str:
    """Entries as a TSV file, sorted by type, then Arabic; what `parse` reads back."""
    rows = sorted(entries, key=lambda e: (KINDS.index(e.type), e.arabic))
    return "".join("\t".join(row) + "\n" for row in (COLUMNS, *(e.row() for e in rows)))
