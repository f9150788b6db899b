"""Where an event was: its scene in the text, the place of the dateline, or the seat of the body that acts."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from mujaz.arabic.normalise import fold_word
from mujaz.events.kinds import takes_place
from mujaz.events.lexicon import alternatives, lexicon
from mujaz.events.parties import parties_in
from mujaz.lexicon.places import Place, capitals, place_of, state_named
from mujaz.records.analysis import Analysis

NEAR = 70  # characters between a verb of hosting and its place
NO_HOST = ("attack", "other")  # kinds that happen somewhere in the State that is named first
BODIES_FIRST = ("court", "law")
AT_CAPITAL = ("election",)  # kinds that are decided in the capital when only a State is named


@cache
def patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """("in PLACE", "hosted … PLACE"), folded."""
    listed = alternatives(lexicon().places)
    kind = rf"(?:{alternatives(lexicon().place_kinds)})"
    between = rf"(?:(?:{kind}|الشقيقة|ال\w+ية|ال\w+ي) ){{0,3}}"
    inside = re.compile(rf"(?<!\w)(?:و?في {between}|و?ب(?:ال)?{kind} {between}|و?ب|و?الي {between})({listed})(?!\w)")
    hosted = re.compile(
        rf"(?<!\w)[وف]?(?:[يت]?ستضيف(?:ه|ها)?|استضاف(?:ت|ته|تها|ه|ها)?|[يت]?حتضن(?:ه|ها)?|احتضنت?(?:ه|ها)?|تشهد|شهدت)"
        rf" (?P<gap>[^.؛:]{{0,{NEAR}}}?)(?<!\w)(?P<place>{listed})(?!\w)(?P<more>[^.؛:]{{0,45}})"
    )
    return inside, hosted


def find(analysis: Analysis, naming: Sequence[int], kind: str, first: str) -> tuple[str, Place | None]:
    """The place as written in Arabic and what the lexicon knows of it; ("", None) when nobody states it.

    `naming`: indexes of the sentences that name the event; they are asked first. first: the first sentence of the
    body, without a dateline. An event of a kind without a scene is where its actor sits.
    """
    text = analysis.article.text
    if not takes_place(kind):
        return where_it_sits(analysis, first, kind)
    found = scene(analysis, naming)
    place = best(found, text) if found else None
    if place and kind in AT_CAPITAL and not place.country:
        place = capitals().get(place.english, place)
    if place:
        return place.ar, place
    written, dated = dateline(analysis.article.place, text)
    if written:
        return written, dated
    if kind in NO_HOST:
        return the_state(analysis, first)
    return where_it_sits(analysis, first, kind)


def scene(analysis: Analysis, naming: Sequence[int]) -> list[str]:
    """The places that the text gives the event, as spelt."""
    body = [s for s in analysis.sentences if s.kind in ("body", "heading")]
    named = [plain(s.text) for s in body if s.index in naming]
    others = [plain(s.text) for s in body if s.index not in naming]
    found = first_of(hosted(text) for text in named) or [name for text in named for name in inside(text)]
    found = found or first_of(hosted(text) for text in others if EVENT.search(text))
    found = found or inside(plain(analysis.article.title))
    return found or ([] if analysis.article.place else first_of(inside(text) for text in others[:2]))


def where_it_sits(analysis: Analysis, first: str, kind: str) -> tuple[str, Place | None]:
    """The dateline when it lies in the State that acts, else the seat of who is named first, else the dateline.

    A case is where the court sits, whoever speaks first.
    """
    written, dated = dateline(analysis.article.place, analysis.article.text)
    parties = [party for text in (first, analysis.article.title) for party in parties_in(text)]
    if kind in BODIES_FIRST:
        parties.sort(key=lambda party: bool(party.state))
    for party in parties:
        if party.state and dated and dated.country == party.state:
            return written, dated
        place = party.seat or state_named(party.state)
        if place:
            return place.ar, place
    return written, dated


def the_state(analysis: Analysis, first: str) -> tuple[str, Place | None]:
    """The State that is named first, for what happens somewhere in it."""
    for text in (first, analysis.article.title):
        for party in parties_in(text):
            if party.state and (place := state_named(party.state)):
                return place.ar, place
    return "", None


EVENT = re.compile(r"(?<!\w)(?:و|ب|ل)?(?:ال|لل)?(?:مؤتمر|قمة|حوار|منتدي|ملتقي|اجتماع|ورشة|ندوة)(?!\w)")


def spots(text: str) -> frozenset[str]:
    """The cities that a text names as a scene, and words after "province", "town" and the like; folded, no article."""
    folded = plain(text)
    words = (match.group(1) for match in district().finditer(folded))
    listed = ((word, place_of(word, folded)) for word in words)
    named = {fold_word(place.name or place.ar if place else word).removeprefix("ال") for word, place in listed}
    places = (place_of(name, folded) for name in inside(folded))
    return frozenset(
        named | {fold_word(place.name or place.ar).removeprefix("ال") for place in places if place and place.country}
    )


@cache
def district() -> re.Pattern[str]:
    """The word after "province", "town" and the like, folded."""
    return re.compile(rf"(?<!\w)(?:[وبف]|لل?|ال)?(?:{alternatives(lexicon().district_kinds)}) (\w{{3,}})")


def plain(text: str) -> str:
    """Folded, without the signs of hashtags."""
    return fold_word(text.replace("#", "").replace("_", " "))


def first_of(candidates: Iterable[list[str]]) -> list[str]:
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


def best(found: Sequence[str], text: str) -> Place | None:
    """The first place; where that is a State, the first city of it. text: of the article, for homographs."""
    places = [place for name in found if (place := place_of(name, text))]
    if not places:
        return None
    first = places[0]
    return first if first.country else next((place for place in places if place.country == first.english), first)


def dateline(written: str, text: str) -> tuple[str, Place | None]:
    """The place of a dateline, with English when the lexicon knows it."""
    place = place_of(written, text, dateline=True) if written else None
    return (place.ar if place else written), place
