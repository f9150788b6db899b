"""Whether two spellings are one name: compared by their consonants."""

import re
from difflib import SequenceMatcher

from mujaz.lexicon.names.accepted import plain

SAME_SPELLING = 0.72  # likeness of consonants from which two spellings are one person or place
CAPITALS = re.compile(
    r"(?:[A-Z][\w'’.-]*|(?:al|el|an|as|ad|ash|ar)-[A-Z][\w'’-]*)"
    r"(?:\s+(?:[A-Z][\w'’-]*|(?:al|el|an|as|ad|ash|ar)-[A-Z]?[\w'’-]*|bin|ibn|ben|al|el|de|von|van|der|bint|ould))*"
)


def sounds_like(name: str, english: str) -> bool:
    """Whether a spelling of a person's name stands somewhere in an English text.

    Every part of the name is compared with every capital word by its consonants; half of the parts have to be found.
    """
    parts = [part for word in re.split(r"[\s-]", name) if len(part := skeleton(word)) > 1]
    words = [skeleton(word) for stretch in CAPITALS.findall(english) for word in re.split(r"[\s-]", stretch)]
    found = sum(
        any(SequenceMatcher(None, part, word, autojunk=False).ratio() >= SAME_SPELLING for word in words)
        for part in parts
    )
    return 2 * found >= len(parts)


_SOUNDS = (
    ("sh", "S"),
    ("ch", "S"),
    ("kh", "K"),
    ("gh", "g"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("z", "s"),
    ("v", "f"),
    ("p", "b"),
    ("j", "g"),
    ("x", "ks"),
    ("w", ""),
)


def skeleton(name: str) -> str:
    """The consonants of a name without article, vowels and doubled letters: what spellings of one name share.

    >>> skeleton("Mutlag bin Majid al-Qahtany") == skeleton("Mutlaq bin Majed Al-Qahtani").replace("k", "g", 1)
    True
    """
    text = plain(name).strip()
    text = re.sub(r"\b(?:al|el|ibn|bin|ben|bint)\b ?", "", text)
    for letters, sound in _SOUNDS:
        text = text.replace(letters, sound)
    text = re.sub(r"[aeiouyh ]", "", text)
    return re.sub(r"(.)\1+", r"\1", text)
