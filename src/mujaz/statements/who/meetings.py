"""Between whom a meeting was held: "الحوار بين دولة قطر ومكتب الأمم المتحدة" names the sides for the whole article."""

from collections.abc import Sequence

from mujaz.statements.view import View
from mujaz.statements.who.entities import Names
from mujaz.statements.who.mentions import mention_at
from mujaz.statements.who.naming import Namer

_REACH = 12


def meeting_parties(views: Sequence[View], known: Names, namer: Namer) -> str:
    """English of the two sides of the article's meeting, "A and B"; "" where it tells of none."""
    for view in views:
        for at, word in enumerate(view.words):
            if word != "بين" or not near_event(view, at, known):
                continue
            first = mention_at(view, at + 1, known)
            if first is None or first.kind not in ("state", "body") or first.end >= len(view.words):
                continue
            if not view.words[first.end].startswith("و"):
                continue
            second = mention_at(view, first.end, known)
            if second is not None and second.kind in ("state", "body"):
                sides = (namer.story.party(first), namer.story.party(second))
                if sides[0] and sides[1]:
                    return f"{namer.name(sides[0])} and {namer.name(sides[1])}"
    return ""


def near_event(view: View, at: int, known: Names) -> bool:
    """Whether a word for a meeting stands shortly before."""
    return any(
        word in known.events or word.lstrip("وبلف") in known.events or "ال" + word.removeprefix("لل") in known.events
        for word in view.words[max(0, at - _REACH) : at]
    )
