"""The English article around a name: "the United Nations", but "Qatar"; never two articles, never a missing one."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mujaz.lexicon.names.kinds import Kind
from mujaz.resources import package_path
from mujaz.tables import read_toml

_DETERMINER = re.compile(
    r"\b(?:the|a|an|this|these|those|its|his|her|their|our|my|your|each|every|any|no|some|such|all|both|other)"
    r"(?: [a-z][\w-]*ed| [a-z]+(?:al|ive|ous|ful|ic|ar|ent|ant|main|key|said|same|new|next|last|other))?[ (\"']*$",
    re.IGNORECASE,
)
_THE = re.compile(r"\b[Tt]he ([(\"']*)$")
_A = re.compile(r"\b[Aa]n? $")
_STARTS = re.compile(r"(?:^|[.!?:]\s+|^[\"“«•–-]\s*)$")
_QUOTE = re.compile(r"(?:^|[\s(])[\"“«'‘]$")  # a title in quotation marks stands without article
_NATION = re.compile(r"\b[A-Z][a-z]+(?:i|an|ese|ish|ench|eek|iss|utch|hai|zech|ab|lamic) $")  # "Israeli Supreme Court"


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether names of some types that match a pattern take the article. example: a name it is the first to match."""

    id: str
    types: frozenset[Kind]
    pattern: re.Pattern[str]
    the: bool
    example: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What articles.toml holds."""

    rule: tuple[Rule, ...]


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The shipped rules."""
    return load(package_path("english", "articles.toml"))


def load(path: Path) -> tuple[Rule, ...]:
    """The rules of a file. Raises DataError."""
    return read_toml(path, File).rule


@lru_cache(maxsize=5_000)
def takes_article(english: str, kind: Kind) -> bool:
    """Whether a name takes "the" inside a sentence."""
    return next((r.the for r in rules() if kind in r.types and r.pattern.search(english)), False)


def put(before: str, english: str, after: str, kind: Kind) -> str:
    """Put a name between two stretches of English so that its article is right; gives the whole text.

    An article that stands already is kept, doubled or dropped as the name asks; at the start of a sentence the first
    letter is a capital.
    """
    wanted = takes_article(english, kind)
    if english.lower().startswith("the "):
        wanted, english = True, english[4:] if _DETERMINER.search(before) else english
    has_the = _THE.search(before)
    bare = _QUOTE.search(before) or _NATION.search(before) or _DETERMINER.search(before)
    if wanted and not bare and not english.startswith(("The ", "the ")):
        english = f"the {english}"
    elif not wanted and has_the and kind in ("person", "country", "place") and not _noun_follows(after):
        before = before[: has_the.start()] + has_the[1]
    elif wanted and (indefinite := _A.search(before)):
        before = before[: indefinite.start()] + "the "
    if _STARTS.search(before) and english[:1].islower():
        english = english[0].upper() + english[1:]
    return before + english + after


# What may follow a name that is no attribute: punctuation, a function word, a verb.
_FOLLOWING = re.compile(
    r"^(?:['’]s\b|\s*[^\w\s(]|\s*$|\s+(?:and|or|in|on|at|to|of|for|from|with|by|as|is|was|are|were|has|had|have|will|"
    r"would|said|says|who|which|that|also|the|a|an|during|after|before|about|through|under|against|between|"
    r"[a-z]+ed|[a-z]+s|[a-z]+ly|[a-z]+ing|\d+)\b)"
)


def _noun_follows(after: str) -> bool:
    """Whether the words after a name make it an attribute, as in "the Qatar delegation"."""
    return not _FOLLOWING.match(after) and not re.match(r"\s*\(", after)
