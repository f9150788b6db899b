"""From statements to bullets: what is said in one, who says it, and which sentences it rests on."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mujaz.arabic.normalise import fold_word
from mujaz.english import text as prose
from mujaz.english.predicates import predicate_of
from mujaz.records.analysis import Analysis
from mujaz.records.article import When
from mujaz.records.briefing import Bullet, Reference, SectionId
from mujaz.records.statement import Actor, Amount, Label, Modality, Statement, StatementSpan

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary

English = Mapping[str, str]
TAGS: dict[Label, str] = {"call": "Call", "endorsement": "Support", "concern": "Concern"}
UNTRANSLATED = "no English came out; see the Arabic"
SAME_WORDS = 0.72  # share of common Arabic words from which two statements say the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A statement, or one of several in a sentence, made ready for the page.

    content: the Arabic of *what*, or "". predicate: what follows the actor, verb by rule; translated: (Arabic, English)
    of the part of it that the machine translated.
    """

    ref: Reference
    statement: Statement
    ar: str
    en: str
    content: str
    predicate: str
    translated: tuple[str, str]
    labels: tuple[Label, ...]
    actor: Actor | None
    speaker: Actor | None
    amounts: tuple[Amount, ...]
    deadline: When | None
    modality: Modality
    key: bool
    score: float

    @property
    def review(self) -> bool:
        """True when the sentence failed a check."""
        return any(not check.ok for check in self.statement.checks)


def points(members: Sequence[Analysis]) -> list[Point]:
    """Every labelled statement of the body of the articles, in reading order; a sentence may hold several."""
    found = []
    for number, analysis in enumerate(members, 1):
        for statement in analysis.statements:
            if statement.kind == "body" and statement.labels:
                ref = Reference(number, statement.sentence)
                labelled: list[StatementSpan | None] = [span for span in statement.spans if span.labels]
                found += [point_of(analysis, statement, span, ref) for span in labelled or [None]]
    return found


def point_of(analysis: Analysis, statement: Statement, span: StatementSpan | None, ref: Reference) -> Point:
    """One span, or the whole statement when it has none."""
    facts: Statement | StatementSpan = span or statement
    content = ""
    if span and (span.content_start, span.content_end) != (statement.start, statement.end):
        content = " ".join(analysis.article.text[span.content_start : span.content_end].split()).strip(" ،؛:.")
    ruled = predicate_of(span, analysis.article.text) if span and span.predicate_en else None
    return Point(
        ref=ref,
        statement=statement,
        ar=facts.ar,
        en=facts.en or statement.en,
        predicate=prose.without_honours(prose.clean(span.predicate_en)) if span else "",
        translated=(ruled.rest, span.predicate_en.removeprefix(ruled.english).strip()) if span and ruled else ("", ""),
        content=content if len(content.split()) >= 3 else "",
        labels=facts.labels,
        actor=facts.actor or statement.actor,
        speaker=facts.speaker or statement.speaker,
        amounts=facts.amounts,
        deadline=facts.deadline,
        modality=facts.modality,
        key=facts.key,
        score=facts.score,
    )


def section_of(point: Point) -> SectionId:
    """Where a point goes: own commitments and money first, then calls, what was declared or agreed, and the rest."""
    labels = set(point.labels)
    if "call" in labels and "commitment" not in labels:  # a sum that somebody else is asked for
        return "positions"
    if labels & {"commitment", "funding"} and point.modality != "denied":
        return "commitments"
    return "declarations" if labels & {"declaration", "agreement"} else "positions"


def bullet_of(
    point: Point, english: English, name: Callable[[Actor], str], glossary: "Glossary | None" = None
) -> Bullet:
    """The point as one line. `english` holds the translated contents; `name` gives an actor's English name.

    The translated content is shown ("continued support …"), unless it stands the checks worse than the whole sentence.
    """
    who = name(point.actor) if point.actor else name(point.speaker) if point.speaker else ""
    told = bool(point.actor and point.speaker and name(point.speaker) != who)
    text, phrase = (point.predicate, False) if point.predicate and who else shown(point, english, glossary)
    whole = text
    if who and not point.predicate:
        text = prose.trimmed(text, reported=told and not phrase)
    predicate = prose.unquoted(text) if point.predicate and who else ""
    if who and not predicate:
        predicate = prose.predicate_of(prose.unquoted(text), who, speaks=not told)
        predicate = predicate[:1].lower() + predicate[1:]
        if text != whole:
            predicate = prose.direct(predicate)
    text = prose.unquoted(text)
    owned = "" if predicate or not who else prose.possessed(text, who)
    text = prose.shortened(predicate or owned or text).rstrip(" .;,:") or UNTRANSLATED
    phrase = bool(owned) or (phrase and not prose.is_clause(text))
    if phrase and who and not predicate:
        text = prose.lower_first(OPENING.sub("", text), who.split())
    section = section_of(point)
    how_much = prose.sums(point.amounts)
    by_when = prose.when(point.deadline) if point.deadline else ""
    return Bullet(
        what=text if predicate or (phrase and who) else prose.capital(text),
        refs=(point.ref,),
        who=who,
        how_much=how_much,
        by_when="" if by_when and by_when in how_much else by_when,
        tag=tag_of(point) if section == "positions" or not (point.predicate and who) else "",
        form="predicate" if predicate else "phrase" if phrase else "sentence",
        review=doubtful(point, whole, glossary, content=phrase, predicate=bool(point.predicate and who))
        or other_money(point.amounts, whole),
        labels=point.labels,
        score=point.score + (2.0 if point.key else 0.0) + (1.0 if point.amounts else 0.0),
    )


