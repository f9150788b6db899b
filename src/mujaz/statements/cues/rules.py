"""The rules: cues/*.toml loaded, validated and compiled once a process. See docs/rules.md for how to write one."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.lexicon.verbs import lexicon, nominal_splits
from mujaz.records.labels import by_first
from mujaz.records.statement import Modality
from mujaz.resources import package_path
from mujaz.statements.cues.pattern import Pattern, parse

MODALITIES: tuple[Modality, ...] = ("will", "renewed", "done", "conditional", "denied", "soft", "")
PLOVER = tuple(
    (
        "AGREE CONSULT SUPPORT COOPERATE AID YIELD DEMAND DISAPPROVE REJECT THREATEN SANCTION PROTEST "
        "MOBILIZE COERCE ASSAULT"
    ).split()
)  # "" where none fits
NEEDS = ("own", "official", "assertion", "speech", "speaker", "adopted", "beside", "head", "predicate")
POLITICS = "politics"  # the domain that is weighed against those of noise
SIDES = ("before", "next", "in")
REQUIRED = ("id", "patterns", "example", "counter_example", "reason")
OPTIONAL = (
    "strength",
    "modality",
    "plover",
    "needs",
    "without",
    "unless_in",
    "unless_before",
    "unless_after",
    "binds",
    "rank",
    "side",
    "also",
    "mark",
)


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
class Domain:
    """A field of news that does not belong in a briefing, by its words."""

    id: str
    words: frozenset[str]
    example: str
    counter_example: str
    reason: str


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


def labels() -> tuple[str, ...]:
    """What a file of rules may be for: a label of labels.toml, or facts."""
    return (*by_first(), "fact")


def load(folder: Path) -> CueSet:
    """Read and check every cue file of a folder. Raises DataError naming file and entry."""
    lexemes, words = read_sets(folder / "sets.toml")
    rules: list[CueRule] = []
    modality: list[CueRule] = []
    domains: list[Domain] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name == "sets.toml":
            continue
        data = read_toml(path)
        if "domain" in data:
            domains.extend(domain_of(entry, path.name) for entry in data["domain"])
            continue
        label = data.get("label", "")
        if label and label not in labels():
            raise DataError(f"{path.name}: unknown label {label!r}", "known: " + ", ".join(labels()))
        for entry in data.get("cue", ()):
            rule = rule_of(entry, label, f"{path.name}: {entry.get('id', '?')}", data, lexemes, words)
            (rules if label else modality).append(rule)
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


def read_toml(path: Path) -> dict[str, Any]:
    """Parse one cue file; it must name its author and date. Raises DataError."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path.name}: {error}", "correct the TOML") from error
    for key in ("author", "date"):
        if key not in data:
            raise DataError(f"{path.name}: {key} is missing", f"begin the file with {key} = …")
    return data


def read_sets(path: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The named sets: of lexemes, which are the classes of verbs.tsv, and of words, folded."""
    data = read_toml(path)
    return (
        dict(lexicon().classes),
        {name: [fold_word(w) for w in members] for name, members in data.get("words", {}).items()},
    )


def rule_of(  # noqa: PLR0917 – what a rule is made from
    entry: Mapping[str, Any], label: str, where: str, file: Mapping[str, Any],
    lexemes: Mapping[str, Sequence[str]], words: Mapping[str, Sequence[str]],
) -> CueRule:  # fmt: skip
    """Check one entry and compile its patterns. Raises DataError."""
    for key in REQUIRED:
        if not entry.get(key):
            raise DataError(f"{where}: {key} is missing", "every rule has " + ", ".join(REQUIRED))
    for key in entry:
        if key not in REQUIRED and key not in OPTIONAL:
            raise DataError(f"{where}: unknown key {key!r}", "known: " + ", ".join((*REQUIRED, *OPTIONAL)))
    for key, allowed in (
        ("modality", MODALITIES),
        ("plover", (*PLOVER, "")),
        ("side", (*SIDES, "")),
        ("strength", ("firm", "soft", "")),
    ):
        if entry.get(key, "") not in allowed:
            raise DataError(f"{where}: {key} = {entry[key]!r}", "one of " + ", ".join(filter(None, allowed)))
    if not set(entry.get("also", ())) <= set(labels()):
        raise DataError(f"{where}: also = {entry['also']}", "of " + ", ".join(labels()))
    if not set(entry.get("needs", ())) <= set(NEEDS):
        raise DataError(f"{where}: needs = {entry['needs']}", "of " + ", ".join(NEEDS))
    lemmas = lexicon().lemmas

    def compiled(key: str) -> tuple[Pattern, ...]:
        try:
            return tuple(parse(text, lexemes, words, lemmas, anchored=key == "patterns") for text in entry.get(key, ()))
        except DataError as error:
            raise DataError(f"{where}: {error.message}", error.remedy) from error

    return CueRule(
        id=entry["id"], label=label, patterns=compiled("patterns"), strength=entry.get("strength", ""),
        modality=entry.get("modality", ""), plover=entry.get("plover", ""), needs=frozenset(entry.get("needs", ())),
        without=compiled("without"), unless_in=compiled("unless_in"), unless_before=compiled("unless_before"),
        unless_after=compiled("unless_after"), binds=entry.get("binds", ""), rank=entry.get("rank", ""),
        side=entry.get("side", ""), mark=entry.get("mark", ""),
        also=tuple(entry.get("also", ())), example=entry["example"], counter_example=entry["counter_example"],
        reason=entry["reason"], author=str(file["author"]), date=str(file["date"]),
    )  # fmt: skip


def domain_of(entry: Mapping[str, Any], name: str) -> Domain:
    """One noise field. Raises DataError."""
    for key in ("id", "words", "example", "counter_example", "reason"):
        if not entry.get(key):
            raise DataError(f"{name}: {entry.get('id', '?')}: {key} is missing", "see docs/rules.md")
    return Domain(
        entry["id"],
        frozenset(map(fold_word, entry["words"])),
        entry["example"],
        entry["counter_example"],
        entry["reason"],
    )
