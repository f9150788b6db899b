"""Headlines in English: what of an article is asked to be translated for a title, and which translation may stand."""

import re
from collections.abc import Iterator, Mapping, Sequence

from mujaz.arabic.normalise import fold
from mujaz.events.facts import best_name, scored_names, title_of
from mujaz.events.names import Name
from mujaz.events.title_data import title_data
from mujaz.records.analysis import Analysis
from mujaz.records.event import Event
from mujaz.records.translation import Check, Translation

QUOTES = re.compile(r"[\"“”«»]")
BREAK = re.compile(r" ?(?:\.\.+|…) ?")


def wanted(analysis: Analysis) -> Iterator[str]:
    """The Arabic that a title may need in English: the headline without its kicker, the parts of the event's name."""
    headline = headline_ar(title_of(analysis))
    if headline:
        yield headline
    name = named(analysis)
    if name:
        yield from parts_of(name)


def named(analysis: Analysis) -> Name | None:
    """The name of the article's own event."""
    opening = next((s.index for s in analysis.sentences if s.kind == "body"), 0)
    return best_name(scored_names(analysis), opening)


def parts_of(name: Name) -> list[str]:
    """The Arabic parts of a name: head and what follows it, subject, what is set off."""
    return [part for part in (head_ar(name) if name.rest else "", name.subject, name.aside) if part]


def head_ar(name: Name) -> str:
    """The Arabic of head and rest together, without the adjectives the lexicon puts into English."""
    return f"{name.ar.split()[0]} {name.rest}"


def headline_ar(title: str) -> str:
    """A headline as it is translated: without kicker and quotation marks, ".." as a colon."""
    folded = fold(title)
    kicker = next((m for entry in title_data().kicker if (m := entry.pattern.match(folded.text))), None)
    rest = title[folded.span(0, kicker.end()).end :] if kicker else title
    return " ".join(BREAK.sub(": ", QUOTES.sub("", rest)).split()).strip(" :.،-")


def asked(analyses: Sequence[Analysis]) -> dict[str, Translation]:
    """What was translated for titles, by its Arabic."""
    return {made.source: made for analysis in analyses for made in analysis.extras}


def sure(text: str, checks: Sequence[Check], confidence: float | None) -> bool:
    """Whether English may stand as a title or a part of one: sure enough, no check failed, no word that none may have.

    A confidence of None is unknown, as of a memory imported from elsewhere: then the checks alone decide.
    """
    if not text.strip() or not all(check.ok for check in checks):
        return False
    if any(entry.pattern.search(text) for entry in title_data().unfit):
        return False
    return confidence is None or confidence >= title_data().sure


def headline(event: Event, analyses: Mapping[str, Analysis]) -> tuple[str, str]:
    """(English, article) of the surest headline of an event's articles that may stand; ("", "") when none may."""
    found = []
    for number, article in enumerate(event.articles):
        analysis = analyses[article]
        made = asked([analysis]).get(headline_ar(title_of(analysis)))
        if made and sure(made.text, made.checks, made.confidence):
            found.append((-(made.confidence or 0.0), number, made.text, article))
        if sure(analysis.title_en, analysis.title_checks, analysis.title_confidence):
            found.append((-(analysis.title_confidence or 0.0), number, analysis.title_en, article))
    return min(found)[2:] if found else ("", "")
