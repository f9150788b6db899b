"""The data of English predicates: predicates.toml, deeds.tsv and nominals.tsv, read and ready for matching."""

import re
from dataclasses import dataclass, field
from functools import cache

from mujaz.arabic.normalise import FoldedText, fold_word
from mujaz.arabic.script import AND, ENDS, FOLDED, STARTS
from mujaz.english.verb_forms import base_of
from mujaz.errors import DataError
from mujaz.lexicon.verbs import lexeme_of
from mujaz.resources import package_path
from mujaz.tables import read_toml, read_tsv

GAP = r"(?:[^\s.؛]+\s+){0,9}?"  # words between a governor and its deed


@dataclass(frozen=True, slots=True)
class DeedRow:
    """A line of deeds.tsv as it stands: what is left out is that of the verb with this noun in lexicon/verbs.tsv."""

    masdar: FoldedText
    present: FoldedText = ""
    english: str = ""
    drops: FoldedText = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed: verbal noun, stem of the present tense, English infinitive, preposition it loses."""

    masdar: str
    present: str
    english: str
    drops: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A cue, its sentence, and the English and the rest that come out; … stands for the addressee."""

    cue: str
    ar: str
    en: str
    rest: str


@dataclass(frozen=True, slots=True)
class VerbExample:
    """A cue, the words it fires on and the content behind them, and the English and the rest that come out."""

    cue: str
    verb: str
    content: str
    en: str
    rest: str


@dataclass(frozen=True, slots=True)
class Default:
    """The verb of a cue: before a noun phrase, before a clause, and what may stand in front of the content."""

    id: str
    cues: frozenset[str]
    np: str
    example: VerbExample
    reason: str
    that: str = ""
    behind: str = ""
    drops: tuple[FoldedText, ...] = ()
    manner: dict[str, str] = field(default_factory=dict)
    colon: bool = False
    whole: bool = False
    feeling: bool = False
    support: bool = False
    importance: bool = False
    gerund: bool = False


@dataclass(frozen=True, slots=True)
class RuleRow:
    """An entry as predicates.toml has it; the head of that file says what each field is."""

    id: str
    cues: frozenset[str]
    english: str
    example: Example
    reason: str
    link: str = ""
    after: str = ""
    also: tuple[FoldedText, ...] = ()
    to: bool = False


