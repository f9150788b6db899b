"""Figures worth a line: what is counted, read out of the Arabic and put into English by the lexicon of figures.toml."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mujaz.arabic.normalise import FoldedText, fold_word
from mujaz.arabic.quantity import Number
from mujaz.arabic.script import ARTICLE, CLITICS, without_and, without_article
from mujaz.english import text as prose
from mujaz.errors import DataError
from mujaz.events.dates import words_at
from mujaz.lexicon.english_words import UNITS
from mujaz.records.analysis import Analysis
from mujaz.records.briefing import Bullet, Reference
from mujaz.records.statement import Amount, Statement
from mujaz.resources import package_path
from mujaz.tables import read_toml

WORD = re.compile(r"\w+")
WRITTEN_OUT = 10  # figures under ten are words
BEFORE_SUM = 6  # words before a sum that may say what it is
BETWEEN = 2  # words between a noun and "from 31 States"
ENOUGH = 3  # figures of one sentence


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the figures that are to be found in it."""

    id: str
    ar: str
    reason: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The content of figures.toml; its Arabic folded, as tuples of words, the longest first."""

    before: Mapping[tuple[str, ...], str]
    nouns: Mapping[tuple[str, ...], str]
    adjectives: Mapping[tuple[str, ...], str]
    sums: Mapping[tuple[str, ...], str]
    not_after: frozenset[str]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with what it counts, in English; start, end: offsets of its words in the sentence."""

    english: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class File:
    """What figures.toml holds: Arabic words by their English, but for `before`, which is the other way round."""

    not_after: frozenset[FoldedText]
    before: dict[str, str]
    nouns: dict[str, tuple[str, ...]]
    adjectives: dict[str, tuple[str, ...]]
    sums: dict[str, tuple[str, ...]]
    example: tuple[Example, ...]


@cache
def rules() -> Rules:
    """The packaged figures.toml."""
    return load(package_path("briefing", "figures.toml"))


def load(path: Path) -> Rules:
    """The rules of a file. Raises DataError, also where a form stands under two nouns."""
    file = read_toml(path, File)
    return Rules(
        {tuple(fold_word(ar).split()): english for ar, english in file.before.items()},
        by_form(file.nouns, path.name),
        by_form(file.adjectives, path.name),
        by_form(file.sums, path.name),
        file.not_after,
        file.example,
    )


def by_form(table: Mapping[str, Sequence[str]], name: str) -> dict[tuple[str, ...], str]:
    """English by Arabic form; a form under two English words is an error in the file."""
    found: dict[tuple[str, ...], str] = {}
    for english, forms in table.items():
        for form in forms:
            words = tuple(fold_word(form).split())
            if found.setdefault(words, english) != english:
                raise DataError(f"{name}: {form} stands under {found[words]} and {english}", "keep it in one place")
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def counted(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Counted]:
    """What a sentence counts, as far as the lexicon knows the noun; `taken`: dates and sums to leave out."""
    from mujaz.arabic.numbers import find_numbers

    found: list[Counted] = []
    for number in find_numbers(text):
        if (
            number.kind in ("ordinal", "dual")
            or number.value < 2
            or any(a < number.end and number.start < b for a, b in taken)
        ):
            continue
        if not counts(text, number):
            continue
        unit = noun_after(text, number.end)
        if unit is None:
            continue
        noun, end = unit
        start, more = start_with_words(text, number.start)
        figure = in_words(number.value)
        item = Counted(f"{more} {figure} {noun}".strip(), start, end)
        if found and from_joins(text[found[-1].end : item.start]):
            item = Counted(f"{found.pop().english} from {item.english}", start, end)
        found.append(item)
    return found


def in_words(value: float) -> str:
    """A figure as it stands before what is counted: "three", "1,250"; "" for one, which the noun says itself."""
    if not float(value).is_integer() or value >= WRITTEN_OUT:
        return prose.number(value)
    return UNITS[int(value)] if value > 1 else ""


def counts(text: str, number: Number) -> bool:
    """False for the number of a resolution or article, a range, a number in brackets, "the four …"."""
    before = text[: number.start].split()
    previous = fold_word(before[-1]).strip("()«»-") if before else ""
    if previous in rules().not_after or previous.lstrip(CLITICS) in rules().not_after:
        return False
    if text[: number.start].endswith(("(", "-", "/")) or text[number.end :].startswith(
        ("-", "/", ")", "%", "٪", " %", " ٪")
    ):
        return False
    return not fold_word(text[number.start : number.end]).startswith(ARTICLE)


