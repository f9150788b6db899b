"""Who took part: the people who speak or act in the statements, and those named where taking part is reported."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.script import a_word
from mujaz.english import text as prose
from mujaz.records.analysis import Analysis
from mujaz.records.briefing import Bullet, Reference
from mujaz.records.statement import Actor, Statement, StatementSpan
from mujaz.resources import package_path
from mujaz.tables import read_toml

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary

BROKEN = re.compile(  # a role that lost words on the way into English
    r"(?:\b(?:of|for|to|and|the|in)|-)$|\b(?:of|for|to) (?:of|for|to)\b|\b(\w+)(?: of)? \1\b|\?", re.IGNORECASE
)
WHOSE = re.compile(r" (?:of|for|to) ")


@dataclass(frozen=True, slots=True)
class TookPart:
    """Words that report who took part: a pattern on folded text, a sentence that has it and one that has it not."""

    id: str
    pattern: Annotated[re.Pattern[str], a_word]
    example: str
    counter: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What people.toml holds."""

    took_part: tuple[TookPart, ...]


@cache
def taking_part() -> tuple[TookPart, ...]:
    """The packaged words for taking part."""
    return read_toml(package_path("briefing", "people.toml"), File).took_part


def took_part(text: str) -> bool:
    """True for a sentence that reports who took part."""
    folded = fold_word(text)
    return any(item.pattern.search(folded) for item in taking_part())


def bullets(members: Sequence[Analysis], name: Callable[[Actor], str], glossary: "Glossary | None") -> list[Bullet]:
    """One bullet a person with the role the text gives, then one for states and bodies; in order of first mention."""
    people: dict[str, Bullet] = {}
    bodies: dict[str, list[Reference]] = {}
    for number, analysis in enumerate(members, 1):
        cast = cast_of(analysis, glossary)
        for statement in analysis.statements:
            if statement.kind != "body":
                continue
            ref = Reference(number, statement.sentence)
            for actor in actors_of(statement):
                english = name(actor)
                if actor.role_en or actor.name_ar in cast.names or is_person(actor, glossary):
                    add(people, english, actor.role_en, ref)
                elif is_named(actor, glossary):
                    bodies.setdefault(english, []).append(ref)
            for english, role in cast.attending.get(statement.sentence, ()):
                if role or not covered(english, people):
                    add(people, english, role, ref)
    found = list(people.values())
    for country in [*bodies]:
        bodies.pop(f"Government of {country}", None)
    if bodies:
        refs = tuple(sorted({refs[0] for refs in bodies.values()}))[:4]
        found.append(Bullet(what="States and bodies: " + ", ".join(bodies), refs=refs, score=0.5))
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """The people an article names.

    names: in Arabic, as actors are named. attending: (name, role) in English, by the sentence that reports who took
    part.
    """

    names: frozenset[str]
    attending: Mapping[int, Sequence[tuple[str, str]]]


def cast_of(analysis: Analysis, glossary: "Glossary | None") -> Named:
    """The people of an article, with or without an office that can be put into English."""
    reporting = [s for s in analysis.statements if s.kind == "body" and took_part(s.ar)]
    found: dict[int, list[tuple[str, str]]] = {statement.sentence: [] for statement in reporting}
    for person in analysis.cast:
        if person.first in found and len(person.names_ar[0].split()) > 1:
            found[person.first].append((person.name_en, person.role_en))
    for statement in reporting:
        hits = glossary.find(statement.ar) if glossary else ()
        found[statement.sentence] += [(hit.entry.english, "") for hit in hits if hit.entry.type == "person"]
    return Named(frozenset(name for p in analysis.cast for name in p.names_ar if " " in name), found)


def actors_of(statement: Statement) -> list[Actor]:
    """Actor and speaker of a statement and of each of its spans."""
    parts: tuple[Statement | StatementSpan, ...] = (statement, *statement.spans)
    return [actor for part in parts for actor in (part.speaker, part.actor) if actor]


def add(people: dict[str, Bullet], name: str, role: str, ref: Reference) -> None:
    """Note a person: the fullest form of a name and the longest role win, the first mention is the reference.

    Somebody known only by an office ("President") is no name, unless it says of what ("Representative of Somalia"). A
    role that lost words is left out.
    """
    role = prose.short_name(role)
    if name.lower() == role.lower():
        if BROKEN.search(name) or not WHOSE.search(name):
            return
        role = ""
    if BROKEN.search(role):
        role = ""
    short = next((known for known in people if same_person(known, name)), None)
    if short is None:
        people[name] = Bullet(who=name, what=prose.clean(role), refs=(ref,), form="phrase", score=2.0)
        return
    old = people[short]
    best, role = max((short, name), key=len), max((old.what, prose.clean(role)), key=len)
    bullet = Bullet(who=best, what=role, refs=old.refs, form="phrase", score=old.score + 0.2)
    if best == short:
        people[short] = bullet
    else:  # the fuller form takes the place of the short one, in the same position
        items = [(best, bullet) if known == short else (known, value) for known, value in people.items()]
        people.clear()
        people.update(items)


def same_person(one: str, other: str) -> bool:
    """True when one name is the other, or its last words ("Al-Qahtani" of "Mutlaq bin Majed Al-Qahtani")."""
    if one.startswith(f"{other}-") or other.startswith(f"{one}-"):
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    return long[-len(short) :] == short or (len(short) == 1 and short[0] in long)


def covered(name: str, people: dict[str, Bullet]) -> bool:
    """True when this person is listed already."""
    return any(same_person(known, name) for known in people)


def is_person(actor: Actor, glossary: "Glossary | None") -> bool:
    """True when the glossary knows the actor as a person."""
    return any(hit.entry.type == "person" for hit in glossary.find(actor.name_ar)) if glossary else False


def is_named(actor: Actor, glossary: "Glossary | None") -> bool:
    """True for a state or body the glossary knows; a common noun ("participants", "the conference") is none."""
    hits = glossary.find(actor.name_ar) if glossary else ()
    return any(hit.entry.type in ("body", "country") for hit in hits)
