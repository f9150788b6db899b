"""What to check: failed checks, inferred dates and currencies, sources that disagree – in words a reader understands."""

from collections.abc import Iterable, Sequence

from mujaz.analysis import Analysis
from mujaz.briefing import prose
from mujaz.briefing.lexicon import words
from mujaz.briefing.record import Bullet, Reference
from mujaz.events.record import Event
from mujaz.statements.record import Statement
from mujaz.translation.base import Check


def said(check: Check) -> str:
    """A failed check as a clause; one that words.toml does not know is named."""
    form = words().checks.get(check.name, f"the check “{check.name}” failed ({{detail}})")
    return form.replace("{detail}", prose.clean(check.detail)).replace(" ()", "")


def failed(statement: Statement) -> tuple[str, ...]:
    """The failed checks of a sentence in plain words."""
    return tuple(said(check) for check in statement.checks if not check.ok)


def bullets(
    event: Event, members: Sequence[Analysis], cited: Sequence[Reference], disagreements: Iterable[Bullet] = ()
) -> list[Bullet]:
    """Most serious first: disagreements, failed checks of cited sentences, dates, currencies; then the rest, counted."""
    found = list(disagreements)
    others = 0
    for number, analysis in enumerate(members, 1):
        for statement in analysis.statements:
            ref = Reference(number, statement.sentence)
            if not failed(statement):
                continue
            if ref in cited:
                text = prose.capital("; ".join(failed(statement)))
                found.append(Bullet(what=text, refs=(ref,), review=True, score=5.0))
            else:
                others += 1
    found += [*dates(event), *currencies(members, cited)]
    if not event.place_ar:
        found.append(Bullet(what="No source states the place", score=2.0))
    if others:
        count = "1 other sentence" if others == 1 else f"{others} other sentences"
        found.append(Bullet(what=f"{count}, not used on this page, failed a check; see the appendix", score=1.0))
    return found


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
