"""English for events: the head of a name by the lexicon, its subject by translation, both in title case."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mujaz.arabic.normalise import fold_word
from mujaz.events.facts import scored_names
from mujaz.events.lexicon import lexicon
from mujaz.events.names import Name
from mujaz.records.analysis import Analysis
from mujaz.records.event import Event

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


def in_english(
    events: Sequence[Event],
    analyses: Mapping[str, Analysis],
    translate: Callable[[list[str]], list[str]] | None,
    glossary: "Glossary | None",
) -> list[Event]:
    """The events with English titles and places, and slugs that no two of them share."""
    names = {event.id: name_of(event, analyses) for event in events}
    english: dict[str, str] = {}
    if translate is not None:
        wanted = [text for event in events for text in texts_of(event, names[event.id], analyses, glossary)]
        texts = list(dict.fromkeys(wanted))
        english = dict(zip(texts, translate(texts), strict=True)) if texts else {}
    done = []
    for event in events:
        title = title_en(event, names[event.id], english, analyses, glossary) if translate is not None else ""
        place = event.place_en or place_en(event.place_ar, glossary)
        done.append(replace(event, title_en=title, place_en=place, slug=slug(title or romanised(event.title_ar))))
    return unmistakable(done)


def name_of(event: Event, analyses: Mapping[str, Analysis]) -> Name | None:
    """The name the event's title was read from."""
    if event.title_at is None:
        return None
    article, sentence = event.title_at
    found = [n for n in scored_names(analyses[article]) if n.sentence == sentence and n.ar == event.title_ar]
    return found[0] if found else None


def texts_of(
    event: Event, name: Name | None, analyses: Mapping[str, Analysis], glossary: "Glossary | None"
) -> list[str]:
    """The Arabic that must be translated for this event's title."""
    if name is None:
        return [] if heading_en(event, analyses) else [event.title_ar]
    return [part for part in parts_of(name) if not known(part, glossary) and not sides(part, glossary)]


def parts_of(name: Name) -> list[str]:
    """The Arabic parts of a name that the lexicon does not put into English."""
    parts = [head_ar(name) if name.rest and not place_rest(name) else "", name.subject, name.aside]
    return [part for part in parts if part]


def title_en(
    event: Event,
    name: Name | None,
    english: Mapping[str, str],
    analyses: Mapping[str, Analysis],
    glossary: "Glossary | None",
) -> str:
    """The English title: head, link, subject, and after a dash what was set off; else the translated heading."""
    if name is None:
        return plain(heading_en(event, analyses) or english.get(event.title_ar, ""))

    def put(part: str) -> str:
        return known(part, glossary) or sides(part, glossary) or english.get(part, "")

    if not all(put(part) for part in parts_of(name)):  # nothing came out: better the heading than half a name
        return plain(heading_en(event, analyses))
    head = " ".join([*(word for _, word in sorted(name.modifiers)), name.head])
    if place := place_rest(name):
        head = " ".join([*(word for _, word in sorted(name.modifiers)), place, name.head])
    elif name.rest:
        ordinals = " ".join(word for _, word in sorted(name.modifiers))
        head = f"{ordinals} {without_article(put(head_ar(name)))}".strip()
    title = title_case(plain(head))
    if name.subject:
        subject = plain(put(name.subject))
        if name.link == "between":
            title += (
                f" {subject}"
                if subject.lower().startswith("between ")
                else f" between {title_case(subject, opens=False)}"
            )
        else:
            title += f" {name.link} {title_case(without_article(subject) if name.link == 'on' else subject)}"
    if name.aside:
        title += f" – the {title_case(without_article(plain(put(name.aside))))}"
    return title


def head_ar(name: Name) -> str:
    """The Arabic of head and rest together, without the adjectives the lexicon puts into English."""
    first = name.ar.split()[0]
    return f"{first} {name.rest}"


def place_rest(name: Name) -> str:
    """English of the rest of the head when it is only a place ("the Dushanbe conference"), else ""."""
    place = lexicon().places.get(fold_word(name.rest)) if name.rest else None
    return place.english if place else ""


def heading_en(event: Event, analyses: Mapping[str, Analysis]) -> str:
    """The English of the heading the title was taken from, when the analysis has it already."""
    for article in event.articles:
        analysis = analyses[article]
        if analysis.title_en and " ".join(analysis.article.title.split()) == event.title_ar:
            return analysis.title_en
    return ""


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
