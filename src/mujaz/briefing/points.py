"""From statements to points: each labelled statement with every way it can be said in English."""

from collections.abc import Sequence
from dataclasses import dataclass

from mujaz.records import labels
from mujaz.records.analysis import Analysis
from mujaz.records.article import When
from mujaz.records.briefing import Reference, SectionId
from mujaz.records.statement import Actor, Amount, Label, Modality, Rendering, Statement, StatementSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A statement, or one of several in a sentence, made ready for the page.

    ar: its own Arabic. content: the words of it that say what is promised, asked or declared, "" where they cannot be
    told apart. renderings: the ways to say it, the whole sentence last.
    """

    ref: Reference
    statement: Statement
    ar: str
    content: str
    renderings: tuple[Rendering, ...]
    labels: tuple[Label, ...]
    actor: Actor | None
    speaker: Actor | None
    amounts: tuple[Amount, ...]
    deadline: When | None
    modality: Modality
    key: bool
    score: float


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
    return Point(
        ref=ref,
        statement=statement,
        ar=facts.ar,
        content=content if len(content.split()) >= 3 else "",
        renderings=renderings_of(statement, span),
        labels=facts.labels,
        actor=facts.actor or statement.actor,
        speaker=facts.speaker or statement.speaker,
        amounts=facts.amounts,
        deadline=facts.deadline,
        modality=facts.modality,
        key=facts.key,
        score=facts.score,
    )


def renderings_of(statement: Statement, span: StatementSpan | None) -> tuple[Rendering, ...]:
    """The ways to say a statement that came out; the sentence is one of its own where the clause is not all of it."""
    made = span.renderings if span else ()
    if span and span.en and not made:  # English that came without its parts, as in older stores
        made = (Rendering(form="clause", ar=span.ar, en=span.en, text=span.en, confidence=span.confidence),)
    whole = Rendering(
        form="sentence",
        ar=statement.ar,
        en=statement.en,
        text=statement.en,
        checks=statement.checks,
        confidence=statement.confidence,
    )
    known = {rendering.ar for rendering in made if rendering.form == "clause"}
    ways = made if statement.ar in known else (*made, whole)
    return tuple(rendering for rendering in ways if rendering.text)


def section_of(point: Point) -> SectionId:
    """Where a point goes, by its labels (records/labels.toml)."""
    return labels.section_of(point.labels, denied=point.modality == "denied")
