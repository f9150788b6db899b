"""What to check: failed checks, inferred dates and currencies, sources that differ – in a reader's words."""

import re
from collections.abc import Iterable, Sequence

from mujaz.arabic.script import ARABIC_SIGN
from mujaz.english import text as prose
from mujaz.english.wordings import words
from mujaz.records.analysis import Analysis
from mujaz.records.briefing import Bullet, Reference
from mujaz.records.event import Event
from mujaz.records.statement import Statement
from mujaz.records.translation import Check
from mujaz.statements.duplicates import Disagreement

DIFFER = "The sources differ"  # how such a bullet begins; the digest tells these apart by it

SHOWN = 4  # details of one check on the page; all of them stand in the appendix


def said(check: Check) -> str:
    """A failed check as a clause with its detail; one that words.toml does not know is named."""
    heading = words().checks.get(check.name, f"The check “{check.name}” failed")
    return f"{heading}: {prose.clean(check.detail)}" if check.detail else heading


def failed(statement: Statement) -> tuple[str, ...]:
    """The failed checks of a sentence in plain words."""
    return tuple(said(check) for check in statement.checks if not check.ok)


def bullets(
    event: Event, members: Sequence[Analysis], cited: Sequence[Reference], disagreements: Iterable[Disagreement] = ()
) -> list[Bullet]:
    """Most serious first: sources that differ, failed checks (one line a check), dates, currencies, place.

    Only cited sentences are named; the others that failed a check are counted at the end.
    """
    found = [differing(item, members) for item in disagreements]
    by_check: dict[str, list[tuple[Reference, str]]] = {}
    others = 0
    for number, analysis in enumerate(members, 1):
        for statement in analysis.statements:
            ref = Reference(number, statement.sentence)
            wrong = [check for check in statement.checks if not check.ok]
            if ref not in cited:
                others += bool(wrong)
                continue
            for check in wrong:
                by_check.setdefault(check.name, []).append((ref, check.detail))
    order = [*words().checks, *by_check]
    for rank, name in enumerate(sorted(by_check, key=order.index)):
        found.append(failing(name, by_check[name], score=5.0 - 0.1 * rank))
    found += [*dates(event), *currencies(members, cited)]
    if not event.place_ar:
        found.append(Bullet(what="No source states the place", score=2.0))
    if others:
        count = "1 other sentence" if others == 1 else f"{others} other sentences"
        found.append(Bullet(what=f"{count}, not used on this page, failed a check; see the appendix", score=1.0))
    return found


def failing(name: str, cases: Sequence[tuple[Reference, str]], score: float) -> Bullet:
    """One line for all sentences that failed one check: what is wrong, in English, and where."""
    details = list(dict.fromkeys(part for _, detail in cases for part in in_english(detail)))
    more = f" and {len(details) - SHOWN} more" if len(details) > SHOWN else ""
    heading = words().checks.get(name, f"The check “{name}” failed")
    text = f"{heading}: {'; '.join(details[:SHOWN])}{more}" if details else heading
    return Bullet(what=prose.shortened(text, 40), refs=unique(ref for ref, _ in cases), review=True, score=score)


def in_english(detail: str) -> list[str]:
    """What a reader of English can use of a detail: "missing: ARABIC = English; …" gives the English."""
    parts = []
    for part in re.split(r"; | – ", prose.clean(detail)):
        text = part.partition(" = ")[2] or part
        text = re.sub(r"^missing: ", "", text)
        if text and not ARABIC_SIGN.search(text):
            parts.append(re.sub(r"\s*\([A-Z-]+\)$", "", text))
    return parts


def differing(item: Disagreement, members: Sequence[Analysis]) -> Bullet:
    """Two sources that name different sums for the same thing."""
    number = {analysis.article.id: n for n, analysis in enumerate(members, 1)}
    refs = []
    for place in (item.first, item.second):
        article, _, index = place.rpartition(":")
        refs.append(Reference(number[article], int(index)))
    first, second = prose.sums(item.first_amounts), prose.sums(item.second_amounts)
    return Bullet(what=f"{DIFFER}: {first} or {second}", refs=tuple(refs), review=True, score=8.0)


def dates(event: Event) -> list[Bullet]:
    """A remark when the date is missing or was worked out."""
    if event.date_start is None:
        return [Bullet(what="No source states the date of the event", score=3.0)]
    if event.date_start.known == "inferred":
        return [Bullet(what=f"The date {prose.when(event.date_start)} is inferred, not stated", score=3.0)]
    return []


def currencies(members: Sequence[Analysis], cited: Sequence[Reference]) -> list[Bullet]:
    """One remark a currency that was taken from a bare "dollar", "dinar", "riyal"."""
    refs: dict[str, list[Reference]] = {}
    for number, analysis in enumerate(members, 1):
        for statement in analysis.statements:
            ref = Reference(number, statement.sentence)
            for amount in statement.amounts:
                if amount.inferred_currency and ref in cited:
                    refs.setdefault(amount.currency, []).append(ref)
    return [
        Bullet(what=f"Currency: taken as {code}; the source names it without its country", refs=unique(at), score=2.5)
        for code, at in refs.items()
    ]


def unique(refs: Iterable[Reference]) -> tuple[Reference, ...]:
    """In order, each once."""
    return tuple(sorted(set(refs)))
