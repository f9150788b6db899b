"""The bottom line: one or two sentences made from the highest commitments, declarations and calls."""

import re
from collections.abc import Sequence

from mujaz.english import text as prose
from mujaz.records.briefing import Bullet
from mujaz.records.statement import Label

LONGEST = 32  # words a sentence
TELLING = 3  # words beside those of sums that a bullet needs to say something
OF_SUMS = frozenset(
    "a an the of for from to in by and or between over up thousand million billion dollar dollars euro euros pound "
    "pounds dinar dinars riyal riyals dirham dirhams year years annually yearly month months total amount additional "
    "two three four five six seven eight nine ten".split()
)


def bottom_line(
    commitments: Sequence[Bullet], declarations: Sequence[Bullet], positions: Sequence[Bullet]
) -> tuple[Bullet, ...]:
    """Who, what, how much, by when: the first commitment, then the first declaration (or the next best), as prose.

    In each section what passed its checks goes before what failed one, whole sentences before cut ones, money before
    words, what is to come before what was. When there is neither sum, agreement nor adopted document, that is said: it
    is what an analyst asks first.
    """
    money = [bullet for bullet in commitments if bullet.how_much]
    groups = [sorted(group, key=rank) for group in (commitments, declarations, positions)]
    first = [bullet for group in groups for bullet in group][:1]
    rest = [bullet for group in (groups[1], groups[0], groups[2]) for bullet in group if bullet not in first]
    lines = [sentence(bullet) for bullet in (*first, *rest[:1])]
    told = (*commitments, *declarations, *positions)
    if not money and not any(set(bullet.labels) & {"agreement", "declaration"} for bullet in told):
        nothing = "No sum, agreement or adopted document was found."
        if not commitments:
            nothing = "No commitment, sum, agreement or adopted document was found."
        lines = [*lines[:1], Bullet(what=nothing)]
    return tuple(lines)


def rank(bullet: Bullet) -> tuple[float | bool, ...]:
    """Sorts the bullets of a section for the bottom line, the best first.

    One that says nothing beside its sum, or names nobody, makes no sentence: it comes after those that failed a check.
    """
    words = [word for word in re.findall(r"[^\W\d_]+", bullet.what.lower()) if word not in OF_SUMS]
    empty = not bullet.who or len(words) < TELLING
    cut = sentence(bullet).what.endswith(("…", "… ", "…."))
    return (empty or bullet.review, empty, cut, not bullet.how_much, -last_year(bullet), -bullet.score)


def last_year(bullet: Bullet) -> int:
    """The latest year of its sum and date: what is still to come goes before what was."""
    return max(map(int, re.findall(r"\b20\d\d\b", f"{bullet.how_much} {bullet.by_when}")), default=0)


VERBS: tuple[tuple[Label, str], ...] = (  # what stands between the actor and a noun phrase, by label
    ("funding", "announced funding: "),
    ("commitment", "committed to "),
    ("agreement", "agreed on "),
    ("call", "called for "),
    ("declaration", "affirmed "),
    ("endorsement", "voiced support: "),
    ("concern", "voiced concern: "),
)


def sentence(bullet: Bullet) -> Bullet:
    """A bullet as one full sentence, its sum and its date told once."""
    what = prose.shortened(bullet.what, LONGEST)
    if bullet.who and bullet.form == "predicate":
        text = f"{bullet.who} {what}"
    elif bullet.who and bullet.how_much:  # the sum as the rules read it goes before the machine's words
        by_when = f", {bullet.by_when}" if bullet.by_when else ""
        text = f"{bullet.who} announced {bullet.how_much}{by_when}: {prose.lower_first(what, bullet.who.split())}"
    elif bullet.who and bullet.form == "phrase":
        verb = next((verb for label, verb in VERBS if label in bullet.labels), "said: ")
        text = f"{bullet.who} {verb}{what}"
        text = re.sub(r"^(.+ (?:committed|agreed)) (?:to|on) to ", r"\1 to ", text)
        text = text.replace(" called for to ", " called on others to ").replace(" affirmed to ", " decided to ")
    else:
        text = prose.capital(what)
    tail = ", ".join(part for part in (bullet.how_much, bullet.by_when) if part and not told(part, text))
    return Bullet(
        what=f"{prose.capital(text)} ({tail})." if tail else prose.capital(text) + ("" if text.endswith("…") else "."),
        refs=bullet.refs,
        review=bullet.review,
        labels=bullet.labels,
    )


CURRENCY = (("$", ("$", "dollar")), ("euros", ("euro",)), ("£", ("£", "pound")), ("%", ("%", "per cent", "percent")))


def told(part: str, text: str) -> bool:
    """True when every figure of `part` already stands in `text`, with its currency."""
    figures = [word.strip("()$€£,;") for word in part.replace("–", " ").split() if any(c.isdigit() for c in word)]
    signs = [names for sign, names in CURRENCY if sign in part]
    signs += [(code,) for code in re.findall(r"\b[A-Z]{3}\b", part)]
    named = all(any(name in text.lower() or name in text for name in names) for names in signs)
    return bool(figures) and named and all(figure in text for figure in figures)