def noun_after(text: str, start: int) -> tuple[str, int] | None:
    """(English of noun and adjective, end of the Arabic) right after a number; None for a noun that is not known."""
    ahead = list(WORD.finditer(text[start : start + 80]))
    if ahead and ahead[0].group() == "من":  # "1,250 of the workers"
        ahead = ahead[1:]
        if not ahead or not fold_word(ahead[0].group()).startswith(ARTICLE):
            return None
    if not ahead or re.search(r"[^\w\sً-ْ]", text[start : start + ahead[0].start()]):
        return None
    noun = longest(ahead, rules().nouns)
    if noun is None:
        return None
    english, length = noun
    end = start + ahead[length - 1].end()
    rest = ahead[length:]
    if rest and not text[end : start + rest[0].start()].strip():
        adjective = longest(rest, rules().adjectives)
        if adjective:
            english, end = f"{adjective[0]} {english}", start + rest[adjective[1] - 1].end()
    return english, end


def longest(words: Sequence[re.Match[str]], table: Mapping[tuple[str, ...], str]) -> tuple[str, int] | None:
    """The longest entry of the table that the words begin with, and how many words it has."""
    folded = [without_article(fold_word(word.group())) for word in words[:3]]
    for form, english in table.items():
        if len(form) <= len(folded) and all(
            have in (want, f"{want}ا") or have == without_article(want)
            for want, have in zip(form, folded, strict=False)
        ):
            return english, len(form)
    return None


def start_with_words(text: str, start: int) -> tuple[int, str]:
    """The number's start, moved back over "more than", "about", and those words in English."""
    words = list(WORD.finditer(text[:start]))
    for form, english in rules().before.items():
        tail = words[-len(form) :]
        folded = [fold_word(word.group()) for word in tail]
        if folded and folded[0] not in form:
            folded[0] = without_and(folded[0])
        if tuple(folded) == form and not text[tail[-1].end() : start].strip():
            return tail[0].start(), english
    return start, ""


def from_joins(between: str) -> bool:
    """True where only "from", or an adjective and "from", stands between two figures: 640 officers from 22 States."""
    words = between.split()
    return bool(words) and words[-1] == "من" and len(words) <= BETWEEN and not re.search(r"[،؛.,:]", between)


def of_statement(statement: Statement) -> list[Counted]:
    """The figures of one sentence of the body, dates and sums left out."""
    if statement.kind != "body":
        return []
    base = statement.start
    taken = [words_at(when, base, statement.ar) for when in statement.dates if when.start >= 0]
    taken += [(amount.start - base, amount.end - base) for amount in statement.amounts if amount.start >= 0]
    return counted(statement.ar, taken)


def named_sums(statement: Statement) -> Iterator[str]:
    """The sums of a sentence whose words say what they are: "Funding gap: $380 million"."""
    for amount in statement.amounts:
        name = name_of(amount, statement)
        if name and amount.currency != "%":
            yield f"{name}: {prose.sums((amount,))}"


def name_of(amount: Amount, statement: Statement) -> str:
    """What a sum is, by the last known word before it; "" where none stands near."""
    if amount.start < statement.start:
        return ""
    words = [fold_word(w) for w in WORD.findall(statement.ar[: amount.start - statement.start])][-BEFORE_SUM:]
    for at in range(len(words) - 1, -1, -1):
        for form, english in rules().sums.items():
            forms = (words[at], words[at].lstrip(CLITICS), without_article(words[at]))
            if form[0] in forms and tuple(words[at + 1 : at + len(form)]) == form[1:]:
                return english
    return ""


def bullets(members: Sequence[Analysis], used: Collection[Reference]) -> list[Bullet]:
    """One bullet a sentence that counts something known; named sums too, unless a commitment (`used`) shows them."""
    found: list[Bullet] = []
    seen: set[str] = set()
    for number, analysis in enumerate(members, 1):
        for statement in analysis.statements:
            ref = Reference(number, statement.sentence)
            told = [item.english for item in of_statement(statement)]
            if statement.kind == "body" and ref not in used:
                told = [*named_sums(statement), *told]
            shown = [text for text in dict.fromkeys(told) if text.lower() not in seen][:ENOUGH]
            seen.update(text.lower() for text in shown)
            if any(letter.isdigit() for text in shown for letter in text):  # "five States" alone is no news
                score = 1.0 + 0.5 * len(shown) + statement.key
                found.append(Bullet(what=prose.capital("; ".join(shown)), refs=(ref,), score=score))
    return sorted(found, key=lambda bullet: (-bullet.score, bullet.refs))
