"""ledger.toml, read once and checked: thresholds, stop words and the states of money."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import cast

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.records.digest import STATUSES, Status
from mujaz.resources import package_path

CLITICS = re.compile(r"^(?:[وف]?(?:ال|[بك]ال|لل|[بلك])|[وف])(?=\w{3})")
ENDINGS = re.compile(r"(?<=\w{3})(?:ها|هم|هما|ات|ون|ين|ان|يه|ية|ة|ه)$")
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class StatusRule:
    """One state of money: when its labels and modality fit and, if it has words, one of them stands there."""

    id: Status
    labels: frozenset[str]
    modality: frozenset[str]
    words: frozenset[str]
    example: str
    counter: str


@dataclass(frozen=True, slots=True)
class LedgerRules:
    """The content of ledger.toml."""

    same_sum: float
    other_sum: float
    no_sum: float
    payment: float
    smallest: int
    same_report_days: int
    stop: frozenset[str]
    generic: frozenset[str]
    statuses: tuple[StatusRule, ...]


@cache
def rules() -> LedgerRules:
    """The packaged rules. Raises DataError naming the entry."""
    data = tomllib.loads(package_path("ledger", "ledger.toml").read_text(encoding="utf-8"))
    statuses = []
    for entry in data["status"]:
        if entry["id"] not in STATUSES or not entry["example"] or not entry["reason"]:
            raise DataError(f"ledger.toml: status {entry['id']!r}", "it needs a known id, an example and a reason")
        statuses.append(
            StatusRule(
                cast("Status", entry["id"]),
                frozenset(entry["labels"]),
                frozenset(entry["modality"]),
                frozenset(fold_word(word) for word in entry["words"]),
                entry["example"],
                entry["counter"],
            )
        )
    match = data["match"]
    return LedgerRules(
        match["same_sum"],
        match["other_sum"],
        match["no_sum"],
        match["payment"],
        match["smallest"],
        match["same_report_days"],
        frozenset(stem(fold_word(word)) for word in data["words"]["stop"]),
        frozenset(stem(fold_word(word)) for word in data["words"]["generic"]),
        tuple(statuses),
    )


def stem(folded: str) -> str:
    """A folded word without its clitics and commonest endings; good enough to compare topics, nothing more.

    Clitics go until none is left: وزارة loses its first letter as if it were "and", and so must الوزارة.
    """
    bare = CLITICS.sub("", folded)
    return ENDINGS.sub("", bare) if bare == folded else stem(bare)


def topic_of(text: str) -> tuple[str, ...]:
    """The sorted stems of the content words of an Arabic text."""
    stems = {stem(word) for word in WORD.findall(fold_word(text)) if len(word) > 1}
    return tuple(sorted(word for word in stems - rules().stop if len(word) > 1))


def money_status(labels: frozenset[str], modality: str, text: str) -> Status:
    """The state of the money a statement speaks of: the first rule that fits, pledged when none does."""
    words = {word for folded in WORD.findall(fold_word(text)) for word in (folded, re.sub("^[وف]", "", folded))}
    for rule in rules().statuses:
        if rule.modality and modality not in rule.modality:
            continue
        if rule.labels & labels and (not rule.words or rule.words & words):
            return rule.id
    return "pledged"
