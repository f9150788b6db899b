"""Names behind codes: before the model translates, X1, X2 … stand for names; afterwards the approved forms do.

The model copies such a code far more reliably than it spells a name it has not seen. Every code must come back exactly
once; otherwise the sentence is translated without codes and put right afterwards (apply.enforce).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mujaz.translation.glossary.articles import put
from mujaz.translation.glossary.entry import Entry
from mujaz.translation.glossary.hit import Hit
from mujaz.translation.glossary.kinds import Kind

MASKED: frozenset[Kind] = frozenset({"person", "country", "place", "body", "document", "event"})
"""The types of entries that codes stand for unless the caller says otherwise."""
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
        """Put the names back into a translation; None when a code was lost or doubled."""
        for slot in self.slots:
            places = list(re.finditer(rf"(?<![A-Za-z0-9]){slot.code}(?![A-Za-z0-9])", english))
            if len(places) != 1:
                return None
            before, after = english[: places[0].start()], english[places[0].end() :]
            english = put(before, slot.english, after, slot.kind)
        return None if _left_over(english, self.slots) else english


def _left_over(english: str, slots: Sequence[Slot]) -> bool:
    """Whether a code that stands for nothing was made up by the model."""
    return bool(slots) and re.search(rf"(?<![A-Za-z0-9]){slots[0].code[0]}\d(?![A-Za-z0-9])", english) is not None


def mask(source_ar: str, hits: Sequence[Hit], types: Collection[Kind] = MASKED, leave: Collection[Entry] = ()) -> Masked:
    """Put codes in place of the hits of some types, at most nine; clitics stay, with a space behind them.

    leave: entries that need no code, because the model is known to get them right. With nothing to mask the text is
    given back as it is, without slots.
    """
    letter = next((c for c in _LETTERS if not re.search(rf"\b{c}\d", source_ar)), "")
    chosen = [h for h in hits if h.entry.type in types and h.entry not in leave][: _MOST if letter else 0]
    text, slots, last = [], [], 0
    for number, hit in enumerate(chosen, 1):
        code = f"{letter}{number}"
        text += [source_ar[last : hit.start], " " if hit.clitics else "", code]
        slots.append(Slot(code, spoken(hit.entry), hit.entry.type))
        last = hit.end
    return Masked("".join([*text, source_ar[last:]]), tuple(slots))


def spoken(entry: Entry) -> str:
    """The approved form for running text: without the bracketed letters of "Name (ABC)"."""
    return re.sub(r" \([A-Z][^()]*\)$", "", entry.english)
