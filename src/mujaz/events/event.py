"""One Event out of the facts of its articles: the fullest name, stated dates first, a city before a country."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mujaz.arabic.normalise import fold
from mujaz.events.facts import Facts, fullness
from mujaz.events.names import Name, find_names
from mujaz.records.analysis import Analysis
from mujaz.records.article import When
from mujaz.records.event import Event

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary

ORGANISED = re.compile(
    r"(?<!\w)(?:بتنظيم(?: مشترك)?(?: من| بين)?|و?بالتعاون (?:مع|بين)|و?بالشراكة (?:مع|بين)|و?بدعم من|و?برعاية"
    r"|[يت]?نظم(?:ت|ه|ته|ها|تها)?|استضافت?(?:ه|ها)?)(?!\w)"
)
# The same of an event spoken of as known, "the conference, which Kuwait hosted"; its name need not stand beside it.
HOSTED = re.compile(
    r"(?<!\w)ال(?:مؤتمر|حوار|اجتماع|منتدي|قمة|ندوة|دورة)،? (?:الذي|التي) "
    r"(?:(?:استضاف|نظم)(?:ته|تها|ه|ها)|[يت](?:ستضيف|نظم)(?:ه|ها))(?!\w)(?!.{0,60}(?:\b(?:19|20)\d\d\b|الماضي|قبل عام))"
)
REACH = 150  # characters after such words in which the organisers are named


def event_of(
    members: Sequence[Facts], analyses: Mapping[str, Analysis], reasons: Sequence[str], glossary: "Glossary | None"
) -> Event:
    """The event of these articles, earliest first; English is added later."""
    ordered = sorted(members, key=lambda item: (item.day or "9999", item.article))
    named = [item for item in ordered if item.name]
    if 2 * len(named) < len(ordered):  # one article in many speaks of a summit: that is not what they report together
        named = []
    teller = max(named, key=lambda item: fullness(item.name) if item.name else ()) if named else ordered[0]
    start, end = dates_of(ordered)
    placed = place_of(ordered)
    kinds = Counter(item.kind for item in (named or ordered))
    name = teller.name if named else None
    return Event(
        id="e" + ordered[0].article,
        title_ar=name.ar if name else teller.title,
        kind=max(kinds, key=lambda kind: (kinds[kind], kind == teller.kind)),
        articles=tuple(item.article for item in ordered),
        date_start=start,
        date_end=end,
        place_ar=placed.place_ar if placed else "",
        place_en=placed.place.named_by(glossary) if placed and placed.place else "",
        organisers_en=organisers(name, [analyses[item.article] for item in ordered], glossary) if name else (),
        title_at=(teller.article, name.sentence) if name else None,
        reasons=tuple(reasons),
    )


def dates_of(members: Sequence[Facts]) -> tuple[When | None, When | None]:
    """First and last day: days with an end before single days, what texts tell before the day of a report.

    Of several days the one that most articles tell, of those the earliest.
    """
    dated = [item for item in members if item.start]
    for chosen in ([i for i in dated if i.end], [i for i in dated if i.start and i.start.known == "stated"], dated):
        counts = Counter(item.start.value for item in chosen if item.start)
        if counts:
            day = min(counts, key=lambda value: (-counts[value], value))
            return next((i.start, i.end) for i in chosen if i.start and i.start.value == day)
    return None, None


def place_of(members: Sequence[Facts]) -> Facts | None:
    """The article that names the place: a scene before a seat, a city before a State, the place that most name."""
    placed = [item for item in members if item.place_ar]
    cities = [item for item in placed if item.place and not item.place.is_state]
    scenes = [item for item in cities if item.scene]
    counts = Counter(item.place_ar for item in cities or placed)
    return max(scenes or cities or placed, key=lambda item: counts[item.place_ar], default=None)


def organisers(name: Name, members: Sequence[Analysis], glossary: "Glossary | None") -> tuple[str, ...]:
    """The two sides of a dialogue; bodies and states the glossary knows, right after "organised by" and the like."""
    if glossary is None:
        return ()
    found = listed(name.subject, glossary) if name.link == "between" else []
    for analysis in members:
        for sentence in analysis.sentences:
            if sentence.kind != "body":
                continue
            folded = fold(sentence.text)
            pattern = ORGANISED if any(True for _ in find_names(sentence.text)) else HOSTED
            for match in pattern.finditer(folded.text):
                span = folded.span(match.end(), min(match.end() + REACH, len(folded.text)))
                found += listed(sentence.text[span.start : span.end], glossary)
    return tuple(dict.fromkeys(found))[:5]


def listed(text: str, glossary: "Glossary") -> list[str]:
    """The bodies and states named one after the other from the start of `text`: only short words stand between them."""
    found, last = [], 0
    for hit in glossary.find(text):
        gap = text[last : hit.start]
        if len(gap.split()) > 2 or re.search(r"[.؛:]", gap):
            break
        if hit.entry.type in ("body", "country"):
            found.append(hit.entry.english)
        last = hit.end
    return found
