"""Writes Arabic names in English letters, always the same way.

Known names keep their usual spelling (names.tsv); the article is Al- with a hyphen and is never assimilated; بن is bin;
عبد and its divine name are one word. Other names go letter by letter, with short vowels where the pattern of the
consonants asks for them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from mujaz.arabic.normalise import FoldedText, fold, fold_word
from mujaz.arabic.script import ARTICLE, LETTERS, without_article
from mujaz.resources import package_path
from mujaz.tables import read_tsv

Kind = Literal["given", "family", "foreign", "compound"]
_PARTICLES = {"بن": "bin", "بنت": "bint", "ابن": "Ibn", "ابو": "Abu", "ابي": "Abi", "ام": "Umm", "ال": "Al", "و": "and"}
_LATIN = "b t th j h kh d dh r z s sh s d t z gh f q k l m n h p ch zh v g".split()
_CONSONANTS = dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهپچژڤگ", _LATIN, strict=True))
_VOWELS = {"ا": "a", "ي": "i", "و": "u", "ع": "a", "ة": "a", "ؤ": "u", "ئ": "e"}
_FOREIGN_ENDS = tuple(
    (re.compile(f"{arabic}$"), english)
    for arabic, english in (("وف", "ov"), ("يف", "ev"), ("سكي", "sky"), ("يتش", "ich"))
)
_SPLIT = re.compile(r"\s+|(?<=[^\W\d_])-(?=[^\W\d_])")
_FINAL_ALEF = re.compile(r"ى(?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of names.tsv."""

    arabic: FoldedText
    english: str
    kind: Kind


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Mapping[str, str]]:
    """Kind to folded Arabic to English. Raises DataError."""
    tables: dict[str, dict[str, str]] = {kind: {} for kind in get_args(Kind)}
    for row in read_tsv(package_path("arabic", "names.tsv"), Row):
        tables[row.kind][row.arabic] = row.english
    return tables


@lru_cache(maxsize=1)
def _spellings() -> Mapping[str, str]:
    """Folded Arabic to English of spellings.tsv: foreign names whose spelling is no rule's."""
    return {row.arabic: row.english for row in read_tsv(package_path("arabic", "spellings.tsv"), Spelling)}


@dataclass(frozen=True, slots=True)
class Spelling:
    """One line of spellings.tsv."""

    arabic: str
    english: str


def romanise(name_ar: str) -> str:
    """Return a name in English letters: مطلق بن ماجد القحطاني is Mutlaq bin Majed Al-Qahtani.

    Takes a person's or other name in Arabic without titles. Parts that hold no Arabic letter stay as they are.
    """
    # Tables are keyed by folded words; for spelling a final ى must stay apart from ي.
    words = _SPLIT.split(fold_word(name_ar))
    spelt = _SPLIT.split(fold_word(_FINAL_ALEF.sub("ا", name_ar)))
    compounds = _names()["compound"]
    out: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in (4, 3, 2, 1) if " ".join(words[at : at + n]) in compounds and at + n <= len(words)), 0)
        if size:
            out.append(compounds[" ".join(words[at : at + size])])
            at += size
        elif words[at] == "عبد" and at + 1 < len(words) and words[at + 1].startswith(ARTICLE):
            out.append(_servant_of(words[at + 1], spelt[at + 1]))
            at += 2
        elif words[at] == "ال" and at + 1 < len(words):
            rest, sound = without_article(words[at + 1]), without_article(spelt[at + 1])
            out.append(f"Al-{_bare(rest, sound, family=True)}")  # آل ثاني, the house of Thani
            at += 2
        else:
            out.append(_word(words[at], spelt[at], first=at == 0))
            at += 1
    return " ".join(word for word in out if word)


def _servant_of(word: str, sound: str) -> str:
    """عبد with one of the names of God, written together: Abdulqader."""
    return f"Abdul{_bare(word.removeprefix(ARTICLE), sound.removeprefix(ARTICLE), family=False).lower()}"


