"""Where an event was held: stated beside its name or a verb of hosting, else the place of the dateline."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from mujaz.arabic.normalise import fold_word
from mujaz.events.lexicon import alternatives, lexicon
from mujaz.lexicon.places import Place, place_of
from mujaz.records.analysis import Analysis

NEAR = 70  # characters between a verb of hosting and its place


@cache
def patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """("in PLACE", "hosted … PLACE"), folded."""
    listed = alternatives(lexicon().places)
    kind = r"(?:العاصمة|عاصمة|مدينة|دولة|جمهورية|مملكة|سلطنة)"
    between = rf"(?:(?:{kind}|الشقيقة|ال\w+ية) ){{0,3}}"
    inside = re.compile(rf"(?<!\w)(?:و?في {between}|و?ب(?:ال)?{kind} {between}|و?ب)({listed})(?!\w)")
    hosted = re.compile(
        rf"(?<!\w)[وف]?(?:[يت]?ستضيف(?:ه|ها)?|استضاف(?:ت|ته|تها|ه|ها)?|[يت]?حتضن(?:ه|ها)?|احتضنت?(?:ه|ها)?|تشهد|شهدت)"
        rf" (?P<gap>[^.؛:]{{0,{NEAR}}}?)(?<!\w)(?P<place>{listed})(?!\w)(?P<more>[^.؛:]{{0,45}})"
    )
    return inside, hosted


def find(analysis: Analysis, naming: Sequence[int]) -> tuple[str, Place | None]:
    """The place as written in Arabic and what the lexicon knows of it; ("", None) when nobody states it.

    `naming`: indexes of the sentences that name the event; they are asked first.
    """
    body = [s for s in analysis.sentences if s.kind in ("body", "heading")]
    named = [fold_word(s.text) for s in body if s.index in naming]
    others = [fold_word(s.text) for s in body if s.index not in naming]
    found = first(hosted(text) for text in named) or first(inside(text) for text in named)
    found = found or first(hosted(text) for text in others if EVENT.search(text))
    if found:
        return best(found, analysis.article.text)
    if analysis.article.place:
        return dateline(analysis.article.place, analysis.article.text)
    found = first(inside(text) for text in others[:2])
    return best(found, analysis.article.text) if found else ("", None)


EVENT = re.compile(r"(?<!\w)(?:و|ب|ل)?(?:ال|لل)?(?:مؤتمر|قمة|حوار|منتدي|ملتقي|اجتماع|ورشة|ندوة)(?!\w)")


def first(candidates: Iterable[list[str]]) -> list[str]:
    """The first candidates that are not empty."""
    return next(filter(None, candidates), [])


def inside(text: str) -> list[str]:
    """The places of "in PLACE"."""
    return [match.group(1) for match in patterns()[0].finditer(text)]


def hosted(text: str) -> list[str]:
    """The place that hosts, and one that follows it at once; empty when another place stands between."""
    match = patterns()[1].search(text)
    if not match or re.search(r"(?<!\w)(?:في|من|الي) $", match.group("gap")):
        return []
    return [match.group("place"), *listed_in(match.group("more"))]


def listed_in(text: str) -> list[str]:
    """Places that follow at once: "in Tajikistan, the city of Dushanbe"."""
    return re.findall(rf"(?:مدينة|عاصمتها|العاصمة) ({alternatives(lexicon().places)})(?!\w)", text)


def best(found: Sequence[str], text: str) -> tuple[str, Place | None]:
    """A city before a country, the first before the second; given as listed. text: of the article, for homographs."""
    places = [place for name in found if (place := place_of(name, text))]
    place = next((place for place in places if place.country), places[0] if places else None)
    return place.ar if place else "", place


def dateline(written: str, text: str) -> tuple[str, Place | None]:
    """The place of a dateline, with English when the lexicon knows it."""
    place = place_of(written, text, dateline=True)
    return (place.ar if place else written), place
