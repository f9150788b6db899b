"""A title built from what an event is: the act, who acts, whom it concerns, where, how many died, how much money."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.numbers import find_numbers
from mujaz.english.articles import takes_article
from mujaz.english.text import money, number, short_name
from mujaz.events.facts import body_of
from mujaz.events.kinds import kind_label
from mujaz.events.parties import main_clause, parties_in
from mujaz.events.place_words import any_of
from mujaz.events.title_data import act_of, forms_of, subject_of, title_data
from mujaz.events.words import WORD
from mujaz.lexicon.names.kinds import Kind
from mujaz.lexicon.places import state_named
from mujaz.records.analysis import Analysis
from mujaz.records.event import Event
from mujaz.records.statement import Amount

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary

NEAR = 45  # characters between the State in an office and its holder: "the French minister of foreign affairs, X"
ACTORS: tuple[Kind, ...] = ("person", "body", "country")
TOPICS: tuple[Kind, ...] = ("document", "event")
MUTUAL = (
    "meeting",
    "agreement-signing",
    "aid",
    "visit",
    "other",
    "attack",
    "court",
)  # kinds whose titles name the parties best
COIN = re.compile(r"(?:دولار|جنيه|ريال|درهم|دينار|ليرة)\w* $")  # "10 million American dollars"
OPENING = 8  # words of the main clause in which the act is looked for
MONEY = 3  # sentences from the top whose sums may stand in the title
DEAD = re.compile(r"(?<!\w)[وفب]?(?:مقتل|قتل|قتلت|مصرع|وفاة|استشهاد) (?P<least>ما لا يقل عن |اكثر من |نحو |حوالي )?")
KILLED = re.compile(r" (?:\S+ )?(?:قتيلا?|قتلي|شهيدا?|شهداء)(?!\w)")
ABOUT = {"ما لا يقل عن ": "at least ", "اكثر من ": "more than ", "نحو ": "about ", "حوالي ": "about "}
WORDS_OF_NUMBER = 4  # words behind "killed" in which the number stands
MANY = 100_000  # no such event kills more: the number is another
SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named at `start` of a text: approved English, its type, and the State of an office ("" where none)."""

    start: int
    english: str
    type: Kind
    note: str = ""


def built(event: Event, analyses: Sequence[Analysis], glossary: "Glossary | None", head: str = "") -> str:
    """A title by rule; at least the kind of the event, where nothing else is known.

    head: adjectives and noun of the event's name, where it has one whose subject has no sure English.
    """
    slots = max(
        (slots_of(event, analysis, glossary) for analysis in analyses), key=lambda found: sum(map(bool, found.values()))
    )
    slots["noun"] = head or slots["noun"]
    for form in forms_of(event.kind if head else slots["kind"]):
        filled = fill(form, slots)
        if filled:
            return filled
    return kind_label(event.kind)


def fill(form: str, slots: Mapping[str, str]) -> str:
    """A form with its slots filled; "" where one outside brackets is empty."""
    optional = re.sub(r"\[([^\]]*)\]", lambda part: part.group(1) if has(part.group(1), slots) else "", form)
    return SLOT.sub(lambda slot: slots[slot.group(1)], optional) if has(optional, slots) else ""


def has(text: str, slots: Mapping[str, str]) -> bool:
    """Whether every slot of a text is filled."""
    return all(slots.get(name) for name in SLOT.findall(text))


def slots_of(event: Event, teller: Analysis, glossary: "Glossary | None") -> dict[str, str]:
    """What one article tells of an event, by the names of the slots."""
    title = plain(teller.article.title)
    first = plain(next(iter(body_of(teller)), ""))
    opening = fold_word(f"{title} . {' '.join(main_clause(first).split()[:OPENING])}")
    act = act_of(event.kind, fold_word(title)) or act_of(event.kind, opening)
    kind = event.kind if act else "other"  # the text has words of that kind, but does not open with its act
    act = act or act_of("other", fold_word(title)) or act_of("other", opening)
    texts = (title, main_clause(first)) if kind in MUTUAL else (main_clause(first), title)
    acting = parties(texts, glossary)
    a = acting[0] if acting else None
    b = next(
        (other for other in acting[1:] if a and not same_side(a, other) and other.english not in event.place_en), None
    )
    state = event.place_en.rpartition(", ")[2]
    noun = act.noun if act else kind_label(kind)
    topics = (named for named in named_in(f"{title} . {first}", glossary) if named.type in TOPICS)
    topic = next((named for named in topics if named.english.lower() not in noun.lower()), None)
    return {
        "noun": noun,
        "link": act.link if act else "",
        "a": inside(a) if a else "",
        "b": inside(b) if b else "",
        "other": next((inside(named) for named in (a, b) if named and named.english not in event.place_en), ""),
        "kind": kind,
        "subject": subject_of(kind, fold_word(title)),
        "told": "yes" if act and not act.default else "",
        "place": with_the(event.place_en, "country") if is_state(event.place_en) else event.place_en,
        "city": "" if is_state(event.place_en) else event.place_en,
        "state": with_the(state, "country"),
        "topic": inside(topic) if topic else "",
        "sum": next((money(amount) for amount in sums(teller)), ""),
        "dead": dead(fold_word(title)) or dead(fold_word(first)),
    }


