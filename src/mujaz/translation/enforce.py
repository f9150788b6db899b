"""Putting the approved form of a name into a finished translation, when that can be done without breaking a sentence.

For each name of the source that the English lacks, the stretch of English that is its mistranslation is looked for: the
same words in another order ("Counter-Terrorism Office of the United Nations"), another spelling ("Mutlag al-Qahtany"),
or an admitted short form where the source has the full one. Found once and for certain, it is replaced; otherwise the
translation stays as it is and the checks say what is missing. Terms are changed only where their words stand together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from mujaz.english.articles import put
from mujaz.lexicon.english_words import ARTICLES, POSSESSIVES, PREPOSITIONS
from mujaz.lexicon.names.accepted import Wording, plain, spoken_forms
from mujaz.lexicon.names.entry import Entry, spoken
from mujaz.lexicon.names.hit import Hit
from mujaz.lexicon.names.kinds import NAMES
from mujaz.lexicon.names.sound import CAPITALS, SAME_SPELLING, skeleton
from mujaz.lexicon.stems import english_stem

SAME_WORDS = 0.8  # Dice coefficient of content stems from which two wordings are one name
AFTER_HONORIFIC = 0.5  # likeness of spellings right behind "Mr.", "Dr.", "Sheikh": there a name must stand
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SMALL = ARTICLES | PREPOSITIONS | POSSESSIVES | {"and"}
_HONORIFIC = re.compile(
    r"^(?:(?:H\.E\.|H\.H\.|His|Her|Excellency|Highness|Majesty|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Doctor|Sheikha?|Prince|Princess|King|"
    r"Queen|Major|Lieutenant|Brigadier|General|Colonel|President|Minister|Ambassador|Imam|Sayyid|The|Mister|Secretary|"
    r"Director|Chairman|Under-Secretary-General|Secretary-General|Spokesman|Spokesperson|Envoy|Special|Prime|Foreign)\s+)+"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of English that may be the mistranslation of a name, and how alike it is."""

    likeness: float
    start: int
    end: int


def enforce(source_ar: str, english: str, hits: Sequence[Hit]) -> str:
    """Make the approved form of each name found in the source stand in its translation, where that is safe.

    hits: what Glossary.find gave for `source_ar`. A form that stands is left alone; a name is never put in twice, and
    nothing is inserted where no stretch of the English can be recognised as its mistranslation.
    """
    del source_ar  # the hits carry all that is needed; kept in the signature so that alignment can use it
    entries = sorted(dict.fromkeys(h.entry for h in hits), key=lambda e: -len(e.english))
    standing = [e for e in entries if _official(e, english)]
    for entry in entries:
        if entry in standing or (entry.type not in NAMES and Wording(english).stands(entry)):
            continue
        place = _best(entry, english, standing)
        if place:
            english = put(english[: place.start], spoken(entry), english[place.end :], entry.type)
            standing.append(entry)
    return english


def _official(entry: Entry, english: str) -> bool:
    text = plain(english)
    return any(plain(form) in text for form in spoken_forms(entry.english))


def _best(entry: Entry, english: str, standing: Sequence[Entry]) -> _Place | None:
    """The one place where an entry's mistranslation stands; None when there is none, or two that are alike."""
    own = plain(spoken(entry))  # "United Nations" standing inside the wrong name is no obstacle to the right one
    taken = [s for other in standing if plain(spoken(other)) not in own for s in _spans(spoken(other), english)]
    if entry.type in NAMES and (admitted := list(_admitted(entry, english, taken))):
        return admitted[0]
    if entry.type in ("person", "place", "country"):
        places = list(_spellings(entry, english, taken))
    else:
        places = list(_wordings(entry, english, taken))
    if not places:
        return None
    best = max(places, key=lambda p: (p.likeness, p.start - p.end))
    rivals = [p for p in places if p.likeness >= best.likeness and (p.start >= best.end or p.end <= best.start)]
    return None if rivals else _whole(best, entry, english)


def _whole(place: _Place, entry: Entry, english: str) -> _Place:
    """The place with the capital word behind it, where that stands for the entry's last: "… Charter" for Compact."""
    wanted, have = _content(spoken(entry)), _content(english[place.start : place.end])
    behind = re.match(r" [A-Z][a-z]+\b", english[place.end :])
    if entry.type in ("person", "place", "country") or not behind or not wanted or wanted[-1] in have:
        return place
    return _Place(place.likeness, place.start, place.end + behind.end())


def _spans(form: str, english: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", english):
        yield found.span()


def _free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return all(end <= a or start >= b for a, b in taken)


def _admitted(entry: Entry, english: str, taken: Sequence[tuple[int, int]]) -> Iterator[_Place]:
    """A short form that passes, standing alone: "Qatar" where the source says "the State of Qatar"."""
    for form in sorted(entry.admitted, key=len, reverse=True):
        if not form[0].isupper() or form not in entry.english:
            continue  # only forms that are part of the approved one; others are names of their own
        for start, end in _spans(form, english):
            before, after = english[:start], english[end:]
            apart = not re.search(r"[A-Z][\w-]*(?: of(?: the)?)? $|[A-Z][\w-]* and $|-$", before) and not re.match(
                r"(?:['’]s)? [A-Z]|-", after
            )
            if apart and _free(start, end, taken):
                yield _Place(1.0, start, end)


def _wordings(entry: Entry, english: str, taken: Sequence[tuple[int, int]]) -> Iterator[_Place]:
    """Stretches with (nearly) the same content words as the approved form, in any order."""
    wanted = _content(spoken(entry))
    if len(wanted) < (3 if entry.type == "term" else 2):
        return
    words = list(_WORD.finditer(english))
    stems = [[english_stem(p) for p in re.split(r"[-'’]", m.group())] for m in words]
    small = [m.group().lower() in _SMALL for m in words]
    for first in range(len(words)):
        if small[first]:
            continue
        have: list[str] = []
        for last in range(first, min(len(words), first + len(wanted) + 5)):
            if re.search(r"[,;:.()\"]", english[words[last - 1].end() : words[last].start()]) and last > first:
                break
            if small[last]:
                continue
            have += stems[last]
            common = sum(min(have.count(s), wanted.count(s)) for s in set(have))
            likeness = 2 * common / (len(have) + len(wanted))
            limit = SAME_WORDS if entry.type in NAMES else 0.99
            if likeness >= limit and _free(words[first].start(), words[last].end(), taken):
                yield _Place(likeness, words[first].start(), words[last].end())


def _content(english: str) -> list[str]:
    words = (m.group() for m in _WORD.finditer(english) if m.group().lower() not in _SMALL)
    return [english_stem(part) for word in words for part in re.split(r"[-'’]", word)]


def _spellings(entry: Entry, english: str, taken: Sequence[tuple[int, int]]) -> Iterator[_Place]:
    """Stretches of capitalised words that sound like the name."""
    wanted = skeleton(entry.english)
    for found in CAPITALS.finditer(english):
        honour = _HONORIFIC.match(found.group() + " ")
        start = found.start() + min(honour.end() if honour else 0, len(found.group()))
        text = english[start : found.end()].rstrip(".")
        if not text or not _free(start, start + len(text), taken):
            continue
        likeness = SequenceMatcher(None, wanted, skeleton(text), autojunk=False).ratio()
        enough = AFTER_HONORIFIC if honour and entry.type == "person" else SAME_SPELLING
        if likeness >= enough and len(wanted) > 2:
            yield _Place(likeness, start, start + len(text))
