"""Arabic noun phrases that name a person or body, put into English by glossary and romanisation alone.

"وزير خارجية جمهورية طاجيكستان سراج الدين مهرالدين" becomes "The Minister of Foreign Affairs of the Republic of
Tajikistan, Sirojiddin Muhriddin,". A phrase with a word that neither the glossary knows nor a name explains gives None,
and the translation model gets it instead.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from mujaz.arabic.normalise import FoldedText, fold_word
from mujaz.english.articles import takes_article
from mujaz.english.frames import Agent, AgentAt
from mujaz.lexicon.names.entry import spoken
from mujaz.lexicon.names.persons import all_hits
from mujaz.resources import package_path
from mujaz.tables import read_toml

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary, Hit
    from mujaz.lexicon.names.kinds import Kind

WORD = re.compile(r"[ء-يٱ-ۓ]+")
# Titles that stand before a name without an article; every other title is an office and takes one.
BEFORE_NAME = frozenset(
    "H.E. H.H. H.R.H. H.M. Dr. Mr. Mrs. Ms. Prof. Eng. Sheikh Sheikha Prince Princess King Queen Sultan Sayyid Imam "
    "Lord General Colonel Captain Admiral Ambassador Senator Pope Professor Doctor".split()
) | frozenset(("Major General", "Lieutenant General", "Brigadier General", "His Excellency", "Her Excellency"))
AGENT_LETTERS = 120  # how far into a text a known agent is looked for
AGENTS = ("body", "country", "title")
OF_AGENTS = ("country", "nationality")


@dataclass(frozen=True, slots=True)
class Gender:
    """First words of countries and bodies of one gender."""

    id: str
    gender: Literal["m", "f"]
    words: frozenset[FoldedText]
    example: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What phrases.toml holds; links: Arabic → English."""

    links: dict[str, str]
    gender: tuple[Gender, ...]


@cache
def wordings() -> File:
    """The packaged phrases.toml."""
    return read_toml(package_path("english", "phrases.toml"), File)


@cache
def genders() -> dict[str, str]:
    """Gender by folded first word."""
    return {word: item.gender for item in wordings().gender for word in item.words}


@dataclass(frozen=True, slots=True)
class Piece:
    """One understood stretch of a phrase: what it is (a glossary type or "link") and its English."""

    kind: str
    english: str


def namer(glossary: "Glossary") -> Callable[[str], str | None]:
    """A function that turns a noun phrase into the subject of an English sentence, or None."""
    return lambda phrase: subject_of(phrase, glossary)


def agents(glossary: "Glossary") -> AgentAt:
    """A function that finds a body, country or office of the glossary at the beginning of a text.

    The name of an office-holder is not read: where it ends only its reader knows.
    """

    def at_the_beginning(text: str) -> Agent | None:
        read: list[Hit] = []
        for hit in glossary.find(text[:AGENT_LETTERS]):
            first = not read and hit.start == len(hit.clitics) and hit.clitics in ("", "ال")
            gap = text[read[-1].end : hit.start - len(hit.clitics)] if read else ""
            more = gap == " " and hit.clitics in ("", "ال", "ل", "لل")
            if not (first or more) or hit.entry.type not in (AGENTS if first else OF_AGENTS):
                break
            read.append(hit)
        end = read[-1].end if read else 0
        english = subject_of(text[:end], glossary) if read else None
        if english is None:
            return None
        return Agent(english, end, gender_of(read[0].entry.type, text), read[0].entry.type == "title")

    return at_the_beginning


def gender_of(kind: str, name: str) -> str:
    """The gender of a body or country by its first word, "" where that does not tell."""
    first = fold_word(name.split(maxsplit=1)[0])
    if kind == "country":
        return "m" if genders().get(first) == "m" else "f"
    if kind == "body":
        return "f" if first.endswith(("ة", "ات")) else genders().get(first, "")
    return ""


def subject_of(phrase: str, glossary: "Glossary") -> str | None:
    """The English subject, capital first; an apposition after a name is closed with a comma. None when unsure."""
    stretches = [stretch.strip() for stretch in re.split(r"[،,]", phrase) if stretch.strip()]
    read = [pieces_of(stretch, glossary) for stretch in stretches]
    if not read or any(not pieces for pieces in read):
        return None
    rendered = [render(pieces) for pieces in read if pieces]
    if not any(piece.kind in ("person", "title", "body", "country") for piece in read[0] or ()):
        return None
    text = ", ".join([rendered[0], *(part.removeprefix("the ") for part in rendered[1:])])
    if "," in text:
        text += ","
    return text[0].upper() + text[1:]


def pieces_of(stretch: str, glossary: "Glossary") -> list[Piece] | None:
    """Cover every word of a stretch without commas, left to right; None when a word stays unexplained."""
    hits = {hit.start - len(hit.clitics): hit for hit in all_hits(stretch, glossary)}
    pieces: list[Piece] = []
    at = 0
    while at < len(stretch):
        word = WORD.match(stretch, at)
        if not word:
            at += 1
        elif hit := hits.get(at):
            if hit.clitics.strip("ال") or hit.clitics == "ل":
                joined = wordings().links.get(hit.clitics[0])
                if joined is None:
                    return None
                pieces.append(Piece("link", joined))
            pieces.append(Piece(hit.entry.type, spoken(hit.entry)))
            at = hit.end
        elif word[0] in wordings().links and pieces:
            pieces.append(Piece("link", wordings().links[word[0]]))
            at = word.end()
        else:
            return None
    return pieces


def render(pieces: list[Piece]) -> str:
    """Pieces in English order: honorifics, nationality, office "of the" body, then the name."""
    honours = [p.english for p in pieces if p.kind == "title" and p.english in BEFORE_NAME]
    name = " ".join(p.english for p in pieces if p.kind == "person")
    nations = " ".join(p.english for p in pieces if p.kind == "nationality")
    office = ""
    linked = ""
    for piece in pieces:
        if piece.kind in ("person", "nationality") or piece.english in honours:
            continue
        if piece.kind == "link":
            linked = piece.english
        elif not office:
            office = piece.english
        else:
            office += f" {linked or 'of'} {with_article(piece)}"
            linked = ""
    if office:
        office = f"{nations} {office}".strip()
    elif nations:
        name = f"{nations} {name}".strip()
    if office and name:
        named = " ".join([*honours, name])
        return f"{office} {named}" if " of " not in office else f"the {office}, {named}"
    if office:
        first = next(p for p in pieces if p.kind not in ("link", "nationality"))
        return office if first.kind != "title" and with_article(first) == first.english else f"the {office}"
    return " ".join([*honours, name])


def with_article(piece: Piece) -> str:
    """A body, office or long country name with "the"; what is used bare without."""
    return f"the {piece.english}" if takes_article(piece.english, cast("Kind", piece.kind)) else piece.english
