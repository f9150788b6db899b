"""Translated parts of a sentence put together again: each behind the English of its reporting frame."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mujaz.arabic.script import ARTICLE
from mujaz.english.frame_data import load_frames
from mujaz.resources import package_path
from mujaz.tables import read_toml

DETERMINERS = frozenset("the a an this that these those his her its their our my all any every each some no".split())


def assemble(leads_and_english: Sequence[tuple[str, str]]) -> str:
    """Put translated parts together: each after its lead, lower-case where a lead stands before it, one full stop."""
    out = ""
    for lead, english in leads_and_english:
        text = english.strip()
        if lead:
            text = lower_first(text.lstrip("\"'“ "))
            out = out.rstrip(" .,;") + lead if lead.startswith(",") else out + lead
            out += " "
        out += text
    return out.strip()


STUTTER = re.compile(r"(\w+) (?=\1)")  # the first word said once more: "The The", "Mus Musk's"


def unstuttered(english: str) -> str:
    """The English of one part without a first word that the next one says again, whole or begun: a slip of the model.

    A function word is only dropped before itself ("In Indonesia" stays).
    """
    match = STUTTER.match(english)
    if not match:
        return english
    whole = not english[match.end() + len(match[1]) :][:1].isalpha()
    begun = len(match[1]) > 1 and match[1].lower() not in openers()
    return english[match.end() :] if whole or begun else english


def with_article(lead: str, arabic: str, english: str) -> str:
    """The English of a direct object, with "the" where the Arabic has its article and the model left it out.

    lead: the English before it; only behind the verb of a frame is anything changed. Plurals stand too without it.
    """
    first = re.match(r"([A-Za-z-]+)((?: [a-z-]+)*)", english)
    if not first or not arabic.strip().startswith(ARTICLE) or not lead.endswith(direct_verbs()):
        return english
    words = lower_first(english)
    group = re.split(r" (?:of|in|on|at|to|for|by|from|with|against|that|which|and)\b", first[0])[0]
    noun = group.split()[-1].lower()
    verbal = first[1].endswith("ing") or first[1].lower() == "to"  # a verbal noun: commenting, to comment
    told = verbal or not DETERMINERS.isdisjoint(group.lower().split())
    if words[0].isupper() or told or noun.endswith("s") or noun in load_frames().bare:
        return english
    return f"the {words}"


@cache
def direct_verbs() -> tuple[str, ...]:
    """The English forms of the verbs whose object follows at once, a space before each."""
    verbs = (verb for verb in load_frames().verbs if verb.direct)
    return tuple(f" {form}" for verb in verbs for form in (verb.past, *verb.now) if form)


def lower_first(text: str) -> str:
    """Lower-case the first letter, unless the word is a name, an acronym, I, or opens a name of several words."""
    match = re.match(r"([A-Z][a-z]*)(?:['’]s)?(?:\s+(\S))?", text)
    if not match or (len(match[1]) == 1 and match[1] != "A"):
        return text
    word, following = match[1], match[2] or ""
    if word.lower() in openers():
        return text[0].lower() + text[1:]
    return text if word in names() or following.isupper() else text[0].lower() + text[1:]


@dataclass(frozen=True, slots=True)
class Openers:
    """A group of words that are capital only because they open a sentence; example: one that loses its capital."""

    id: str
    words: str
    example: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What openers.toml holds."""

    opener: tuple[Openers, ...]


@cache
def openers() -> frozenset[str]:
    """English words that are capital only because they open a sentence."""
    return frozenset().union(
        *(group.words.split() for group in load_openers(package_path("translation", "openers.toml")))
    )


def load_openers(path: Path) -> tuple[Openers, ...]:
    """The groups of a file of opening words. Raises DataError."""
    return read_toml(path, File).opener


@cache
def names() -> frozenset[str]:
    """The capital words in the English of the shipped glossary's persons, places, countries and nationalities."""
    from mujaz.lexicon.names.entry import read

    kinds = ("person", "place", "country", "nationality")
    entries = (entry for entry in read(package_path("lexicon", "names", "glossary.tsv")) if entry.type in kinds)
    words = {word for entry in entries for form in (entry.english, *entry.admitted) for word in form.split()}
    return frozenset(word for word in words if word[0].isupper())
