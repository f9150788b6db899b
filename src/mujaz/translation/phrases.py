"""Arabic noun phrases that name a person or body, put into English by glossary and romanisation alone.

"وزير خارجية جمهورية طاجيكستان سراج الدين مهرالدين" becomes "The Minister of Foreign Affairs of the Republic of
Tajikistan, Sirojiddin Muhriddin,". A phrase with a word that neither the glossary knows nor a name explains gives None,
and the translation model gets it instead.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mujaz.arabic.names import romanise

if TYPE_CHECKING:
    from mujaz.translation.glossary import Glossary

WORD = re.compile(r"[ء-يٱ-ۓ]+")
# Titles that stand before a name without an article; every other title is an office and takes one.
BEFORE_NAME = frozenset(
    "H.E. H.H. H.R.H. H.M. Dr. Mr. Mrs. Ms. Prof. Eng. Sheikh Sheikha Prince Princess King Queen Sultan Sayyid Imam "
    "Lord General Colonel Captain Admiral Ambassador Senator Pope Professor Doctor".split()
) | frozenset(("Major General", "Lieutenant General", "Brigadier General", "His Excellency", "Her Excellency"))
LINKING = {"لدى": "to", "في": "in", "ل": "to", "من": "of", "و": "and", "إلى": "to", "الى": "to", "عن": "of"}
ALONE = re.compile(r"(?:UN|EU|[A-Z]{3,}|Interpol|Hamas|Hezbollah|[A-Z][a-z-]+)$")
MOST_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """One understood stretch of a phrase: what it is (a glossary type, "name" or "link") and its English."""

    kind: str
    english: str


def namer(glossary: "Glossary") -> Callable[[str], str | None]:
    """A function that turns a noun phrase into the subject of an English sentence, or None."""
    return lambda phrase: subject_of(phrase, glossary)


def subject_of(phrase: str, glossary: "Glossary") -> str | None:
    """The English subject, capital first; an apposition after a name is closed with a comma. None when unsure."""
    stretches = [stretch.strip() for stretch in re.split(r"[،,]", phrase) if stretch.strip()]
    read = [pieces_of(stretch, glossary) for stretch in stretches]
    if not read or any(not pieces for pieces in read):
        return None
    rendered = [render(pieces) for pieces in read if pieces]
    if not any(piece.kind in ("person", "name", "title", "body", "country") for piece in read[0] or ()):
        return None
    text = ", ".join([rendered[0], *(part.removeprefix("the ") for part in rendered[1:])])
    if "," in text:
        text += ","
    return text[0].upper() + text[1:]


def pieces_of(stretch: str, glossary: "Glossary") -> list[Piece] | None:
    """Cover every word of a stretch without commas, left to right; None when a word stays unexplained."""
    hits = {hit.start - len(hit.clitics): hit for hit in glossary.find(stretch)}
    pieces: list[Piece] = []
    at = 0
    while at < len(stretch):
        if not WORD.match(stretch, at):
            at += 1
            continue
        hit = hits.get(at)
        if hit:
            if hit.clitics.strip("ال") or hit.clitics == "ل":
                joined = LINKING.get(hit.clitics[0])
                if joined is None:
                    return None
                pieces.append(Piece("link", joined))
            pieces.append(Piece(hit.entry.type, hit.entry.english))
            at = hit.end
            continue
        word = WORD.match(stretch, at)
        assert word
        if word[0] in LINKING and pieces:
            pieces.append(Piece("link", LINKING[word[0]]))
            at = word.end()
            continue
        end = name_end(stretch, at, set(hits))
        if not pieces or pieces[-1].kind not in ("title", "body", "country", "nationality", "person", "place"):
            return None
        pieces.append(Piece("name", romanise(stretch[at:end].strip())))
        at = end
    return pieces


def name_end(stretch: str, start: int, known: set[int]) -> int:
    """Where a run of words that the glossary does not know ends, at most MOST_NAME_WORDS on."""
    end, count = start, 0
    for word in WORD.finditer(stretch, start):
        if (count and (word.start() in known or word[0] in LINKING)) or count == MOST_NAME_WORDS:
            break
        end, count = word.end(), count + 1
    return end


def render(pieces: list[Piece]) -> str:
    """Pieces in English order: honorifics, nationality, office "of the" body, then the name."""
    honours = [p.english for p in pieces if p.kind == "title" and p.english in BEFORE_NAME]
    name = " ".join(p.english for p in pieces if p.kind in ("person", "name"))
    nations = " ".join(p.english for p in pieces if p.kind == "nationality")
    office = ""
    linked = ""
    for piece in pieces:
        if piece.kind in ("person", "name", "nationality") or piece.english in honours:
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
    """A body, office or long country name with "the"; a one-word name without."""
    if piece.kind in ("place", "person", "name") or ALONE.match(piece.english):
        return piece.english
    if piece.kind == "country" and " of " not in piece.english and not piece.english.startswith("United"):
        return piece.english
    return f"the {piece.english}"
