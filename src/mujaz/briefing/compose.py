"""A briefing out of an event and its statements. Facts come from the Arabic, prose from its checked translation."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mujaz.briefing import bullets, figures, people, review
from mujaz.briefing.bottom import bottom_line
from mujaz.briefing.outlet import in_latin
from mujaz.briefing.points import Point, points, section_of
from mujaz.briefing.verdicts import Verdicts, applied, kept
from mujaz.english import text as prose
from mujaz.events.kinds import kind_label
from mujaz.records.analysis import Analysis
from mujaz.records.article import When
from mujaz.records.briefing import Briefing, Bullet, Evidence, Reference, Section, SectionId, Source
from mujaz.records.event import Event
from mujaz.records.labels import tag_order
from mujaz.records.statement import Actor
from mujaz.statements.duplicates import disagreements, mark_duplicates

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary

GATHERINGS = frozenset({"conference", "dialogue", "summit", "meeting", "forum", "declaration", "statement", "report"})
LONGEST_TITLE = 260  # characters; a longer one is no title


def compose(
    event: Event,
    members: Sequence[Analysis],
    *,
    glossary: "Glossary | None" = None,
    signature: str = "",
    verdicts: Verdicts | None = None,
) -> Briefing:
    """The briefing of one event, all bullets in it; fit.fit cuts it to its page.

    `members`: the event's articles, translated, in the order of event.articles. verdicts: what people said of lines.
    """
    groups = mark_duplicates([analysis.statements for analysis in members])
    members = [replace(analysis, statements=marked) for analysis, marked in zip(members, groups, strict=True)]

    def name(actor: Actor) -> str:
        return actor_name(actor, glossary)

    by_section: dict[SectionId, list[tuple[Point, Bullet]]] = {}
    for point in points(members):
        by_section.setdefault(section_of(point), []).append((point, applied(bullets.bullet_of(point, name), verdicts)))
    articles = [analysis.article.id for analysis in members]
    made = {section: kept(bullets.merged(pairs, articles)) for section, pairs in by_section.items()}
    withheld = [bullet for lines in made.values() for bullet in lines if bullet.form == "withheld"]
    made = {name: [bullet for bullet in lines if bullet.form != "withheld"] for name, lines in made.items()}
    commitments, declarations = made.get("commitments", []), made.get("declarations", [])
    order = tag_order()
    positions = sorted(made.get("positions", []), key=lambda bullet: order.get(bullet.tag, len(order)))
    used = {ref for bullet in (*commitments, *declarations, *positions, *withheld) for ref in bullet.refs}
    counts = figures.bullets(members, {ref for bullet in commitments for ref in bullet.refs})
    persons, documents = people.bullets(members, name, glossary), resolutions(members)
    cited = sorted(used | {ref for bullet in (*counts, *persons, *documents) for ref in bullet.refs})
    lines = (*commitments, *declarations, *positions, *withheld)
    settled = {ref for line in lines if line.reviewed for ref in line.refs}
    settled -= {ref for line in lines if not line.reviewed for ref in line.refs}
    shown: dict[SectionId, Sequence[Bullet]] = {
        "commitments": commitments,
        "declarations": declarations,
        "positions": positions,
        "withheld": sorted(withheld, key=lambda bullet: -bullet.score),
        "figures": counts,
        "participants": persons,
        "resolutions": documents,
        "to_check": review.bullets(event, without_checks(members, settled), cited, disagreements(groups)),
    }
    return Briefing(
        event=event.id,
        folder=event.folder,
        title=title_of(event),
        title_ar=prose.clean(event.title_ar),
        kind=kind_label(event.kind),
        date=date_of(event),
        date_start=event.date_start,
        date_end=event.date_end,
        place=prose.clean(event.place_en or event.place_ar),
        organisers=prose.clean(", ".join(event.organisers_en)),
        bottom_line=bottom_line(commitments, declarations, positions, withheld, silent=gives_away(event, members)),
        sections=tuple(Section(name, tuple(lines)) for name, lines in shown.items()),
        sources=tuple(source_of(number, analysis) for number, analysis in enumerate(members, 1)),
        evidence=tuple(evidence(members, set(cited))),
        signature=signature,
        continues=event.continues,
    )


FORMAL = re.compile(
    r"\b(?:agree|accord|deal|declar|communiqu|treat|memorandum|protocol|resolution|charter)", re.IGNORECASE
)


def gives_away(event: Event, members: Sequence[Analysis]) -> bool:
    """Whether kind, title or a headline speaks of an agreement or document, so that "none was found" would be wrong."""
    titles = (event.title_en, *(analysis.title_en for analysis in members))
    return event.kind in ("agreement", "declaration") or any(FORMAL.search(title) for title in titles)


def actor_name(actor: Actor, glossary: "Glossary | None") -> str:
    """English name for the head of a bullet: the record's, else the glossary's, else romanised."""
    from mujaz.arabic.romanise import romanise

    known = actor.name_en or (glossary.english(actor.name_ar) if glossary else None)
    short = prose.short_name(known or romanise(actor.name_ar))
    return f"The {short.lower()}" if short.lower() in GATHERINGS else prose.capital(short)


def without_checks(members: Sequence[Analysis], settled: Collection[Reference]) -> list[Analysis]:
    """The articles without the failed checks of sentences that a person has looked at: nothing is to check there."""
    return [
        replace(
            analysis,
            statements=tuple(
                replace(statement, checks=()) if Reference(number, statement.sentence) in settled else statement
                for statement in analysis.statements
            ),
        )
        for number, analysis in enumerate(members, 1)
    ]


def title_of(event: Event) -> str:
    """The English title, else the Arabic one; a monstrous one is cut, visibly."""
    title = prose.clean(event.title_en or event.title_ar)
    return title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def date_of(event: Event) -> str:
    """The date for readers; "not stated" when there is none, "(inferred)" when it was worked out."""
    start, end = event.date_start, event.date_end
    if start is None:
        return "not stated"
    if end and end.value != start.value:
        text = prose.when(When(f"{start.value}/{end.value}", "interval", start.known))
    else:
        text = prose.when(start)
    return f"{text} (inferred)" if start.known == "inferred" else text


def resolutions(members: Sequence[Analysis]) -> list[Bullet]:
    """The documents named in the statements, each once with all its references."""
    refs: dict[str, list[Reference]] = {}
    for number, analysis in enumerate(members, 1):
        for statement in analysis.statements:
            if statement.kind == "body":
                for document in statement.documents:
                    refs.setdefault(prose.clean(document), []).append(Reference(number, statement.sentence))
    return [Bullet(what=name, refs=review.unique(at), form="phrase", score=1.0 + len(at)) for name, at in refs.items()]


def source_of(number: int, analysis: Analysis) -> Source:
    """One line of the list of sources."""
    article = analysis.article
    return Source(
        number=number,
        article=article.id,
        outlet=prose.clean(article.outlet),
        outlet_en=in_latin(prose.clean(article.outlet)),
        title_ar=prose.clean(article.title),
        title_en=prose.unquoted(prose.clean(analysis.title_en)),
        date=prose.when(article.published) if article.published else "",
        address=prose.clean(article.url or article.source),
    )


def evidence(members: Sequence[Analysis], cited: set[Reference]) -> Iterable[Evidence]:
    """Every sentence of every article with its English, so that whatever the page leaves out can still be found."""
    for number, analysis in enumerate(members, 1):
        for statement in analysis.statements:
            ref = Reference(number, statement.sentence)
            yield Evidence(
                ref=ref,
                ar=prose.clean(statement.ar),
                en=prose.clean(statement.en),
                kind=statement.kind,
                cited=ref in cited,
                failed=review.failed(statement),
            )
