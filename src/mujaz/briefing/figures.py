"""Figures worth a line: what was counted, read out of the Arabic, so that the page can say it in English."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from mujaz.analysis import Analysis
from mujaz.arabic.normalise import fold_word
from mujaz.briefing import prose
from mujaz.briefing.record import Bullet, Reference
from mujaz.events.dates import words_at
from mujaz.resources import package_path
from mujaz.statements.record import Statement

END = re.compile(r"[،؛:.,;!؟?()\[\]«»\"“”–\n]")
AND_NUMBER = re.compile(r"و ?\d")


@dataclass(frozen=True, slots=True)
class Rules:
    """figures.toml with its words folded, as the sentences are."""

    before: tuple[str, ...]
    stops: frozenset[str]
    not_after: frozenset[str]
    time_units: frozenset[str]
    longest: int
    examples: tuple[dict[str, Any], ...]


@cache
def rules() -> Rules:
    """The packaged figures.toml."""
    data = tomllib.loads(package_path("briefing", "figures.toml").read_text(encoding="utf-8"))
    folded = {key: [fold_word(word) for word in data[key]] for key in ("before", "stops", "not_after", "time_units")}
    return Rules(
        tuple(sorted(folded["before"], key=len, reverse=True)),
        frozenset(folded["stops"]),
        frozenset(folded["not_after"]),
        frozenset(folded["time_units"]),
        data["longest"],
        tuple(data["example"]),
    )


def counted(text: str, taken: Sequence[tuple[int, int]] = ()) -> Iterator[str]:
    """The Arabic phrases of `text` that count something, as written; `taken`: dates and sums to leave out."""
    from mujaz.arabic.months import month_table
    from mujaz.arabic.numbers import find_numbers

    last = 0
    for number in find_numbers(text):
        year = number.kind == "figure" and 1900 <= number.value <= 2100 and number.end - number.start == 4
        inside = any(start < number.end and number.start < end for start, end in taken)
        if number.kind in ("ordinal", "dual") or number.value < 2 or year or inside or number.start < last:
            continue
        before = text[: number.start].split()
        previous = fold_word(before[-1]).strip("()«»-") if before else ""
        if previous in rules().not_after or previous.lstrip("وبفل") in rules().not_after:
            continue
        if text[: number.start].endswith(("(", "-", "/")) or text[number.end :].startswith(("-", "/", ")")):
            continue
        end = unit_end(text, number.end)
        unit = text[number.end : end].split()
        percent = (
            text[number.end : number.end + 2].strip()[:1] in ("%", "٪") or text[number.start : number.end][-1] in "%٪"
        )
        if not percent and (
            not unit or fold_word(unit[0]) in rules().time_units or fold_word(unit[0]) in month_table()
        ):
            continue
        if fold_word(text[number.start : number.end]).startswith("ال"):  # "the four pillars" tell nothing new
            continue
        last = end
        yield " ".join(text[start_with_words(text, number.start) : end].split())


def unit_end(text: str, start: int) -> int:
    """Where what was counted ends: at a mark, a stop word, "and 30 …", or after `longest` words."""
    mark = END.search(text, start)
    following = AND_NUMBER.search(text, start)
    limit = min(mark.start() if mark else len(text), following.start() if following else len(text))
    end, seen = start, 0
    for word in re.finditer(r"\S+", text[start:limit]):
        if fold_word(word.group()) in rules().stops or seen == rules().longest:
            break
        end, seen = start + word.end(), seen + 1
    return end


def start_with_words(text: str, start: int) -> int:
    """The number's start, moved back over "more than", "about"."""
    head = text[:start].rstrip()
    for words in rules().before:
        count = len(words.split())
        tail = head.split()[-count:]
        if [fold_word(word).lstrip("و") if i == 0 else fold_word(word) for i, word in enumerate(tail)] == words.split():
            position = len(head)
            for word in reversed(tail):
                position = head.rindex(word, 0, position)
            return position
    return start


def phrases(statement: Statement) -> list[str]:
    """The counted phrases of one sentence, dates and sums left out."""
    if statement.kind != "body":
        return []
    base = statement.start
    taken = [words_at(when, base, statement.ar) for when in statement.dates if when.start >= 0]
    taken += [(amount.start - base, amount.end - base) for amount in statement.amounts if amount.start >= 0]
    return list(counted(statement.ar, taken))


def bullets(members: Sequence[Analysis], english: Mapping[str, str], used: Collection[Reference]) -> list[Bullet]:
    """One bullet a sentence that counts something; sums that no commitment of the page shows come too."""
    found, seen = [], set()
    for number, analysis in enumerate(members, 1):
        for statement in analysis.statements:
            ref = Reference(number, statement.sentence)
            shown = []
            for phrase in phrases(statement):
                text = prose.unquoted(prose.clean(english.get(phrase, ""))).rstrip(" .,;")
                if text and not lost(phrase, text) and text.lower() not in seen:
                    seen.add(text.lower())
                    shown.append(text)
            if statement.kind == "body" and statement.amounts and ref not in used:
                total = prose.sums(statement.amounts)
                if total not in seen:
                    seen.add(total)
                    shown.insert(0, total)
            if shown:
                text = prose.shortened("; ".join(shown), 30)
                found.append(
                    Bullet(what=prose.capital(text), refs=(ref,), score=1.0 + 0.5 * len(shown) + statement.key)
                )
    return sorted(found, key=lambda bullet: (-bullet.score, bullet.refs))


def lost(arabic: str, english: str) -> bool:
    """True when the figure of the phrase is not in its English, in digits or in words."""
    from mujaz.arabic.numbers import english_numbers, find_numbers

    values = {number.value for number in english_numbers(english)}
    return any(number.value not in values for number in find_numbers(arabic) if number.kind != "ordinal")
