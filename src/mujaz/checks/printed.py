"""Is a printed line fit to be printed? Checks of the English behind an actor against the Arabic of its clause.

`check` (check.py) asks whether a translation says what its source says; here the line itself is looked at as well:
the figure beside it, the act said twice, a verb that is missing, an opening that is none, the actor standing as object,
a denial or condition lost, broken English. Patterns are data: printed.toml.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.numbers import find_numbers
from mujaz.english.numbers import english_numbers
from mujaz.english.verb_forms import adverb, finite, forms_of, verb_forms
from mujaz.errors import DataError
from mujaz.lexicon.english_words import ARTICLES, POSSESSIVES, PREPOSITIONS
from mujaz.records.statement import Amount, Modality
from mujaz.records.translation import Check
from mujaz.resources import package_path
from mujaz.tables import read_toml

if TYPE_CHECKING:
    pass

NEAR = 3  # words between a verb and the same verb said again
REACH = 24  # characters behind a figure in which its currency must stand
COINS = {"USD": r"dollar|\$|usd", "EUR": r"euro|€|eur\b", "GBP": r"pound|£|gbp|sterling"}
MONEY = re.compile(r"[$€£]|\b(?:dollars?|euros?|pounds?|riyals?|dinars?|dirhams?|usd|eur|gbp)\b", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
PERCENT = "%"
OPENS_NOUN = ARTICLES | POSSESSIVES | PREPOSITIONS - {"to", "as"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A line as it stands on the page, and what it stands for.

    arabic: the clause. said: the English behind the actor's name, or a whole sentence where `actor` is "". actor: his
    English name as printed; actor_ar: the Arabic words he was found in, "" where they stand in the clause anyway.
    meant: the English name of who acts by the rules, printed or not, "" for nobody. implied: the sentence leaves its
    subject out or says "he". beside: what is printed next to the line (sum, time). amounts, modality: what the rules
    found in the Arabic.
    """

    arabic: str
    said: str
    actor: str = ""
    actor_ar: str = ""
    meant: str = ""
    implied: bool = False
    beside: str = ""
    amounts: Sequence[Amount] = ()
    modality: Modality = ""

    @property
    def sentence(self) -> str:
        """The line as a reader reads it."""
        return f"{self.actor} {self.said}".strip()


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of printed.toml; {verb} and {past} in the pattern stand for the forms of the known verbs."""

    id: str
    pattern: str
    example: str
    counter: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What printed.toml holds."""

    twice: tuple[Row, ...]
    opening: tuple[Row, ...]
    grammar: tuple[Row, ...]
    word: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry of printed.toml, ready for matching."""

    id: str
    kind: str
    pattern: re.Pattern[str]
    example: str
    counter: str


def line_checks(line: Printed) -> tuple[Check, ...]:
    """The checks of the line alone: figure, act twice, verb, opening, actor as object, subject, denial, grammar."""
    tests = (
        ("figure", wrong_figure(line)),
        ("twice", said_twice(line.said)),
        ("verb", missing_verb(line)),
        ("opening", bad_opening(line)),
        ("object", actor_as_object(line)),
        ("subject", other_subject(line)),
        ("denied", lost_modality(line)),
        ("grammar", broken(line.said)),
    )
    return tuple(Check(name, ok=not fault, detail=fault) for name, fault in tests)


@cache
def patterns() -> tuple[Pattern, ...]:
    """The shipped patterns. Raises DataError naming the entry that cannot be read."""
    file = read_toml(package_path("checks", "printed.toml"), File)
    return tuple(pattern_of(kind.name, row) for kind in fields(File) for row in getattr(file, kind.name))


def pattern_of(kind: str, row: Row) -> Pattern:
    """One entry with its pattern compiled. Raises DataError."""
    try:
        pattern = re.compile(row.pattern.replace("{verb}", bases()).replace("{past}", pasts()))
    except re.error as error:
        raise DataError(f"printed.toml: {row.id}: {error}", "mend the pattern") from error
    return Pattern(row.id, kind, pattern, row.example, row.counter)


@cache
def bases() -> str:
    """A pattern for the base forms that are no nouns and no other form of a verb."""
    words = (word for word, forms in verb_forms().items() if {form for _, form in forms} == {"base"})
    return alternatives(words)


@cache
def pasts() -> str:
    """A pattern for past forms."""
    return alternatives(word for word, forms in verb_forms().items() if any(form == "past" for _, form in forms))


def alternatives(words: Iterable[str]) -> str:
    """A group of words, longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda w: (-len(w), w))) + ")"


def found_in(kind: str, text: str) -> str:
    """The words of a text that a pattern of a kind finds; "" for none."""
    for pattern in patterns():
        if pattern.kind == kind and (match := pattern.pattern.search(text)):
            return match[0].strip()
    return ""


