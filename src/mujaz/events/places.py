"""Where an event was: its scene in the text, the place of the dateline, or the seat of the body that acts."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from mujaz.arabic.normalise import fold_word
from mujaz.events.kinds import takes_place
from mujaz.events.lexicon import alternatives, lexicon
from mujaz.events.parties import Party, acting_in, parties_in
from mujaz.events.place_words import Section, any_of
from mujaz.lexicon.places import Place, capitals, place_of, state_named
from mujaz.records.analysis import Analysis

NEAR = 70  # characters between a verb of hosting and its place
BACK = 6  # words before a place among which one of the background takes it away
FIRST = 4  # sentences from the top that may name the scene
AUDIENCE = 5  # words behind "before" in which the body that listens is named
SPOKEN = ("statement", "condemnation")  # kinds that are where somebody speaks
NO_HOST = ("attack", "other")  # kinds that happen somewhere in the State that is named first
BODIES_FIRST = ("court", "law")
COURT = "court"
GOES = ("visit",)  # kinds whose place is where somebody goes
BETWEEN = 3  # words between words that lead to a place and the place
AT_CAPITAL = ("election",)  # kinds that are decided in the capital when only a State is named


@cache
def patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """("in PLACE", "hosted … PLACE"), folded. What leads to a place ("to Paris") is the group "to"."""
    listed = alternatives(lexicon().places)
    kind = rf"(?:{alternatives(lexicon().words.place_kinds)})"
    where = rf"(?:{alternatives(lexicon().words.whereabouts | lexicon().words.district_kinds)})"
    between = rf"(?:(?:{kind}|{where}|الشقيقة|ال\w+ية|ال\w+ي) ){{0,3}}"
    inside = re.compile(
        rf"(?<!\w)(?:و?في {between}|[وب]?{where} {between}|و?ب|(?P<to>و?الي {between}))({listed})(?!\w)"
    )
    hosted = re.compile(
        rf"(?<!\w)[وف]?(?:[يت]?ستضيف(?:ه|ها)?|استضاف(?:ت|ته|تها|ه|ها)?|[يت]?حتضن(?:ه|ها)?|احتضنت?(?:ه|ها)?|تشهد|شهدت)"
        rf" (?P<gap>[^.؛:]{{0,{NEAR}}}?)(?<!\w)(?P<place>{listed})(?!\w)(?P<more>[^.؛:]{{0,45}})"
    )
    return inside, hosted


def find(analysis: Analysis, naming: Sequence[int], kind: str, first: str) -> tuple[str, Place | None, bool]:
    """The place as written in Arabic, what the lexicon knows of it, and whether it is told as the scene.

    ("", None, False) when nobody states it; a seat of who acts is no scene.

    `naming`: indexes of the sentences that name the event; they are asked first. first: the first sentence of the
    body, without a dateline. An event of a kind without a scene is where its actor sits.
    """
    text = analysis.article.text
    if not takes_place(kind):
        return where_it_sits(analysis, first, kind)
    found = [*(goal(analysis) if kind in GOES else ()), *scene(analysis, naming, kind)]
    place = best(found, text) if found else None
    if place and place.is_state:
        place = city_of(place, analysis) or place
    if place and kind in AT_CAPITAL and place.is_state:
        place = capitals().get(place.english, place)
    if place:
        return place.ar, place, True
    written, dated = dateline(analysis.article.place, text)
    if written:
        return written, dated, False
    if kind in NO_HOST:
        return (*the_state(analysis, first), False)
    return where_it_sits(analysis, first, kind)


def scene(analysis: Analysis, naming: Sequence[int], kind: str) -> list[str]:
    """The places that the text gives the event, as spelt."""
    body = [s for s in analysis.sentences if s.kind in ("body", "heading")]
    named = [plain(s.text) for s in body if s.index in naming]
    others = [plain(s.text) for s in body if s.index not in naming]
    order = background_last if kind in NO_HOST else as_told
    found = first_of(hosted(text) for text in named) or [name for text in named for name in order(text)]
    found = found or first_of(hosted(text) for text in others if EVENT.search(text))
    found = found or order(plain(analysis.article.title))
    return found or ([] if analysis.article.place else first_of(order(text) for text in others[:2]))


def goal(analysis: Analysis) -> list[str]:
    """Where somebody goes: "visits Tunis", by title and first sentence."""
    first = next((s.text for s in analysis.sentences if s.kind == "body"), "")
    return first_of(leads_to("goal", plain(text)) for text in (first, analysis.article.title))


def leads_to(section: Section, text: str) -> list[str]:
    """The places that follow shortly behind words of a section."""
    listed = re.compile(rf"(?:\S+ ){{0,{BETWEEN}}}?(?:[بل]|لل|ال)?({alternatives(lexicon().places)})(?!\w)")
    found = (listed.match(text[match.end() :].lstrip()) for match in any_of(section).finditer(text))
    return [match.group(1) for match in found if match]


def city_of(state: Place, analysis: Analysis) -> Place | None:
    """The first city of a State that title and first sentences name as a scene."""
    body = [s.text for s in analysis.sentences if s.kind in ("body", "heading")][:FIRST]
    texts = [plain(text) for text in (*body, analysis.article.title)]
    named = (place_of(name, analysis.article.text) for text in texts for name in foreground(text))
    return next((place for place in named if place and place.country == state.english), None)


def where_it_sits(analysis: Analysis, first: str, kind: str) -> tuple[str, Place | None, bool]:
    """Where a speech was held; the dateline when it lies in the State that acts; the seat of who is named first.

    A case is where the court sits, whoever speaks first. The last value is true for a place that the text tells.
    """
    text = analysis.article.text
    body = [s.text for s in analysis.sentences if s.kind == "body"][:FIRST]
    if kind in SPOKEN and (place := spoken_at(body, text)):
        return place.ar, place, True
    court = best(first_of(leads_to("court", plain(sentence)) for sentence in body), text) if kind == COURT else None
    if court and not court.is_state:
        return court.ar, court, True
    written, dated = dateline(analysis.article.place, text)
    for party in acting(analysis.article.title, first, body, kind):
        if party.state and dated and dated.country == party.state:
            return written, dated, True
        state = state_named(party.state)
        place = party.seat or state
        if kind in BODIES_FIRST and state and (city := city_of(state, analysis)):
            return city.ar, city, True
        if place:
            return place.ar, place, False
    return written, dated, False


def acting(title: str, first: str, body: Sequence[str], kind: str) -> list[Party]:
    """Who acts, in the order of likelihood; of a court case the courts first, wherever they are named."""
    if kind not in BODIES_FIRST:
        return [party for text in (first, title) for party in acting_in(text)]
    parties = [party for text in (first, title, *body[1:]) for party in acting_in(text)]
    return sorted(parties, key=lambda party: bool(party.state))


def spoken_at(body: Sequence[str], text: str) -> Place | None:
    """Where somebody speaks: "in a press conference he held in Paris"; of a State its capital; of a body its seat."""
    for folded in map(plain, body):
        for match in any_of("spoken").finditer(folded):
            reach = re.split(r"[.؛:]", folded[match.end() : match.end() + NEAR])[0]
            found = patterns()[0].search(reach)
            if found and not any_of("background").search(reach[: found.start()]):
                place = place_of(found.group(2), text)
                return capitals().get(place.english, place) if place and place.is_state else place
        for match in any_of("audience").finditer(folded):
            heard = next(parties_in(" ".join(folded[match.end() :].split()[:AUDIENCE])), None)
            if heard and heard.seat and not heard.state:
                return heard.seat
    return None


def the_state(analysis: Analysis, first: str) -> tuple[str, Place | None]:
    """The State that is named first, for what happens somewhere in it."""
    for text in (first, analysis.article.title):
        for party in acting_in(text):
            if party.state and (place := state_named(party.state)):
                found = city_of(place, analysis) or place
                return found.ar, found
    return "", None


EVENT = re.compile(r"(?<!\w)(?:و|ب|ل)?(?:ال|لل)?(?:مؤتمر|قمة|حوار|منتدي|ملتقي|اجتماع|ورشة|ندوة)(?!\w)")


def spots(text: str) -> frozenset[str]:
    """The cities that a text names as a scene, and words after "province", "town" and the like; folded, no article."""
    folded = plain(text)
    words = (match.group(1) for match in district().finditer(folded))
    listed = ((word, place_of(word, folded)) for word in words)
    named = {fold_word(place.name or place.ar if place else word).removeprefix("ال") for word, place in listed}
    places = (place_of(name, folded) for name in as_told(folded))
    return frozenset(
        named | {fold_word(place.name or place.ar).removeprefix("ال") for place in places if place and place.country}
    )


@cache
def district() -> re.Pattern[str]:
    """The word after "province", "town" and the like, folded."""
    return re.compile(rf"(?<!\w)(?:[وبف]|لل?|ال)?(?:{alternatives(lexicon().words.district_kinds)}) (\w{{3,}})")


def plain(text: str) -> str:
    """Folded, without the signs of hashtags."""
    return fold_word(text.replace("#", "").replace("_", " "))


def first_of(candidates: Iterable[list[str]]) -> list[str]:
    """The first candidates that are not empty."""
    return next(filter(None, candidates), [])


def as_told(text: str) -> list[str]:
    """The places of "in PLACE" and "to PLACE", in their order."""
    return [match.group(2) for match in patterns()[0].finditer(text)]


def background_last(text: str) -> list[str]:
    """The same, those of the foreground first, and "in PLACE" before "to PLACE"."""
    matches = list(patterns()[0].finditer(text))
    matches.sort(key=lambda match: (behind(text, match), bool(match.group("to"))))
    return [match.group(2) for match in matches]


def foreground(text: str) -> list[str]:
    """The places of "in PLACE" that no word of the background stands before."""
    return [match.group(2) for match in patterns()[0].finditer(text) if not behind(text, match)]


def behind(text: str, match: re.Match[str]) -> bool:
    """Whether a place belongs to what is told as background: a word for it stands shortly before."""
    before = re.split(r"[.،؛:]", text[: match.start()])[-1]
    return bool(any_of("background").search(" ".join(before.split()[-BACK:])))


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
    return next((place for place in places if place.country == first.english), first) if first.is_state else first


def dateline(written: str, text: str) -> tuple[str, Place | None]:
    """The place of a dateline, with English when the lexicon knows it."""
    place = place_of(written, text, dateline=True) if written else None
    return (place.ar if place else written), place
