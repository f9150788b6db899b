"""Names behind codes: before the model translates, X1, X2 … stand for names; afterwards the approved forms do.

The model copies such a code far more reliably than it spells a name it has not seen. Every code must come back exactly
once; otherwise the sentence is translated without codes and put right afterwards (apply.enforce).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mujaz.english.articles import put, takes_article
from mujaz.lexicon.names.entry import Entry, spoken
from mujaz.lexicon.names.hit import Hit
from mujaz.lexicon.names.kinds import Kind

MASKED: frozenset[Kind] = frozenset({"person", "country", "place", "body", "document", "event", "title"})
"""The types of entries that codes stand for unless the caller says otherwise."""
LONG_TITLE = 2  # words; "Minister" and "H.E." the model gets right, "Tajik President" it does not
_MOST = 9
_LETTERS = "XZQKJ"


@dataclass(frozen=True, slots=True)
class Slot:
    """A code and what it stands for: the English to put in its place, and its type for the article."""

    code: str
    english: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Masked:
    """A source with codes in place of names, ready for the model."""

    text: str
    slots: tuple[Slot, ...]

    def restore(self, english: str) -> str | None:
        """Put the names back into a translation; None when a code was lost, doubled or made up."""
        text, lost = self.restore_some(english)
        return None if lost else text

    def restore_known(self, english: str) -> str | None:
        """As `restore`, but a name whose code was lost may be missing; the checks will say so."""
        text, lost = self.restore_some(english)
        whole = len(lost) < len(self.slots) or not self.slots
        return text if whole and not any(_code(slot.code).search(text) for slot in lost) else None

    def restore_some(self, english: str) -> tuple[str, tuple[Slot, ...]]:
        """Put back the names whose codes came back; gives the text and the slots that did not.

        A code that came back more than once keeps its first place only if the second follows at once ("X2 and X2");
        a code broken by a blank ("X 3") is mended; one code astray is taken for the one that is missing.
        """
        text = _mended(english, self.slots)
        lost = []
        for slot in self.slots:
            places = list(_code(slot.code).finditer(text))
            if len(places) != 1:
                lost.append(slot)
                continue
            text = put(text[: places[0].start()], slot.english, text[places[0].end() :], slot.kind)
        return text, tuple(lost) if not _astray(text, self.slots) else self.slots


def _code(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9]){code}(?![A-Za-z0-9])")


def _astray(english: str, slots: Sequence[Slot]) -> list[str]:
    """Codes in a translation that stand for nothing."""
    known = {slot.code for slot in slots}
    letter = slots[0].code[0] if slots else "X"
    return [c for c in re.findall(rf"(?<![A-Za-z0-9])[{letter}Q]\d{{1,2}}(?![A-Za-z0-9])", english) if c not in known]


def _mended(english: str, slots: Sequence[Slot]) -> str:
    """The translation with small damage to codes repaired."""
    for slot in slots:
        english = re.sub(rf"\b{slot.code[0]} {slot.code[1]}\b", slot.code, english)
        english = re.sub(rf"\b({slot.code})(?:,? (?:and )?{slot.code}\b)+", r"\1", english)
    missing = [slot for slot in slots if not _code(slot.code).search(english)]
    astray = _astray(english, slots)
    if len(missing) == len(set(astray)) == 1:
        english = re.sub(rf"\b{astray[0]}\b\)?", missing[0].code, english, count=1)
    return english


def mask(
    source_ar: str, hits: Sequence[Hit], types: Collection[Kind] = MASKED, leave: Collection[Entry] = ()
) -> Masked:
    """Put codes in place of the hits of some types, at most nine; clitics stay, with a space behind them.

    leave: entries that need no code, because the model is known to get them right. With nothing to mask the text is
    given back as it is, without slots.
    """
    letter = next((c for c in _LETTERS if not re.search(rf"\b{c}\d", source_ar)), "")
    chosen = [h for h in hits if h.entry.type in types and h.entry not in leave and _proper(h.entry)]
    nations = {h.start - len(h.clitics): h for h in hits if h.entry.type == "nationality"}
    text: list[str] = []
    slots: list[Slot] = []
    last = 0
    for number, hit in enumerate(chosen[: _MOST if letter else 0], 1):
        code = f"{letter}{number}"
        text += [source_ar[last : hit.start], " " if hit.clitics else "", code]
        english, last = _as_written(hit, source_ar), hit.end
        nation = nations.get(hit.end + 1)
        if hit.entry.type == "body" and nation and source_ar[hit.end] == " ":
            english, last = f"{nation.entry.english} {english}", nation.end
        slots.append(Slot(code, english, hit.entry.type))
    return Masked("".join([*text, source_ar[last:]]), tuple(slots))


def _as_written(hit: Hit, source_ar: str) -> str:
    """The approved form, or its letters where the Arabic too has only those: يونيسف is UNICEF."""
    letters = re.search(r" \(([A-Z][A-Za-z]*[A-Z])\)$", hit.entry.english)
    short = " " not in source_ar[hit.start : hit.end] and " " in hit.entry.arabic
    return letters[1] if letters and short else spoken(hit.entry)


def _proper(entry: Entry) -> bool:
    """Whether an entry is a name of its own: "Kuwait Declaration", but not "international law" or "resolutions"."""
    if entry.type == "title":
        return len(entry.english.split()) >= LONG_TITLE
    common = entry.type in ("document", "event") and entry.english[0].islower()
    return not common or takes_article(entry.english, entry.type)
