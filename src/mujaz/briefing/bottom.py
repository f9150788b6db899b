"""The bottom line: one or two sentences made from the highest commitments, declarations and calls."""

import re
from collections.abc import Sequence

from mujaz.english import text as prose
from mujaz.lexicon.english_words import ARTICLES, SCALES, UNITS
from mujaz.records.briefing import Bullet

LONGEST = 32  # words a sentence
TELLING = 3  # words beside those of sums that a bullet needs to say something
OF_SUMS = frozenset(
    "of for from to in by and or between over up dollar dollars euro euros pound pounds dinar dinars riyal riyals "
    "dirham dirhams year years annually yearly month months total amount additional".split()
).union(ARTICLES, SCALES, UNITS[2:11])


NOTHING = "No sum, agreement or adopted document was found."
NO_COMMITMENT = "No commitment, sum, agreement or adopted document was found."
UNSURE = "What the sources state is not translated surely enough to be summed up here."


def bottom_line(
    commitments: Sequence[Bullet],
    declarations: Sequence[Bullet],
    positions: Sequence[Bullet],
    withheld: Sequence[Bullet] = (),
    *,
    silent: bool = False,
) -> tuple[Bullet, ...]:
    """Who, what, how much, by when: the first commitment, then the first declaration (or the next best), as prose.

    Only what is sure is said here: nothing marked, cut or withheld. In each section money goes before words, what is to
    come before what was, the surer before the less sure. When there is neither sum, agreement nor adopted document,
    that is said, since an analyst asks it first; not where `silent` (title or kind speak of one).
    """
    told = (*commitments, *declarations, *positions, *withheld)
    groups = [sorted(filter(sure, group), key=rank) for group in (commitments, declarations, positions)]
    first = [bullet for group in groups for bullet in group][:1]
    rest = [bullet for group in (groups[1], groups[0], groups[2]) for bullet in group if bullet not in first]
    lines = [sentence(bullet) for bullet in (*first, *rest[:1])]
    if not lines and told:
        return (Bullet(what=UNSURE),)
    money = any(bullet.how_much for bullet in told)
    if not silent and not money and not any(set(bullet.labels) & {"agreement", "declaration"} for bullet in told):
        promised = any("commitment" in bullet.labels for bullet in told)
        lines = [*lines[:1], Bullet(what=NOTHING if promised else NO_COMMITMENT)]
    return tuple(lines)


def sure(bullet: Bullet) -> bool:
    """Whether a line may stand in the bottom line: unmarked, whole, with a subject, and saying more than its sum."""
    words = [word for word in re.findall(r"[^\W\d_]+", bullet.what.lower()) if word not in OF_SUMS]
    if bullet.review or not (bullet.who or bullet.form == "sentence"):
        return False
    return len(words) >= TELLING and "…" not in sentence(bullet).what


def rank(bullet: Bullet) -> tuple[float | bool, ...]:
    """Sorts the sure lines of a section, the best first."""
    return (not bullet.how_much, -last_year(bullet), -round(bullet.quality, 1), -bullet.score)


def last_year(bullet: Bullet) -> int:
    """The latest year of its sum and date: what is still to come goes before what was."""
    return max(map(int, re.findall(r"\b20\d\d\b", f"{bullet.how_much} {bullet.by_when}")), default=0)


def sentence(bullet: Bullet) -> Bullet:
    """A bullet as one full sentence, its sum and its date told once."""
    what = prose.shortened(bullet.what, LONGEST)
    if bullet.who and bullet.form == "predicate":
        text = f"{bullet.who} {what}"
    else:
        named = not bullet.who or not bullet.implied or bullet.who in what
        text = what if named else f"{bullet.who}: {what}"
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
