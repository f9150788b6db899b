"""Which forms of which English verbs a word can be: verbs.tsv, with the regular forms made by rule."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from mujaz.errors import DataError
from mujaz.resources import package_path
from mujaz.tables import read_tsv

Form = Literal["base", "noun", "third", "past", "participle", "gerund"]
"""noun: the base form is a common noun too, so that it proves no verb."""
Forms = Mapping[str, frozenset[tuple[str, Form]]]
AUXILIARIES = frozenset(
    "is are was were am will would shall should can could may might must has have had do does did cannot".split()
)
ADVERBS = frozenset("also again not never once still already soon then both all today now jointly first later".split())


def forms_of(word: str) -> frozenset[tuple[str, Form]]:
    """The (base form, form) pairs that a word can be; empty for a word that is no form of a known verb."""
    return verb_forms().get(word.lower(), frozenset())


def finite(word: str, *, plural: bool = True) -> bool:
    """Whether a word can be the verb of a clause: an auxiliary, a past, a third person, behind a plural a base form."""
    low = word.lower()
    if low in AUXILIARIES:
        return True
    kinds = {form for _, form in forms_of(low)}
    return bool(kinds & {"past", "third"}) or (plural and "base" in kinds and "noun" not in kinds)


def adverb(word: str) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return word.lower() in ADVERBS or (word.endswith("ly") and not forms_of(word))


@dataclass(frozen=True, slots=True)
class Verb:
    """A line of verbs.tsv; past and participle where they are irregular."""

    verb: str
    noun: Literal["", "yes"] = ""
    past: str = ""
    participle: str = ""

    def __post_init__(self) -> None:
        if not self.verb.isalpha() or bool(self.past) != bool(self.participle):
            raise ValueError(f"{self.verb!r}: a verb is one word, and past and participle belong together")


@cache
def verb_forms() -> Forms:
    """Every form of the shipped verbs. Raises DataError when the file breaks its format."""
    return load(package_path("english", "verbs.tsv"))


def load(path: Path) -> Forms:
    """Read a file of verbs. Raises DataError naming what cannot be read."""
    made: dict[str, set[tuple[str, Form]]] = {}
    for row in read_tsv(path, Verb):
        for word, form in inflected(row.verb, row.past, row.participle, noun=bool(row.noun)):
            made.setdefault(word, set()).add((row.verb, form))
    return {word: frozenset(forms) for word, forms in made.items()}


def base_of(phrase: str) -> str:
    """A verb phrase from its third person: calls on → call on. Raises DataError for a verb that is not listed."""
    first, _, rest = phrase.partition(" ")
    base = next((base for base, form in forms_of(first) if form == "third"), "")
    if not base:
        raise DataError(f"{phrase!r}: no verb of english/verbs.tsv", f"add the verb of {first} to that file")
    return f"{base} {rest}".strip()


def of_several(phrase: str) -> str:
    """A verb phrase as several say it: calls on → call on, is committed → are committed."""
    first, _, rest = phrase.partition(" ")
    return f"are {rest}" if first == "is" else base_of(phrase)


def inflected(base: str, past: str, participle: str, *, noun: bool) -> Iterator[tuple[str, Form]]:
    """All forms of a verb."""
    yield base, "base"
    if noun:
        yield base, "noun"
    if base != "be":
        yield third_person(base), "third"
    for ed in {past} if past else with_ending(base, "ed"):
        yield ed, "past"
    for ed in {participle} if participle else with_ending(base, "ed"):
        yield ed, "participle"
    for ing in with_ending(base, "ing"):
        yield ing, "gerund"


def third_person(base: str) -> str:
    """go: goes, carry: carries, pay: pays."""
    if base == "have":
        return "has"
    if re.search(r"(?:s|x|z|ch|sh|o)$", base):
        return f"{base}es"
    return f"{base[:-1]}ies" if re.search(r"[^aeiou]y$", base) else f"{base}s"


def with_ending(base: str, ending: str) -> set[str]:
    """The form with -ed or -ing; where the last letter may be doubled, both spellings."""
    if re.search(r"[^aeiou]y$", base) and ending == "ed":
        return {f"{base[:-1]}ied"}
    if base.endswith("ie") and ending == "ing":
        return {f"{base[:-2]}ying"}
    if base.endswith("e") and not re.search(r"(?:ee|ye|oe)$", base) and base != "be":
        return {f"{base[:-1]}{ending}"}
    if base.endswith("ee"):
        return {f"{base}{ending.removeprefix('e')}"}
    plain = {f"{base}{ending}"}
    return plain | {f"{base}{base[-1]}{ending}"} if re.search(r"[^aeiou][aeiou][bdglmnprt]$", base) else plain