@dataclass(frozen=True, slots=True)
class Weight:
    """A noun for how much something weighs."""

    id: str
    ar: FoldedText
    en: str
    example: VerbExample
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What predicates.toml holds."""

    predicate: tuple[RuleRow, ...]
    default: tuple[Default, ...]
    weight: tuple[Weight, ...]
    groups: tuple[FoldedText, ...]
    support: tuple[FoldedText, ...]
    full: tuple[FoldedText, ...]
    before_figure: tuple[FoldedText, ...]
    per: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Single words of predicates.toml, as patterns on folded text; per: on text as it stands."""

    groups: tuple[str, ...]
    weights: dict[str, str]
    weight: re.Pattern[str]
    support: re.Pattern[str]
    figure: re.Pattern[str]
    per: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of predicates.toml, ready for matching on folded text."""

    id: str
    cues: frozenset[str]
    pattern: re.Pattern[str]
    english: str
    to: bool
    verbal: bool
    example: Example


@cache
def load_deeds() -> tuple[Deed, ...]:
    """The deeds, longest verbal noun first. Raises DataError."""
    rows = read_tsv(package_path("lexicon", "deeds.tsv"), DeedRow)
    return tuple(sorted(map(deed_of, rows), key=lambda deed: -len(deed.masdar)))


def deed_of(row: DeedRow) -> Deed:
    """A line with what lexicon/verbs.tsv says of its verb. Raises DataError where neither has it."""
    verb = lexeme_of(row.masdar) if not (row.present and row.english) else None
    present = row.present or (verb.present[0] if verb and verb.present else "")
    english = row.english or (base_of(verb.english[1]) if verb else "")
    if not present or not english:
        raise DataError(f"deeds.tsv: {row.masdar}: no present or English", "give them, or the verb in verbs.tsv")
    return Deed(row.masdar, present, english, row.drops)


@cache
def deed_pattern() -> re.Pattern[str]:
    """All verbal nouns as one pattern, the longest first."""
    return re.compile(rf"({'|'.join(re.escape(deed.masdar) for deed in load_deeds())}){ENDS}\s*")


def deed_at(folded: str, at: int) -> tuple[Deed, int] | None:
    """The deed whose verbal noun stands at an offset, and where the next word begins."""
    match = deed_pattern().match(folded, at)
    return (next(deed for deed in load_deeds() if deed.masdar == match[1]), match.end()) if match else None


@cache
def read_predicates() -> File:
    """The packaged predicates.toml as it stands."""
    return read_toml(package_path("english", "predicates.toml"), File)


@cache
def load_words() -> Words:
    """The single words of the packaged predicates.toml."""
    file = read_predicates()
    weights = {item.ar: item.en for item in file.weight}
    return Words(
        file.groups,
        weights,
        re.compile(rf"(?:علي |الي )?({'|'.join(weights)}) "),
        re.compile(rf"(?:{'|'.join(file.support)})(?:ه|ها|هم|نا)?(?: (?:{'|'.join(file.full)}))? "),
        re.compile(rf"(?:{'|'.join(file.before_figure)})?\s*[\d$€£]"),
        re.compile(rf"^(?:{'|'.join(file.per)})(?:اً|ًا|ا)\s*"),
    )


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules of the packaged predicates.toml, ready for matching."""
    return tuple(map(rule_of, read_predicates().predicate))


@cache
def load_defaults() -> dict[str, Default]:
    """The verb of each cue that has one."""
    return {cue: entry for entry in read_predicates().default for cue in entry.cues}


def rule_of(item: RuleRow) -> Rule:
    """One entry as a pattern from the beginning of the cue to the end of the deed. Raises DataError."""
    after = rf"{GAP}[{FOLDED}]*(?:{item.after})[{FOLDED}]*\s+{GAP}" if item.after else GAP
    try:
        pattern = re.compile(rf"{after}{tail_of(item)}\s*")
    except re.error as error:
        raise DataError(f"predicates.toml: [[predicate]] {item.id}: after: {error}", "mend the expression") from error
    return Rule(item.id, item.cues, pattern, item.english, item.to, item.link in ("future", "never"), item.example)


def tail_of(item: RuleRow) -> str:
    """What a rule looks for at the end: a deed as a verb or as a verbal noun, and what leads to it."""
    nouns = "|".join(re.escape(deed.masdar) for deed in load_deeds())
    stems = "|".join(sorted({re.escape(deed.present) for deed in load_deeds()}, key=len, reverse=True))
    link = fold_word(item.link)
    if item.link == "future":
        return rf"{AND}?(?:س|سوف\s+)[يتن](?P<verb>{stems})(?:ون|ان)?{ENDS}"
    if item.link == "never":
        return rf"{AND}?لن\s+[يتن](?P<verb>{stems})(?:وا|ا)?{ENDS}"
    if link in ("ب", "ل"):
        return rf"{STARTS}{link}(?P<noun>{nouns}){ENDS}"
    if link:
        return rf"{STARTS}{link}\s+(?P<noun>{nouns}){ENDS}"
    also = "".join(f"(?:{word}\\s+)?" for word in item.also)
    return rf"{STARTS}{also}ب?(?P<noun>{nouns}){ENDS}"


@dataclass(frozen=True, slots=True)
class Nominal:
    """A line of nominals.tsv."""

    verb: str
    noun: str


@cache
def nominals() -> dict[str, str]:
    """The nouns of nominals.tsv by their verbs."""
    return {row.verb: row.noun for row in read_tsv(package_path("lexicon", "nominals.tsv"), Nominal)}
