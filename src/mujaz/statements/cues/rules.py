"""The rules: cues/*.toml loaded, validated and compiled once a process. See docs/rules.md for how to write one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from mujaz.arabic.normalise import FoldedText
from mujaz.errors import DataError
from mujaz.lexicon.verbs import lexicon, nominal_splits
from mujaz.records.labels import known_label
from mujaz.records.statement import Modality
from mujaz.resources import package_path
from mujaz.statements.cues.pattern import Pattern, parse
from mujaz.tables import read_toml

Plover = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "DEMAND", "DISAPPROVE", "REJECT", "THREATEN",
    "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT", "",
]  # fmt: skip
Need = Literal["own", "official", "assertion", "speech", "speaker", "adopted", "beside", "head", "predicate"]
POLITICS = "politics"  # the domain that is weighed against those of noise


def rule_label(text: str) -> str:
    """What a file of rules may be for: a label of labels.toml, or facts. Raises ValueError for anything else."""
    return text if text == "fact" else known_label(text)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A [[cue]] as its file has it; docs/rules.md says what each field is. patterns: as written."""

    id: str
    patterns: tuple[str, ...]
    example: str
    counter_example: str
    reason: str
    strength: Literal["firm", "soft", ""] = ""
    modality: Modality = ""
    plover: Plover = ""
    needs: frozenset[Need] = frozenset()
    without: tuple[str, ...] = ()
    unless_in: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    unless_after: tuple[str, ...] = ()
    binds: str = ""
    rank: str = ""
    side: Literal["before", "next", "in", ""] = ""
    also: tuple[Annotated[str, rule_label], ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """A field of news that does not belong in a briefing, by its words."""

    id: str
    words: frozenset[FoldedText]
    example: str
    counter_example: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What a file of cues holds: rules of a label, rules of modality, fields of news, or named sets of words."""

    author: str
    date: date
    label: Annotated[str, rule_label] = ""
    cue: tuple[RuleRow, ...] = ()
    domain: tuple[Domain, ...] = ()
    words: dict[str, tuple[FoldedText, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CueRule:
    """One rule. patterns: any of them fires it. needs, without, unless_*: conditions, see docs/rules.md.

    also: labels that a statement bears beside the rule's own: an agreement to act binds, too. mark: a weight of
    rank.toml that counts where nothing but rules with this mark stand in a clause.
    """

    id: str
    label: str
    patterns: tuple[Pattern, ...]
    strength: str = ""
    modality: Modality = ""
    plover: str = ""
    needs: frozenset[str] = frozenset()
    without: tuple[Pattern, ...] = ()
    unless_in: tuple[Pattern, ...] = ()
    unless_before: tuple[Pattern, ...] = ()
    unless_after: tuple[Pattern, ...] = ()
    binds: str = ""
    rank: str = ""
    side: str = ""
    also: tuple[str, ...] = ()
    mark: str = ""
    example: str = ""
    counter_example: str = ""
    reason: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class CueSet:
    """All rules, and which of their patterns can begin at a word with a given tag."""

    rules: tuple[CueRule, ...]
    modality: tuple[CueRule, ...]
    domains: tuple[Domain, ...]
    by_tag: Mapping[str, tuple[tuple[int, CueRule, Pattern], ...]]
    known_fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    starts: dict[frozenset[str], tuple[tuple[CueRule, Pattern], ...]] = field(default_factory=dict)

    def fields(self, word: str) -> tuple[str, ...]:
        """The fields of news a word speaks of, under any proclitic; remembered for the next time."""
        found = self.known_fields.get(word)
        if found is None:
            bare = {rest for _, _, rest in nominal_splits(word)}
            found = tuple(domain.id for domain in self.domains if not domain.words.isdisjoint(bare))
            self.known_fields[word] = found
        return found

    def at(self, tags: frozenset[str]) -> tuple[tuple[CueRule, Pattern], ...]:
        """The patterns that may begin at a word with these tags; remembered for the next such word."""
        found = self.starts.get(tags)
        if found is None:
            hits = {order: (rule, pattern) for tag in tags for order, rule, pattern in self.by_tag.get(tag, ())}
            found = self.starts[tags] = tuple(hits[order] for order in sorted(hits))
        return found


@lru_cache(maxsize=1)
def cues() -> CueSet:
    """The rules of the package."""
    return load(package_path("statements", "cues"))


def load(folder: Path) -> CueSet:
    """Read and check every cue file of a folder. Raises DataError naming file and entry."""
    words = {name: list(members) for name, members in read_toml(folder / "sets.toml", File).words.items()}
    rules: list[CueRule] = []
    modality: list[CueRule] = []
    domains: list[Domain] = []
    for path in sorted(folder.glob("*.toml")):
        file = read_toml(path, File)
        domains += file.domain
        (rules if file.label else modality).extend(rule_of(row, file, path.name, words) for row in file.cue)
    seen: set[str] = set()
    for name in [rule.id for rule in (*rules, *modality)] + [domain.id for domain in domains]:
        if name in seen:
            raise DataError(f"cue id {name} is used twice", "every id names one rule")
        seen.add(name)
    by_tag: dict[str, list[tuple[int, CueRule, Pattern]]] = {}
    pairs = [(rule, pattern) for rule in sorted(rules, key=lambda rule: rule.id) for pattern in rule.patterns]
    for order, (rule, pattern) in enumerate(pairs):  # tried in this order, whatever the order of a word's tags
        for tag in pattern.first:
            by_tag.setdefault(tag, []).append((order, rule, pattern))
    return CueSet(tuple(rules), tuple(modality), tuple(domains), {k: tuple(v) for k, v in by_tag.items()})


def rule_of(row: RuleRow, file: File, name: str, words: Mapping[str, Sequence[str]]) -> CueRule:
    """One entry with its patterns compiled. Raises DataError."""
    lemmas, lexemes = lexicon().lemmas, lexicon().classes

    def compiled(texts: tuple[str, ...], *, anchored: bool = False) -> tuple[Pattern, ...]:
        try:
            return tuple(parse(text, lexemes, words, lemmas, anchored=anchored) for text in texts)
        except DataError as error:
            raise DataError(f"{name}: {row.id}: {error.message}", error.remedy) from error

    return CueRule(
        id=row.id, label=file.label, patterns=compiled(row.patterns, anchored=True), strength=row.strength,
        modality=row.modality, plover=row.plover, needs=frozenset(row.needs), without=compiled(row.without),
        unless_in=compiled(row.unless_in), unless_before=compiled(row.unless_before),
        unless_after=compiled(row.unless_after), binds=row.binds, rank=row.rank, side=row.side, mark=row.mark,
        also=row.also, example=row.example, counter_example=row.counter_example, reason=row.reason,
        author=file.author, date=file.date.isoformat(),
    )  # fmt: skip
