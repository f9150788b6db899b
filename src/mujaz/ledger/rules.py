"""ledger.toml, read once and checked: thresholds, stop words and the states of money."""

import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from mujaz.arabic.normalise import FoldedText, fold_word
from mujaz.arabic.script import AND, ARTICLE, BY, TO_THE
from mujaz.records.digest import Status
from mujaz.records.labels import known_label
from mujaz.records.statement import Label, Modality
from mujaz.resources import package_path
from mujaz.tables import read_toml

CLITICS = re.compile(rf"^(?:{AND}?(?:{ARTICLE}|[بك]{ARTICLE}|{TO_THE}|{BY})|{AND})(?=\w{{3}})")
ENDINGS = re.compile(r"(?<=\w{3})(?:ها|هم|هما|ات|ون|ين|ان|يه|ية|ة|ه)$")
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class StatusRule:
    """One state of money: when its labels and modality fit and, if it has words, one of them stands there."""

    id: Status
    labels: frozenset[Annotated[Label, known_label]]
    example: str
    reason: str
    modality: frozenset[Modality] = frozenset()
    words: frozenset[FoldedText] = frozenset()
    counter: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRules:
    """The content of ledger.toml; stop and generic as stems."""

    same_sum: float
    other_sum: float
    no_sum: float
    payment: float
    smallest: int
    same_report_days: int
    stop: frozenset[str]
    generic: frozenset[str]
    statuses: tuple[StatusRule, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """[match]: the shares and sizes from which two commitments are one thread; the file says what each is."""

    same_sum: float
    other_sum: float
    no_sum: float
    payment: float
    smallest: int
    same_report_days: int


@dataclass(frozen=True, slots=True)
class Words:
    """[words]: generic, for any body; stop, too common to say what a commitment is about."""

    generic: tuple[FoldedText, ...]
    stop: tuple[FoldedText, ...]


@dataclass(frozen=True, slots=True)
class File:
    """What ledger.toml holds."""

    match: Match
    words: Words
    status: tuple[StatusRule, ...]


@cache
def rules() -> LedgerRules:
    """The packaged rules."""
    return load(package_path("ledger", "ledger.toml"))


def load(path: Path) -> LedgerRules:
    """The rules of a file. Raises DataError."""
    file = read_toml(path, File)
    words = file.words
    return LedgerRules(
        **asdict(file.match),
        stop=frozenset(map(stem, words.stop)),
        generic=frozenset(map(stem, words.generic)),
        statuses=file.status,
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
    words = {word for folded in WORD.findall(fold_word(text)) for word in (folded, re.sub(f"^{AND}", "", folded))}
    for rule in rules().statuses:
        if rule.modality and modality not in rule.modality:
            continue
        if rule.labels & labels and (not rule.words or rule.words & words):
            return rule.id
    return "pledged"
