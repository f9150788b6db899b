"""The English title of an event: its name, else the surest headline, else one built from what the event is."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mujaz.arabic.normalise import fold_word
from mujaz.events.built import built
from mujaz.events.facts import scored_names, title_of
from mujaz.events.headline import asked, head_ar, headline, sure
from mujaz.events.lexicon import lexicon
from mujaz.events.names import Name
from mujaz.records.analysis import Analysis
from mujaz.records.event import Event
from mujaz.records.translation import Translation

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary

SMALL = frozenset(
    {
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "with",
        "between",
        "into",
        "its",
        "through",
        "against",
        "as",
    }
)
LONGEST_SLUG = 60


def in_english(events: Sequence[Event], analyses: Mapping[str, Analysis], glossary: "Glossary | None") -> list[Event]:
    """The events with English titles and places, and slugs that no two of them share.

    The English is what the analyses bring (bilingual.translated); events of analyses not yet translated have no title.
    """
    done = []
    for event in events:
        placed = replace(event, place_en=event.place_en or place_en(event.place_ar, glossary))
        titled = with_title(placed, analyses, glossary)
        done.append(replace(titled, slug=slug(titled.title_en or romanised(titled.title_ar))))
    return unmistakable(done)


def with_title(event: Event, analyses: Mapping[str, Analysis], glossary: "Glossary | None") -> Event:
    """The event with its English title: its name, else the surest headline, else what the event is."""
    members = [analyses[article] for article in event.articles]
    if not any(member.extras or member.title_en for member in members):
        return event
    name = name_of(event, analyses)
    english = asked(members)
    title = name_en(name, english, glossary) if name else ""
    if title:
        return replace(event, title_en=title)
    title, article = headline(event, analyses)
    if title:
        heading = event.title_ar if name else title_of(analyses[article])
        return replace(event, title_en=plain(title), title_ar=heading)
    return replace(event, title_en=built(event, members, glossary, head_of(name) if name else ""))


def name_of(event: Event, analyses: Mapping[str, Analysis]) -> Name | None:
    """The name the event's title was read from."""
    if event.title_at is None:
        return None
    article, sentence = event.title_at
    found = [n for n in scored_names(analyses[article]) if n.sentence == sentence and n.ar == event.title_ar]
    return found[0] if found else None


def head_of(name: Name) -> str:
    """Adjectives and noun of a name: "Third Regional Conference"."""
    return " ".join([*(word for _, word in sorted(name.modifiers)), name.head])


def name_en(name: Name, english: Mapping[str, Translation], glossary: "Glossary | None") -> str:
    """The English of a name: head, link, subject, and after a dash what was set off; "" where a part is not sure."""

    def put(part: str) -> str:
        said = known(part, glossary) or sides(part, glossary)
        made = english.get(part)
        return said or (made.text if made and sure(made.text, made.checks, made.confidence) else "")

    head = head_of(name)
    place = place_rest(name)
    if place:
        head = " ".join([*(word for _, word in sorted(name.modifiers)), place, name.head])
    elif name.rest:
        ordinals = " ".join(word for _, word in sorted(name.modifiers))
        said = put(head_ar(name))
        if not said:
            return ""
        head = f"{ordinals} {without_article(said)}".strip()
    subject, aside = put(name.subject), put(name.aside)
    if (name.subject and not subject) or (name.aside and not aside):
        return ""
    title = title_case(plain(head))
    if subject:
        subject = plain(subject)
        if name.link == "between":
            opens = subject.lower().startswith("between ")
            title += f" {subject}" if opens else f" between {title_case(subject, opens=False)}"
        else:
            title += f" {name.link} {title_case(without_article(subject) if name.link == 'on' else subject)}"
    if aside:
        title += f" – the {title_case(without_article(plain(aside)))}"
    return title


def place_rest(name: Name) -> str:
    """English of the rest of the head when it is only a place ("the Dushanbe conference"), else ""."""
    place = lexicon().places.get(fold_word(name.rest)) if name.rest else None
    return place.english if place else ""


def known(text: str, glossary: "Glossary | None") -> str:
    """The glossary's English for the whole text, "" when it has none."""
    return (glossary.english(text) or "") if glossary else ""


def sides(text: str, glossary: "Glossary | None") -> str:
    """English of a text that is nothing but names of the glossary joined by "and", else ""."""
    hits = glossary.find(text) if glossary else ()
    left = text
    for hit in reversed(hits):
        left = left[: hit.start] + left[hit.end :]
    if len(hits) < 2 or left.replace("و", "").split():
        return ""
    names = [re.sub(r"\s*\([^()]*\)", "", hit.entry.english) for hit in hits]
    return " and ".join(f"the {name}" if " of " in name or name.startswith("United ") else name for name in names)


def place_en(place_ar: str, glossary: "Glossary | None") -> str:
    """English of a place the lexicon does not know."""
    return (known(place_ar, glossary) or romanised(place_ar)) if place_ar else ""


def romanised(text: str) -> str:
    """Arabic in Latin letters."""
    from mujaz.arabic.romanise import romanise

    return romanise(text)


def plain(text: str) -> str:
    """One line without quotation marks and final stop."""
    return " ".join(re.sub(r"[\"“”«»]", "", text).split()).strip(" .,;:–-")


def without_article(text: str) -> str:
    """Without an opening "the"."""
    return re.sub(r"^(?:the)\s+", "", text, flags=re.IGNORECASE)


def title_case(text: str, *, opens: bool = True) -> str:
    """Every word with a capital but the small ones; what has capitals already stays ("UNOCT").

    opens: the text opens the title, so that its first word has a capital whatever it is.
    """
    return " ".join(
        word
        if any(c.isupper() for c in word[1:]) or (word.lower() in SMALL and (index or not opens))
        else hyphenated(word)
        for index, word in enumerate(text.split())
    )


def hyphenated(word: str) -> str:
    """Capital in each part: high-level → High-Level."""
    return "-".join(
        part[:1].upper() + part[1:] if part not in SMALL or i == 0 else part for i, part in enumerate(word.split("-"))
    )


def slug(title: str) -> str:
    """File-name safe: lower case Latin letters, digits and hyphens, cut at a word."""
    latin = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = [w for w in re.findall(r"[a-z0-9]+", latin.replace("'", "")) if w not in SMALL]
    text = ""
    for word in words:
        if len(text) + len(word) + 1 > LONGEST_SLUG:
            break
        text = f"{text}-{word}" if text else word
    return text or (words[0][:LONGEST_SLUG] if words else "")


def unmistakable(events: Sequence[Event]) -> list[Event]:
    """A part of the id behind a slug that two events of one day share."""
    folders = Counter(event.folder for event in events)
    return [told_apart(event) if folders[event.folder] > 1 else event for event in events]


def told_apart(event: Event) -> Event:
    """The event with a part of its id behind its slug."""
    return replace(event, slug=f"{event.slug}-{event.id[1:7]}") if event.slug else event


def not_told_apart(event: Event) -> Event:
    """The event as it was before `told_apart`."""
    return replace(event, slug=event.slug.removesuffix(f"-{event.id[1:7]}"))