def parties(texts: Sequence[str], glossary: "Glossary | None") -> list[Named]:
    """The States, bodies and persons of some texts, in their order, each once; an outlet that reports is none.

    Where a State is named, a body that every State has is left to it.
    """
    found: dict[str, Named] = {}
    for text in texts:
        for named in named_in(any_of("outlet").sub(" ", text), glossary):
            if named.type in ACTORS:
                found.setdefault(named.english, named)
    named_ones = [named for named in found.values() if not generic(named)]
    return named_ones or list(found.values())


def generic(named: Named) -> bool:
    """Whether every State has a body of this name."""
    return named.type == "body" and any(entry.pattern.search(named.english) for entry in title_data().generic)


def named_in(text: str, glossary: "Glossary | None") -> list[Named]:
    """Every State, body and person of a text, and every document and event with a name of its own, in their order.

    A State just before a person is the State of an office: it is left out, and goes into the person's note; so does
    the State in which a body sits. The State of a currency is none.
    """
    starts = [match.start() for match in WORD.finditer(text)]
    known = list(parties_in(text))
    seats = {starts[party.at]: party.seat.country for party in known if party.seat}
    hits = [
        Named(hit.start, bare(hit.entry.english), hit.entry.type, f"{hit.entry.note} {seats.get(hit.start, '')}")
        for hit in (glossary.find(text) if glossary else ())
        if hit.entry.type in (*ACTORS, *TOPICS)
    ]
    covered = [(hit.start, hit.end) for hit in (glossary.find(text) if glossary else ()) if hit.entry.type in ACTORS]
    states = [
        Named(starts[party.at], party.state, "country")
        for party in known
        if party.state
        and not COIN.search(fold_word(text[: starts[party.at]]))
        and not any(start <= starts[party.at] < end for start, end in covered)
    ]
    return list(without_offices(sorted([*hits, *states], key=lambda named: named.start)))


def without_offices(named: Sequence[Named]) -> Iterator[Named]:
    """Without the States whose officials are named right behind; who speaks for a body has it in the note."""
    office = ""
    for at, one in enumerate(named):
        after = named[at + 1] if at + 1 < len(named) else None
        holds = after and after.type == "person" and after.start - one.start <= NEAR
        if one.type == "country" and holds:
            office = one.english
            continue
        yield replace(one, note=f"{one.note} {office}") if one.type == "person" else one
        office = one.english if one.type == "body" and holds else ""


def same_side(one: Named, other: Named) -> bool:
    """Whether two names are one party: the same, a part of each other, or a person and the State of his office."""
    names = [short_name(named.english).replace("US ", "United States ") for named in (one, other)]
    if names[0] in names[1] or names[1] in names[0]:
        return True
    return any(said in note for said in (other.english, names[1]) for note in (one.note,)) or one.english in other.note


def inside(named: Named) -> str:
    """A name as it stands inside a title."""
    return named.english if named.type == "person" else with_the(short_name(named.english), named.type)


def with_the(english: str, kind: Kind) -> str:
    """With the article that the name takes inside a sentence."""
    return f"the {english}" if english and takes_article(english, kind) else english


def is_state(english: str) -> bool:
    """Whether a place is a State."""
    return state_named(english) is not None


def plain(text: str) -> str:
    """Without the signs of hashtags, in the same length."""
    return text.replace("#", " ").replace("_", " ")


def bare(english: str) -> str:
    """Without letters in brackets behind a name."""
    return re.sub(r"\s*\([^()]*\)", "", english)


def sums(analysis: Analysis) -> Iterator[Amount]:
    """The sums of money of the first sentences."""
    for statement in analysis.statements:
        if statement.sentence <= MONEY:
            yield from (amount for amount in statement.amounts if amount.currency != "%")


def dead(folded: str) -> str:
    """How many were killed, where a folded text tells: "at least 31 killed"; else ""."""
    for match in DEAD.finditer(folded):
        after = " ".join(folded[match.end() :].split()[:WORDS_OF_NUMBER])
        numbers = [n for n in find_numbers(after) if n.start == 0 and n.kind in ("figure", "words", "mixed")]
        if numbers and 1 <= numbers[0].value < MANY:
            return f"{ABOUT.get(match.group('least') or '', '')}{number(float(numbers[0].value))} killed"
    for found in find_numbers(folded):
        if KILLED.match(folded[found.end :]) and 1 <= found.value < MANY and found.kind == "figure":
            return f"{number(float(found.value))} killed"
    return ""