def _word(word: str, sound: str, *, first: bool) -> str:
    if first and word in {"بن", "بنت"}:
        return "Ben" if word == "بن" else "Bint"
    if word in _PARTICLES:
        return _PARTICLES[word]
    if word.startswith("عبدال") and len(word) > 6:
        return _servant_of(word[3:], sound[3:])
    if word.startswith(ARTICLE) and len(word) > 3 and word not in _names()["given"] and word not in _names()["foreign"]:
        return f"Al-{_bare(word[2:], sound[2:], family=True)}"
    known = any(word in table for table in _names().values())
    return _spellings()[word] if not known and word in _spellings() else _bare(word, sound, family=False)


def _bare(word: str, sound: str, *, family: bool) -> str:
    """A word without article: from the table, else letter by letter (`sound` keeps a final ى apart from ي)."""
    names = _names()
    for kind in ("family", "given") if family else ("given", "foreign", "family"):
        if word in names[kind]:
            return names[kind][word]
    return _spell(sound, arab=family or sum(letter in "اوي" for letter in sound) <= 2)


def _spell(word: str, *, arab: bool) -> str:
    """Letter by letter. In names with the article or few long vowels, taken for Arab ones, و is u, in others o."""
    if not re.search(rf"[{LETTERS}]", word):
        return word
    end = ""
    if not arab:
        for pattern, spelling in _FOREIGN_ENDS:
            if pattern.search(word) and len(word) > 4:
                word, end = pattern.sub("", word), spelling
                break
    sounds = _sounds(word, arab=arab)
    text = _voiced(sounds, open_end=bool(end)) + end
    text = re.sub(r"([aeiou])\1+", r"\1", text)
    return text[:1].upper() + text[1:]


def _sounds(word: str, *, arab: bool) -> list[tuple[str, bool]]:
    """The letters as (sound, is a vowel). و and ي are consonants at the start and before a vowel."""
    sounds: list[tuple[str, bool]] = []
    for at, letter in enumerate(word):
        glides = at == 0 or word[at + 1 : at + 2] in {"ا", "ي", "و", "ة"}
        if letter == "و" and glides:
            sounds.append(("w", False))
        elif letter == "ي" and glides and not re.match("و[اي]", word[at + 1 :]):
            if sounds and not sounds[-1][1]:
                sounds.append(("i", True))  # Badriya, not Badrya
            sounds.append(("y", False))
        elif letter == "و":
            sounds.append(("u" if arab else "o", True))
        elif letter in _VOWELS:
            sounds.append((_VOWELS[letter], True))
        elif letter in _CONSONANTS:
            sounds.append((_CONSONANTS[letter], False))
        elif letter != "ء":
            sounds.append((letter, False))
    return sounds


def _voiced(sounds: list[tuple[str, bool]], *, open_end: bool) -> str:
    """Join the sounds, with a short vowel wherever consonants would stand in a heap.

    At the start of a word one consonant stands before a vowel, inside two may meet, at its end one closes it.
    """
    out: list[str] = []
    run = 0  # consonants since the last vowel
    heard = False  # a vowel of the word itself
    for at, (sound, vowel) in enumerate(sounds):
        if vowel:
            out.append(sound)
            run, heard = 0, True
            continue
        started = heard or len(out) > run
        closes = at == len(sounds) - 1 and not open_end
        if run >= (2 if started else 1) or (run == 1 and closes):
            long_a = at >= 2 and sounds[at - 2] == ("a", True)
            out.append("i" if long_a and closes else "a")
            run = 0
        out.append(sound)
        run += 1
    return "".join(out)


def is_known(name_ar: str) -> bool:
    """Whether every word of a name has its usual spelling in names.tsv, so that no letter is guessed."""
    names = _names()
    if fold_word(name_ar) in names["compound"]:
        return True
    known = set(_PARTICLES) | {w for table in names.values() for w in table}
    return all(w in known or without_article(w) in known for w in fold(name_ar).text.split())
