"""What one article says of its event: name, kind, place, dates – and the features articles are compared by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.numbers import find_numbers
from mujaz.events import dates, places, words
from mujaz.events.kinds import kind_of_name, kind_of_opening, kind_of_text, kinds_of_text
from mujaz.events.lexicon import lexicon
from mujaz.events.names import WORD, Name, content_words, find_names
from mujaz.events.parties import main_clause, states_in
from mujaz.lexicon.places import Place
from mujaz.records.analysis import Analysis
from mujaz.records.article import When
from mujaz.structure.dateline import find_dateline

SURE = 5.0  # score from which a name is the article's own event
IN_PASSING = 3.0  # score under which a name is only mentioned
OFTEN = 2  # sentences that name an event which the first one does not name
MANY = 1.0  # weight of nouns under which a bare one is no name: meetings and talks are many
SAME_NAME = 0.6  # share of words from which two names mean one event
TITLE_WORDS = 24
QUOTED = re.compile(r"[«\"“]([^«»\"“”]{8,160})[»\"”]")
SHINGLE = 3
SKETCH = 48
YEARS = range(1900, 2100)
MAY_SIGN = ("meeting", "visit", "dialogue")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The features of one article, small enough to keep a hundred thousand of them.

    scene: the text tells the place as the event's own; else it is where the actor sits. published: ISO day or "".
    kinds: every kind its head may be of. terms, heading, first: weighty words of title and first eighty words, of the
    title, of the first sentence (see words.terms). states, parties: English names of the States in the head, in the
    title. numbers: of title and first sentence, from 3 on, no years. spots: towns, districts and provinces of the
    head. sums: (value, currency) of the grants and commitments. sketch: the smallest hashes of its three-word runs.
    quoted: titles between quotation marks.
    """

    article: str
    title: str
    name: Name | None
    kind: str
    kinds: frozenset[str]
    place: Place | None
    place_ar: str
    scene: bool
    start: When | None
    end: When | None
    published: str
    terms: dict[str, float]
    heading: dict[str, float]
    first: dict[str, float]
    states: frozenset[str]
    parties: frozenset[str]
    numbers: frozenset[float]
    spots: frozenset[str]
    sums: frozenset[tuple[float, str]]
    sketch: frozenset[int]
    quoted: frozenset[frozenset[str]]

    @property
    def day(self) -> str:
        """The day the article is sorted by: the event's if known, else that of publication, else ""."""
        return self.start.value[:10] if self.start else self.published


def read(analysis: Analysis) -> Facts:
    """The facts of one analysed article."""
    names = scored_names(analysis)
    name = best_name(names, next((s.index for s in analysis.sentences if s.kind == "body"), 0))
    published = analysis.article.published
    texts = sentence_texts(analysis, name, names)
    start, end = dates.find(analysis, texts)
    title, body = analysis.article.title, body_of(analysis)
    head = " ".join([title, *body[:2]])
    lead = " ".join(body).split()[: words.LEAD]
    kind = kind_of(name, title, " ".join(body[:1]))
    place_ar, place, scene = places.find(analysis, texts, kind, body[0] if body else "")
    return Facts(
        article=analysis.article.id,
        title=title_of(analysis),
        name=name,
        kind=kind,
        kinds=kinds_of_text(fold_word(head)),
        place=place,
        place_ar=place_ar,
        scene=scene,
        start=start,
        end=end,
        published=published.value[:10] if published and DAY.match(published.value) else "",
        terms=words.terms(title, lead),
        heading=words.terms(title, ()),
        first=words.terms("", " ".join(body[:1]).split()),
        states=states_in(head),
        parties=states_in(title),
        numbers=numbers_of(" . ".join([title, *body[:1]])),
        spots=places.spots(" . ".join([title, *body[:3]])),
        sums=sums(analysis),
        sketch=sketch(analysis.article.text),
        quoted=frozenset(
            frozenset(quote)
            for match in QUOTED.finditer(analysis.article.text)
            if len(quote := content_words(fold_word(match.group(1)))) >= 2
        ),
    )


def numbers_of(text: str) -> frozenset[float]:
    """The numbers of a text from 3 on that are no years."""
    found = (n.value for n in find_numbers(text) if n.kind in ("figure", "words", "mixed"))
    return frozenset(float(value) for value in found if value >= 3 and value not in YEARS)


def sums(analysis: Analysis) -> frozenset[tuple[float, str]]:
    """The sums of money in the first sentences and of every statement that gives or promises some."""
    return frozenset(
        (amount.value, amount.currency)
        for number, statement in enumerate(analysis.statements)
        for amount in statement.amounts
        if amount.currency != "%" and (number < 4 or "funding" in statement.labels or "commitment" in statement.labels)
    )


def body_of(analysis: Analysis) -> list[str]:
    """The sentences of the body, the first without the dateline before it."""
    dateline = find_dateline(analysis.article.text)
    cut = dateline.end if dateline else 0
    found = [s.text[max(cut - s.start, 0) :] for s in analysis.sentences if s.kind == "body" and s.end > cut]
    return [text for text in found if text.strip()] or [s.text for s in analysis.sentences if s.kind == "body"]


