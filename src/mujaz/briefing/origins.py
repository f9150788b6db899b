"""Where the words of a line come from: the data file and the line of it that a rule, name or weight stands on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz.arabic.normalise import fold
from mujaz.english.predicate_data import load_deeds, load_defaults, load_rules
from mujaz.records.statement import StatementSpan
from mujaz.resources import package_path

if TYPE_CHECKING:
    from mujaz.lexicon.names.entry import Entry

PREDICATES = "english/predicates.toml"
DEEDS = "lexicon/deeds.tsv"
QUALITY = "briefing/quality.toml"
SHIPPED = "lexicon/names/glossary.tsv"
NAME_TABLES = ("lexicon/states.tsv", "lexicon/bodies.tsv", "lexicon/documents.tsv", "lexicon/places.tsv")


@dataclass(frozen=True, slots=True)
class Origin:
    """One entry of a data file. file: below src/mujaz, or a path of the user's own. line: from 1; 0 where not found."""

    file: str
    line: int
    id: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.id}" if self.line else f"{self.file} {self.id}"


@cache
def lines_of(file: str) -> tuple[str, ...]:
    """The lines of a data file below src/mujaz."""
    return tuple(package_path(*file.split("/")).read_text(encoding="utf-8").splitlines())


def entry_at(file: str, wanted: str, name: str, after: str = "") -> Origin:
    """The first line that matches the expression `wanted`, as the origin called `name`; from the line `after` on."""
    lines = lines_of(file)
    first = next((n for n, line in enumerate(lines) if line.startswith(after)), 0) if after else 0
    found = (n for n, line in enumerate(lines[first:], first + 1) if re.search(wanted, line))
    return Origin(file, next(found, 0), name)


def cue_origin(cue: str) -> Origin:
    """The rule that fired, by its id: "commitment.pledge" stands in cues/commitment.toml."""
    label = cue.partition(".")[0]
    return entry_at(f"statements/cues/{'facts' if label == 'fact' else label}.toml", rf'^id = "{re.escape(cue)}"', cue)


def predicate_origins(span: StatementSpan, text: str, lead: str) -> tuple[Origin, ...]:
    """The entries behind the English by rule at the head of a line: governor and deed, or the verb of the cue.

    Found again from the statement and its lead; empty where the lead fits no entry.
    """
    folded = fold(text[span.cue.start : span.content_end]).text
    for rule in load_rules():
        match = rule.pattern.match(folded) if span.cue.id in rule.cues else None
        if match and any(lead.startswith(form) for form in rule.english.split("|")):
            words = [value for value in match.groupdict().values() if value]
            return (entry_at(PREDICATES, rf'^id = "{re.escape(rule.id)}"', rule.id), *map(deed_origin, words[:1]))
    if span.cue.id in load_defaults():
        return (entry_at(PREDICATES, f'^cues = .*"{re.escape(span.cue.id)}"', span.cue.id, after="[[default]]"),)
    return ()


def deed_origin(folded: str) -> Origin:
    """The line of deeds.tsv whose verbal noun or present stem, folded, this is; a stem may be verbs.tsv's."""
    deed = next((deed for deed in load_deeds() if folded in (deed.masdar, deed.present)), None)
    rows = (line.split("\t")[0] for line in lines_of(DEEDS))
    at = (n for n, noun in enumerate(rows, 1) if deed and fold(noun).text == deed.masdar)
    return Origin(DEEDS, next(at, 0), folded)


def weight_origin(feature: str) -> Origin:
    """The weight of a feature of a line; that of other checks where it has none of its own."""
    own = entry_at(QUALITY, f'^feature = "{re.escape(feature)}"', feature)
    return own if own.line else entry_at(QUALITY, '^feature = "other-check"', "other-check")


def entry_origin(entry: "Entry", user_files: Sequence[Path] = ()) -> Origin:
    """The line of a glossary entry, in the file that wins: the user's last one first, the shipped table last."""
    for path in reversed(user_files):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.partition("\t")[0] == entry.arabic:
                return Origin(str(path), number, entry.arabic)
    return entry_at(SHIPPED, rf"^{re.escape(entry.arabic)}\t", entry.arabic)


def name_origin(arabic: str) -> Origin | None:
    """The line of another table of names that spells an Arabic name so; None where none does."""
    cell = rf"(?:^|[\t|]){re.escape(arabic)}(?:[\t|]|$)"
    made: Iterable[Origin] = (entry_at(file, cell, arabic) for file in NAME_TABLES) if arabic else ()
    return next((origin for origin in made if origin.line), None)
