"""The States and bodies that a text names, in order: by name, nationality, capital or seat."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mujaz.arabic.normalise import fold_word
from mujaz.events.place_words import any_of
from mujaz.events.words import WORD
from mujaz.lexicon.places import Place, capitals, seats, states
from mujaz.lexicon.verbs import nominal_splits

LONGEST = 5  # words of a body's name
LEAST_CLAUSE = 3  # words that a clause behind an opening circumstance has at least
LIKE = "ك"  # "like": no clitic before a name, كلاوس is not "like Laos"


@dataclass(frozen=True, slots=True)
class Party:
    """A State (state: its English name) or a body named at word `at`; seat: where it sits, None when not known."""

    at: int
    state: str
    seat: Place | None


def parties_in(text: str) -> Iterator[Party]:
    """Every State and body of a text, in its order; of names that overlap the longest."""
    folded = [fold_word(word) for word in WORD.findall(text)]
    taken = 0
    for at in range(len(folded)):
        if at < taken:
            continue
        found = named_at(folded, at)
        if found:
            party, taken = found
            yield party


def named_at(folded: list[str], at: int) -> tuple[Party, int] | None:
    """The State or body that a folded text names from word `at` on, and where its name ends."""
    for length in range(min(LONGEST, len(folded) - at), 0, -1):
        for _, clitics, bare in nominal_splits(folded[at]):
            if clitics == LIKE:
                continue
            words = " ".join([bare, *folded[at + 1 : at + length]])
            name = "ال" + words if clitics.endswith(("ال", "لل")) else words
            if seat := seats().get(name):
                return Party(at, "", seat), at + length
            if state := names_of_states().get(name):
                return Party(at, state, capitals().get(state)), at + length
    return None


def acting_in(text: str) -> Iterator[Party]:
    """The parties of a sentence, those of its main clause first; outlets that only report are none."""
    folded = fold_word(text)
    main = main_clause(folded)
    yield from parties_in(any_of("outlet").sub(" ", main))
    if main != folded:
        yield from parties_in(any_of("outlet").sub(" ", folded[: -len(main)] if main else folded))


def main_clause(text: str) -> str:
    """A sentence without the circumstance it opens with: "The day after the quake, Tunis …" from "Tunis" on."""
    if not any_of("opener").match(fold_word(text)):
        return text
    before, comma, rest = text.partition("،")
    words = before.split()
    turn = next((at for at, word in enumerate(words) if at and any_of("turn").fullmatch(fold_word(word))), None)
    if turn is not None:
        return " ".join([*words[turn:], comma, rest]).strip()
    return rest.strip() if len(rest.split()) >= LEAST_CLAUSE else text


def states_in(text: str) -> frozenset[str]:
    """English names of the States that a text names."""
    return frozenset(party.state for party in parties_in(text) if party.state)


@cache
def names_of_states() -> dict[str, str]:
    """Folded name, capital or adjective of a State → its English name."""
    found: dict[str, str] = {}
    for state in states():
        if not state.spellings:
            continue  # a body
        for word in (*state.spellings, *state.capitals):
            if word in state.name:
                continue  # مالي is rather "financial"; the name table has it in company alone
            found.setdefault(fold_word(word), state.english)
    for state in states():
        for adjective in state.adjectives:
            first, _, second = fold_word(adjective).partition(" ")
            for ending in ("", "ة", "ون", "ين"):
                for article in ("", "ال"):
                    form = article + first + ending + (f" {article}{second}{ending}" if second else "")
                    found.setdefault(form, state.english)
    return found