def kind_of(name: Name | None, title: str, first: str) -> str:
    """The kind by the event's name, else by the act with which the text or its title opens, else by the cues of both.

    first: the first sentence. What was signed at a meeting makes it an agreement.
    """
    named = (kind_of_name(fold_word(name.ar)) or name.kind) if name else ""
    begin = fold_word(f"{title} {first}")
    if named in ("", *MAY_SIGN) and "agreement-signing" in kinds_of_text(begin):
        return "agreement-signing"
    if named:
        return named
    told = title.partition(":")[2].strip()  # "Jordan: the king receives …"
    opening = kind_of_opening([fold_word(text) for text in (main_clause(first), title, told)])
    return opening or kind_of_text(begin, unless="statement") or kind_of_text(begin)


def scored_names(analysis: Analysis) -> list[Name]:
    """Every named event with how surely it is the article's own."""
    found = []
    for sentence in analysis.sentences:
        if sentence.kind in ("body", "heading"):
            found += [
                replace(name, sentence=sentence.index, score=score_of(name, sentence.text, sentence.index))
                for name in find_names(sentence.text)
            ]
    return [replace(name, score=name.score + support(name, found)) for name in found]


def score_of(name: Name, text: str, index: int) -> float:
    """Weight of the noun, how full the name is, where it stands, and what stands around it."""
    lex = lexicon()
    before = [fold_word(w).lstrip("وف") for w in WORD.findall(text[: name.start])][-6:]
    after = [fold_word(w) for w in WORD.findall(text[name.end :])][:5]
    score = name.weight + (2.0 if name.subject else 1.0 if name.rest else 0.0) + min(0.3 * len(name.modifiers), 0.9)
    score += 1.5 if index <= 4 else 0.0
    if lex.words.hosted & {*before, *after}:
        score += 2.0
    if lex.words.passing & {*before[-3:], *after[:2]}:
        score -= 3.0
    return score


def support(name: Name, others: Sequence[Name]) -> float:
    """More for a name that comes back in other sentences."""
    again = {other.sentence for other in others if other.sentence != name.sentence and same_name(name, other)}
    return min(0.7 * len(again), 2.1)


def same_name(one: Name, other: Name) -> bool:
    """True when two names mean one event: most words of the shorter in the longer, or the same bare head."""
    if not one.words or not other.words:
        return one.head == other.head and bool(set(one.modifiers) & set(other.modifiers))
    common, smaller = len(one.words & other.words), min(len(one.words), len(other.words))
    if smaller == 1:  # "the Munich conference": one word says what it is about
        return one.head == other.head and common == 1
    return common >= 2 and common / smaller >= SAME_NAME


def best_name(names: Sequence[Name], opening: int) -> Name | None:
    """The fullest form of the surest name; None when none is sure enough.

    opening: index of the first sentence of the body. A name that only one later sentence has is told in passing.
    """
    sure = [name for name in names if name.score >= SURE and name.words]
    if not sure:
        return None
    best = max(sure, key=lambda name: (name.score, -name.sentence))
    alike = [name for name in names if name.words and same_name(best, name)]
    if min(name.sentence for name in alike) > opening and len({name.sentence for name in alike}) < OFTEN:
        return None
    fullest = max(alike, key=lambda name: (*fullness(name), -name.sentence))
    return fullest if names_one(fullest) else None


def names_one(name: Name) -> bool:
    """Whether a name tells its event from others: "the second meeting of …" does, "a meeting with …" is any."""
    return name.weight >= MANY or bool(name.modifiers) or bool(name.subject and name.link != "between")


def fullness(name: Name) -> tuple[float, ...]:
    """The fuller of two forms of a name says more: adjectives, a part set off, words; the definite one is the name."""
    told = len(name.modifiers) + 2 * bool(name.aside) + min(len(name.words), 20) / 4
    return (told, float(name.ar.startswith("ال")), name.score)


def sentence_texts(analysis: Analysis, name: Name | None, names: Sequence[Name]) -> list[int]:
    """Indexes of the sentences that may state date and place: those that name the event, else the first two.

    A sentence that names a like event only in passing ("a next conference will be held in …") is not asked.
    """
    body = [s.index for s in analysis.sentences if s.kind == "body"]
    if name is None:
        return body[:2]
    naming = {other.sentence for other in names if same_name(name, other) and other.score >= IN_PASSING}
    return [index for index in body if index in naming] or body[:2]


def title_of(analysis: Analysis) -> str:
    """The article's title, else its first heading, else the beginning of its first sentence."""
    if analysis.article.title:
        return " ".join(analysis.article.title.split())
    for kind in ("heading", "body"):
        for sentence in analysis.sentences:
            if sentence.kind == kind:
                words = sentence.text.split()
                return " ".join(words[:TITLE_WORDS]).strip(" .،:") + (" …" if len(words) > TITLE_WORDS else "")
    return analysis.article.id


def sketch(text: str) -> frozenset[int]:
    """The smallest hashes of the runs of three folded words: two texts share as many of them as of the runs."""
    from zlib import crc32

    folded = WORD.findall(fold_word(text))
    hashes = {crc32(" ".join(folded[i : i + SHINGLE]).encode()) for i in range(len(folded) - SHINGLE + 1)}
    return frozenset(sorted(hashes)[:SKETCH])