def wrong_figure(line: Printed) -> str:
    """A sum in the line that is not the one beside it, or that has lost its currency; "" when figures agree.

    A sum of the line must be a sum that the rules found, or a number of the Arabic; where a found sum of dollars, euros
    or pounds stands in the line, the word or sign for them must stand with it.
    """
    text = line.said
    known = {float(amount.value) for amount in line.amounts} | {float(n.value) for n in find_numbers(line.arabic)}
    sums = {float(amount.value): amount for amount in line.amounts if amount.currency != PERCENT}
    for number in english_numbers(text):
        value = float(number.value)
        around = text[max(0, number.start - 5) : number.end + REACH]
        if sums and MONEY.search(around) and value not in known:
            return f"{text[number.start : number.end]} is no sum of the Arabic"
        coin = COINS.get(sums[value].currency, "") if value in sums else ""
        if coin and not re.search(coin, around, re.IGNORECASE):
            return f"{around[min(number.start, 5) :].strip()}: no {sums[value].currency}"
    return ""


def said_twice(said: str) -> str:
    """The act that the line says twice; "" when it says it once."""
    if again := found_in("twice", said.lower()):
        return f"the act said twice: {again}"
    words = [word.lower() for word in WORD.findall(said)]
    verbs = [{base for base, _ in forms_of(word)} for word in words]
    for at, word in enumerate(words):
        for other in range(at + 1, min(at + 1 + NEAR, len(words))):
            if (
                word != words[other]
                and verbs[at] & verbs[other] - {"be", "have", "do"}
                and not linked(words, at, other)
            ):
                return f"the act said twice: {' '.join(words[at : other + 1])}"
    return ""


def linked(words: Sequence[str], one: int, other: int) -> bool:
    """Whether two forms of a verb are parted so that both have their place: "supports those who support"."""
    return any(word in ("and", "or", "who", "which", "that", "as", "than", "not") for word in words[one + 1 : other])


def missing_verb(line: Printed) -> str:
    """Whether the line lacks its main verb, in words; behind an actor the verb comes first."""
    words = [word for word in WORD.findall(line.said) if not adverb(word)]
    if not words:
        return "no words"
    if line.actor:
        return "" if finite(words[0]) else f"no verb behind the name: {' '.join(words[:3])}"
    return "" if any(finite(word) for word in outside_nouns(words)) else "no verb"


def outside_nouns(words: Sequence[str]) -> Iterator[str]:
    """The words of a sentence, from the second on, that stand in no noun's place behind a determiner or preposition.

    "The continued work of the ministry" has two words that can be verbs, and neither is one.
    """
    inside = False
    for at, word in enumerate(words):
        low = word.lower()
        if low in OPENS_NOUN:
            inside = True
        elif inside:
            inside = any(form == "past" for _, form in forms_of(low))  # a participle before its noun
        elif at:
            yield word


def bad_opening(line: Printed) -> str:
    """How the line opens, where no line opens so; of a sentence without an actor only a bare sum is looked at."""
    text = line.said.lower()
    if line.actor:
        found = found_in("opening", text)
    else:
        found = next((p.id for p in patterns() if p.id == "sum-first" and p.pattern.search(text)), "")
    return f"opens with: {found}" if found else ""


def actor_as_object(line: Printed) -> str:
    """The actor's name standing once more in the line, oftener than the Arabic names him: taken for an object."""
    if not line.actor or not line.actor_ar:
        return ""
    name = re.escape(line.actor.removeprefix("The ").removeprefix("the "))
    again = len(re.findall(rf"\b{name}\b(?!['’]s)", line.said))
    in_arabic = fold_word(line.arabic).count(fold_word(line.actor_ar))
    return f"{line.actor} stands again in the line" if again and again >= max(1, in_arabic) else ""


def other_subject(line: Printed) -> str:
    """A sentence of its own without the actor that the rules found in the Arabic: one of the two is wrong."""
    if line.actor or line.implied or not line.meant or shares_word(line.meant, line.said):
        return ""
    return f"{line.meant} does not occur in it"


def shares_word(name: str, text: str) -> bool:
    """Whether a word of a name of four letters and more stands in a text, or what its people are called."""
    words = re.findall(r"[a-z]{4,}", text.lower())
    return any(word[:5] == part[:5] for part in re.findall(r"[a-z]{4,}", name.lower()) for word in words)


def lost_modality(line: Printed) -> str:
    """A denial or a condition that the rules found and that no word of the line keeps."""
    text = f"{line.said} {line.beside}".lower().replace("’", "'")
    if line.modality == "denied" and not found_in_word("denial", text):
        return "denied in the Arabic, not in the line"
    if line.modality == "conditional" and not found_in_word("condition", text):
        return "conditional in the Arabic, not in the line"
    return ""


def found_in_word(id: str, text: str) -> bool:  # noqa: A002 - the name of the column
    """Whether a word of a [[word]] entry stands in a text."""
    return any(p.id == id and p.pattern.search(text) for p in patterns() if p.kind == "word")


def broken(said: str) -> str:
    """English that no sound sentence holds; "" when none is found."""
    found = found_in("grammar", said.lower())
    return f"broken English: {found}" if found else ""
