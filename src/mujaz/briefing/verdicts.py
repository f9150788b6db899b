"""What people said of a line, applied to it.

An accepted line is sure, a corrected one says what it should, a rejected one stays out. Verdicts are found by the
Arabic clause. A sentence corrected in the translation memory reaches every line made of it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from sqlite3 import Connection

from mujaz.english import text as prose
from mujaz.errors import UsageError
from mujaz.lexicon.english_words import SCALES, SHORT_SCALES
from mujaz.records.article import Precision, When
from mujaz.records.briefing import Bullet
from mujaz.records.review import Field, Reviewed, Verdict
from mujaz.records.statement import Amount
from mujaz.store.verdicts import corrected_sentences, every_verdict
from mujaz.translation.memory import normalised

NONE = ("none", "-", "–")  # a correction that takes a sum or a date away
SCALE = {"": 1} | SCALES | SHORT_SCALES
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "dollars": "USD", "euros": "EUR", "pounds": "GBP"}
MONEY = re.compile(
    r"(?P<sign>[$€£]|[A-Z]{3})?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>thousand|million|billion|trillion|m|bn)?"
    r"\s*(?P<name>[A-Z]{3}|dollars|euros|pounds)?(?:\s+(?:a|per)\s+(?P<per>year|month|day))?"
)
DATE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)")
PRECISION: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class Verdicts:
    """All verdicts. by_clause: by normalised clause and field. sentences: corrected ones, normalised, with English."""

    by_clause: Mapping[tuple[str, Field], Verdict] = field(default_factory=dict)
    sentences: tuple[tuple[str, str, str], ...] = ()

    def of(self, ar: str, name: Field) -> Verdict | None:
        """The verdict on one field of a clause; on its wording also that of a corrected sentence it stands in."""
        clause = clause_key(ar)
        own = self.by_clause.get((clause, name))
        if own or name != "line" or not clause:
            return own
        for sentence, english, at in self.sentences:
            if clause in sentence:
                return Verdict(ar=ar, field="line", verdict="corrected", value=english, who="translation memory", at=at)
        return None

    def latest(self, ar: str) -> Reviewed | None:
        """What a line made of this clause carries: its rejection, else the latest of its verdicts."""
        fields: tuple[Field, ...] = ("line", "who", "sum", "date")
        found = [verdict for name in fields if (verdict := self.of(ar, name))]
        if not found:
            return None
        last = max(found, key=lambda verdict: (verdict.verdict == "rejected", verdict.at))
        return Reviewed(last.verdict, last.who, last.at)


def verdicts_of(connection: Connection) -> Verdicts:
    """Everything that people said, as the store holds it."""
    found = {(clause, verdict.field): verdict for clause, verdict in every_verdict(connection)}
    return Verdicts(found, tuple(corrected_sentences(connection)))


def clause_key(ar: str) -> str:
    """The form an Arabic clause is known by."""
    return normalised(prose.clean(ar))


def applied(bullet: Bullet, verdicts: Verdicts | None) -> Bullet:
    """The line as people want it; a rejected one says so in `reviewed` and is left out by whoever prints."""
    if verdicts is None or not bullet.ar:
        return bullet
    reviewed = verdicts.latest(bullet.ar)
    if reviewed is None:
        return bullet
    made = replace(bullet, reviewed=reviewed)
    line, who, money, day = (verdicts.of(bullet.ar, name) for name in ("line", "who", "sum", "date"))
    if line and line.verdict == "corrected":
        made = worded(made, line.value)
    if line and made.what:
        made = replace(made, review=False)
    if who:
        made = replace(made, who=who.value)
    if money:
        made = replace(made, how_much=prose.sums(amounts_of(money.value)))
    if day:
        when = when_of(day.value)
        made = replace(made, by_when=prose.when(when) if when else "")
    return made


def worded(bullet: Bullet, text: str) -> Bullet:
    """The line with other words: a whole sentence, or, from a small letter on, what follows the actor."""
    what = prose.clean(text).rstrip(" .")
    predicate = bool(bullet.who) and what[:1].islower()
    return replace(
        bullet, what=what, form="predicate" if predicate else "sentence", tag="" if predicate else bullet.tag
    )


def kept(bullets: Iterable[Bullet]) -> list[Bullet]:
    """Without the lines that somebody rejected; what a corrected sentence says for two of its clauses is said once."""
    said: set[str] = set()
    found = []
    for bullet in bullets:
        if bullet.reviewed and (bullet.reviewed.verdict == "rejected" or bullet.what in said):
            continue
        if bullet.reviewed:
            said.add(bullet.what)
        found.append(bullet)
    return found


def amounts_of(text: str) -> tuple[Amount, ...]:
    """The sum that a correction names: "65,000,000 USD", "$65 million a year"; "none" for no sum. Raises UsageError."""
    if text.strip().lower() in NONE:
        return ()
    match = MONEY.fullmatch(text.strip())
    code = (match["sign"] or match["name"] or "") if match else ""
    code = SIGNS.get(code, code)
    if not match or not code:
        raise UsageError(f"{text!r} is no sum", 'write "65,000,000 USD", "$65 million a year" or "none"')
    value = float(match["number"].replace(",", "")) * SCALE[match["scale"] or ""]
    return (Amount(value, code, match["per"] or ""),)


def when_of(text: str) -> When | None:
    """The date that a correction names: 2027-03, "by 2027", 2026/2027; None for "none". Raises UsageError."""
    if text.strip().lower() in NONE:
        return None
    until = text.strip().lower().startswith(("by ", "../"))
    days = DATE.findall(text)
    if len(days) not in (1, 2) or (until and len(days) != 1):
        raise UsageError(f"{text!r} is no date", 'write 2027, 2027-03, 2027-03-31, "by 2027-03", 2026/2027 or "none"')
    if len(days) == 2:
        return When(f"{days[0]}/{days[1]}", "interval")
    return When(f"../{days[0]}" if until else days[0], PRECISION[len(days[0])])
