"""Where an event was held: stated beside its name or a verb of hosting, else the place of the dateline."""

import re
from collections.abc import Sequence
from functools import cache

from mujaz.analysis import Analysis
from mujaz.arabic.normalise import fold_word
from mujaz.events.lexicon import Place, alternatives, lexicon

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
    inside, hosted = patterns()
    body = [s for s in analysis.sentences if s.kind in ("body", "heading")]
    texts = [fold_word(s.text) for s in body if s.index in naming] + [fold_word(s.text) for s in body]
    for text in texts:
        match = hosted.search(text)
        if match and not re.search(r"(?<!\w)(?:في|من|الي) $", match.group("gap")):
            return best([match.group("place"), *listed_in(match.group("more"))])
    for text in texts[: len(naming)]:
        found = [match.group(1) for match in inside.finditer(text)]
        if any(lexicon().places[name].country for name in found) or (found and analysis.article.place == ""):
            return best(found)
    if analysis.article.place:
        return dateline(analysis.article.place)
    for text in texts[len(naming) : len(naming) + 2]:
        if found := [match.group(1) for match in inside.finditer(text)]:
            return best(found)
    return "", None


def listed_in(text: str) -> list[str]:
    """Places that follow at once: "in Tajikistan, the city of Dushanbe"."""
    return re.findall(rf"(?:مدينة|عاصمتها|العاصمة) ({alternatives(lexicon().places)})(?!\w)", text)


def best(found: Sequence[str]) -> tuple[str, Place]:
    """A city before a country, the first before the second; given as listed."""
    places = [lexicon().places[name] for name in found]
    place = next((place for place in places if place.country), places[0])
    return place.ar, place


def dateline(written: str) -> tuple[str, Place | None]:
    """The place of a dateline, with English when the lexicon knows it."""
    place = lexicon().places.get(fold_word(written))
    return (place.ar if place else written), place
