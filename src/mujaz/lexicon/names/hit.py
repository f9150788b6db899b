"""A place in a text where a glossary entry stands."""

from dataclasses import dataclass

from mujaz.lexicon.names.entry import Entry


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found in a text. start, end: offsets in the text, clitics left out. clitics: what was cut off."""

    start: int
    end: int
    entry: Entry
    clitics: str = ""