def doubtful(point: Point, text: str, glossary: "Glossary | None", *, content: bool, predicate: bool) -> bool:
    """True when what the page shows failed a check; where nothing can be checked, when its sentence did.

    Of a predicate only the machine's part is checked, of a content the content; else the sentence and its own span.
    """
    if glossary is None:
        return point.review
    if predicate and point.translated[0]:
        return faults(*point.translated, glossary) > 0
    if content:
        return faults(point.content, text, glossary) > 0
    return point.review or faults(point.ar, text, glossary) > 0


MONEY = {"USD": ("dollar", "$"), "EUR": ("euro", "€"), "GBP": ("pound", "£")}


def other_money(amounts: Sequence[Amount], english: str) -> bool:
    """True when a sum of dollars, euros or pounds is told without its currency: "4 million Uruguayans"."""
    text = english.lower()
    return any(not any(name in text for name in MONEY.get(amount.currency, ("",))) for amount in amounts)


OPENING = re.compile(r"^(?:on|about|concerning|regarding|of) (?=the |its |their |all |[a-z]+ing\b)", re.IGNORECASE)


def shown(point: Point, english: English, glossary: "Glossary | None") -> tuple[str, bool]:
    """The English that says the point best, and whether it is the content alone."""
    part = prose.without_honours(prose.clean(english.get(point.content, ""))) if point.content else ""
    sentence = prose.without_honours(prose.clean(point.en))
    if not part or lost_figure(point.content, part):
        return sentence, False
    worse = faults(point.content, part, glossary) > faults(point.ar, sentence, glossary)
    return (sentence, False) if worse else (part, True)


def faults(arabic: str, english: str, glossary: "Glossary | None") -> int:
    """How many checks a translation fails; 0 where there is no glossary to check with."""
    if glossary is None or not arabic:
        return 0
    from mujaz.checks.check import check

    return sum(not done.ok for done in check(arabic, english, glossary))


def tag_of(point: Point) -> str:
    """Call, Support or Concern; "" for a position of another kind."""
    return next((tag for label, tag in TAGS.items() if label in point.labels), "")


def lost_figure(arabic: str, english: str) -> bool:
    """True when a figure written in digits in the Arabic is nowhere in the English."""
    digits = [w for w in fold_word(arabic).replace("-", " ").split() if w.strip(".,()").isdigit()]
    return any(word.strip(".,()") not in english.replace(",", "") for word in digits)


def merged(pairs: Iterable[tuple[Point, Bullet]], articles: Sequence[str]) -> list[Bullet]:
    """One bullet for statements that say the same, with all their references; best first.

    Statements are the same when `duplicate_of` says so, or when they share most of their Arabic words and a label.
    `articles`: ids of the articles by number, for reading `duplicate_of`.
    """
    kept: list[tuple[set[str], set[Reference], Bullet]] = []
    number = {article: n for n, article in enumerate(articles, 1)}
    for point, bullet in sorted(pairs, key=lambda pair: (-pair[1].score, pair[1].refs)):
        words = set(fold_word(point.content or point.ar).split())
        original = reference_of(point.statement.duplicate_of, number)
        for index, (others, refs, other) in enumerate(kept):
            same = original in refs or (alike(words, others) >= SAME_WORDS and set(other.labels) & set(bullet.labels))
            if same and (not bullet.who or not other.who or bullet.who == other.who or original in refs):
                kept[index] = (others, refs | set(bullet.refs), join(other, bullet))
                break
        else:
            kept.append((words, set(bullet.refs), bullet))
    return [bullet for _, _, bullet in kept]


def join(best: Bullet, other: Bullet) -> Bullet:
    """The better bullet with the references of both; what only the other knows is filled in."""
    return replace(
        best,
        refs=tuple(sorted({*best.refs, *other.refs})),
        who=best.who or other.who,
        how_much=best.how_much or other.how_much,
        by_when=best.by_when or other.by_when,
        review=best.review or other.review,
        score=best.score + 0.25,
    )


def alike(one: set[str], other: set[str]) -> float:
    """Share of common words, by the smaller set but never for very short ones."""
    smaller = min(len(one), len(other))
    return len(one & other) / max(smaller, 5) if smaller else 0.0


def reference_of(duplicate_of: str, number: Mapping[str, int]) -> Reference | None:
    """`article:index` as a Reference; None for "" or an article of another event."""
    article, _, index = duplicate_of.rpartition(":")
    return Reference(number[article], int(index)) if article in number and index.isdigit() else None
