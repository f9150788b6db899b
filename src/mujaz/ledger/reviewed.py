"""What people said of a line, applied to the commitment it was made of."""

from dataclasses import replace

from mujaz.briefing.verdicts import Verdicts, amounts_of, when_of
from mujaz.english import text as prose
from mujaz.records.digest import Commitment


def reviewed(commitment: Commitment, verdicts: Verdicts) -> Commitment | None:
    """The commitment as people want it; None when they rejected it."""
    said = verdicts.latest(commitment.ar)
    if said is None:
        return commitment
    if said.verdict == "rejected":
        return None
    made = replace(commitment, reviewed=said)
    line, who, money, day = (verdicts.of(commitment.ar, name) for name in ("line", "who", "sum", "date"))
    if line and line.verdict == "corrected":
        made = replace(made, what=prose.clean(line.value).rstrip(" ."), confidence=None)
    if line and made.what:
        made = replace(made, review=False, failed=())
    if who:
        made = replace(made, actor=who.value, actor_ar="")  # what the Arabic called it is no longer what it is known by
    if money:
        amounts = amounts_of(money.value)
        status = made.status if made.status != "none" or not amounts else "pledged"
        made = replace(made, amounts=amounts, how_much=prose.sums(amounts), status=status if amounts else "none")
    if day:
        when = when_of(day.value)
        made = replace(made, deadline=when, by_when=prose.when(when) if when else "")
    return made
