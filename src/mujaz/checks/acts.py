"""Acts of speech and decision on both sides of a translation: who condemns must not become who attacks (acts.toml)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.resources import package_path


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of acts.toml: its verb in folded Arabic, the English words that render it, and an example."""

    id: str
    arabic: re.Pattern[str]
    english: re.Pattern[str]
    example: tuple[str, str, str]


@cache
def acts() -> tuple[Act, ...]:
    """The shipped acts. Raises DataError when the file breaks its format."""
    path = package_path("checks", "acts.toml")
    found = []
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["act"]:
        if set(entry) != {"id", "arabic", "english", "example", "reason"}:
            raise DataError(f"{path}: act {entry.get('id')} lacks a field", "give id, arabic, english, example, reason")
        example = entry["example"]
        arabic = re.compile(rf"(?<!\w)[وف]?(?:{entry['arabic']})(?!\w)")
        english = re.compile(rf"\b(?:{entry['english']})")
        found.append(Act(entry["id"], arabic, english, (example["ar"], example["en"], example["wrong"])))
    return tuple(found)


def lost_acts(arabic: str, english: str) -> str:
    """Which acts of the source the English does not name, in words; empty when none is lost.

    An act counts as kept wherever in the sentence a word for it stands: this finds acts lost or swapped, not moved.
    """
    folded, lower = fold_word(arabic), english.lower()
    lost = []
    for act in acts():
        match = act.arabic.search(folded)
        if match and not act.english.search(lower):
            lost.append(f"{match[0]} = {act.id}")
    return "; ".join(lost)
