"""Does a translation say what its source says? One small test each, run on every translated sentence.

A check never changes a text. It passes or fails, and when it fails says in words what a reader should look at.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.script import ANY_SIGN
from mujaz.checks.acts import lost_acts
from mujaz.checks.coverage import made_up, targets, widest_gap
from mujaz.checks.homographs import misread
from mujaz.checks.negation import polarity
from mujaz.lexicon.names.accepted import Wording
from mujaz.lexicon.names.entry import tokens
from mujaz.lexicon.names.kinds import NAMES
from mujaz.lexicon.names.persons import name_hits
from mujaz.lexicon.names.sound import sounds_like
from mujaz.lexicon.words import load_lexicon
from mujaz.records.translation import Check

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary, Hit

SHORT, LONG = 0.72, 2.6  # characters of English per character of Arabic that no sound translation leaves
LONG_ENOUGH = 40  # characters of Arabic below which the ratio says nothing

_ARABIC = re.compile(rf"[{ANY_SIGN}]+")
_ARABIC_END = re.compile(r"[.!?؟](?=\s+\S)")
_LETTERS = re.compile(r"[^\W\d_]")
_DEBRIS = re.compile(r"<unk>|⁇|▁|&(?:[a-z]+|#\d+);|[\ufffd]")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def check(source_ar: str, english: str, glossary: "Glossary | None" = None) -> tuple[Check, ...]:
    """Run every check on one sentence. Gives them all, passed or not, in a fixed order.

    glossary: without one, names and terms are not looked at. Empty English fails "empty" and nothing else is asked.
    """
    if not source_ar.strip():
        return (Check("empty", ok=not english.strip(), detail="English without a source" if english.strip() else ""),)
    if not english.strip():
        return (Check("empty", ok=False, detail="no translation"),)
    hits = glossary.find(source_ar) if glossary else ()
    wording = Wording(english)
    found = [Check("empty", ok=True)]
    if glossary:
        found.append(_made("names", _names(source_ar, english, glossary, hits, wording)))
        found.append(_made("terms", _terms(hits, wording)))
    named = [hit for hit in hits if hit.entry.type in NAMES]
    names = {word: wording.stands(hit.entry) for hit in named for word in _words_of(source_ar, hit)}
    found.append(_made("numbers", _numbers(source_ar, english)))
    found.append(_made("negation", polarity(source_ar, english)))
    found.append(_made("act", _acts(source_ar, english)))
    found.append(_made("homograph", misread(source_ar, english)))
    found.append(_made("coverage", _coverage(source_ar, english, names)))
    found.append(_made("addition", _addition(source_ar, english, hits)))
    found += [_made(name, test(source_ar, english)) for name, test in PLAIN_TESTS]
    return tuple(found)


def _made(name: str, fault: str) -> Check:
    return Check(name, ok=not fault, detail=fault)


def _words_of(source_ar: str, hit: "Hit") -> Iterable[str]:
    """The folded words under a name, clitics with the first, as the coverage check meets them."""
    return (m.group() for m in tokens(fold_word(source_ar[hit.start - len(hit.clitics) : hit.end])))


def _numbers(source_ar: str, english: str) -> str:
    from mujaz.checks.numbers import compare, describe, wrong_months

    return "; ".join(filter(None, (describe(compare(source_ar, english)), wrong_months(source_ar, english))))


def _names(source_ar: str, english: str, glossary: "Glossary", hits: Sequence["Hit"], wording: Wording) -> str:
    """Names of the source that the English lacks, and glossary names in the English that the source lacks.

    A person whom the glossary does not know may be spelt in any way that sounds like his name.
    """
    lost = [hit for hit in hits if hit.entry.type in NAMES and not wording.stands(hit.entry)]
    unknown = name_hits(source_ar, glossary, tuple(hits))
    lost += [hit for hit in unknown if not sounds_like(hit.entry.english, english)]
    parts = [f"{source_ar[hit.start : hit.end]} = {hit.entry.english}" for hit in lost]
    faults = ["missing: " + "; ".join(dict.fromkeys(parts))] if parts else []
    strangers = glossary.strangers(source_ar, wording)
    if strangers:
        faults.append("not in the Arabic: " + ", ".join(strangers))
    return " – ".join(faults)


def _terms(hits: Iterable["Hit"], wording: Wording) -> str:
    """Terms, offices and nationalities that the English lacks; a title of one word ("H.E.") may be left out."""
    asked = (h.entry for h in hits if h.entry.type not in NAMES and (h.entry.type != "title" or " " in h.entry.arabic))
    lost = [entry for entry in asked if not wording.stands(entry)]
    return "missing: " + "; ".join(dict.fromkeys(f"{e.arabic} = {e.english}" for e in lost)) if lost else ""


def _acts(source_ar: str, english: str) -> str:
    lost = lost_acts(source_ar, english)
    return f"not said in the English: {lost}" if lost else ""


def _coverage(source_ar: str, english: str, names: dict[str, bool]) -> str:
    gap = widest_gap(source_ar, english, load_lexicon(), names)
    return f"may be left out: {' '.join(gap.words)}" if gap.lost else ""


def _addition(source_ar: str, english: str, hits: Iterable["Hit"]) -> str:
    forms = (form for hit in hits for form in (hit.entry.english, *hit.entry.admitted))
    names = {stem for form in forms for stem in targets(form)}
    words = made_up(source_ar, english, load_lexicon(), names)
    return f"in the English only: {', '.join(dict.fromkeys(words))}" if words else ""


def _length(source_ar: str, english: str) -> str:
    if len(source_ar) < LONG_ENOUGH:
        return ""
    ratio = len(english) / len(source_ar)
    if SHORT <= ratio <= LONG:
        return ""
    return f"{'short' if ratio < SHORT else 'long'} for its source: {ratio:.2f} characters for one"


def _sentences(source_ar: str, english: str) -> str:
    """Fewer sentences than the source has: the model is known to drop one of two."""
    fourth = next(islice(re.finditer(r"\S+", source_ar), 3, None), None)  # an end needs more than three words before it
    wanted = sum(1 for m in _ARABIC_END.finditer(source_ar) if fourth and m.start() > fourth.start())
    ends = re.findall(r"[.!?;:](?=[\"')]*\s+\S)", english)
    if wanted and len(english) < 1.05 * len(source_ar) and len(ends) < wanted:
        return f"{wanted + 1} sentences in the Arabic, {len(ends) + 1} in the English"
    return ""


def _leftover(_: str, english: str) -> str:
    found = _ARABIC.findall(english)
    debris = _DEBRIS.findall(english)
    return "left in the English: " + " ".join(found + debris) if found or debris else ""


def _loops(_: str, english: str) -> str:
    """A word or phrase said three times running, or a phrase of four words and more said four times."""
    words = [w.lower() for w in _WORD.findall(english)]
    for size in range(1, 9):
        for start in range(len(words) - 3 * size + 1):
            part = words[start : start + size]
            if part == words[start + size : start + 2 * size] == words[start + 2 * size : start + 3 * size]:
                return f"repeated: {' '.join(part)}"
            if size >= 3 and part == words[start + size : start + 2 * size]:
                return f"repeated: {' '.join(part)}"
    return ""


def _quotes(_: str, english: str) -> str:
    for opening, closing in ("()", "[]", "“”", "«»"):
        if english.count(opening) != english.count(closing) and not re.match(r"\s*(?:\d+|[a-z])\)", english):
            return f"unbalanced {opening}{closing}"
    return 'unbalanced "' if english.count('"') % 2 else ""


def _copy(source_ar: str, english: str) -> str:
    """The source handed back, or hardly a Latin letter in the English of an Arabic sentence."""
    if not _ARABIC.search(source_ar):
        return ""
    if english.strip() == source_ar.strip():
        return "the source itself"
    letters = _LETTERS.findall(english)
    return "" if letters else "no words in the English"


PLAIN_TESTS: tuple[tuple[str, Callable[[str, str], str]], ...] = (
    ("length", _length),
    ("sentences", _sentences),
    ("leftover", _leftover),
    ("loops", _loops),
    ("quotes", _quotes),
    ("copy", _copy),
)
