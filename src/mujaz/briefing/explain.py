"""Why a page says what it says: for each statement its Arabic, the rule that found it, and every way it could be told.

Nothing is decided here. The choices are made again by the functions that made them for the page (lines, bullets,
compose, fit), and each is laid open with the data line it rests on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mujaz.briefing import lines
from mujaz.briefing.bullets import bullet_of
from mujaz.briefing.compose import actor_name, compose
from mujaz.briefing.fit import fit
from mujaz.briefing.origins import (
    SHIPPED,
    Origin,
    cue_origin,
    entry_origin,
    name_origin,
    predicate_origins,
    weight_origin,
)
from mujaz.briefing.points import Point, points, section_of
from mujaz.briefing.verdicts import Verdicts, applied
from mujaz.english import text as prose
from mujaz.records.analysis import Analysis
from mujaz.records.briefing import Briefing, Bullet, SectionId
from mujaz.records.event import Event
from mujaz.records.review import Reviewed
from mujaz.records.statement import Actor, Rendering, RenderingForm, StatementSpan
from mujaz.records.translation import Check
from mujaz.statements.duplicates import mark_duplicates

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary

Fate = Literal["printed", "printed, marked", "withheld", "told by another line", "no room", "rejected by a person"]
OTHERS: dict[SectionId, tuple[str, ...]] = {
    "figures": ("briefing/figures.toml",),
    "participants": ("lexicon/people.toml", SHIPPED),
    "resolutions": ("lexicon/documents.tsv", SHIPPED),
    "to_check": ("english/wordings.toml",),
}
"""The data behind the sections that are not made of statements."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in a statement. resolved_from: the Arabic words that stood for him. by: where the English is from.

    origins: the data lines of the name; none where it was spelt in Latin letters by rule.
    """

    name_ar: str
    printed: str
    resolved_from: str
    role_en: str
    by: Literal["glossary", "lexicon", "read in the article", "romanised"]
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing a line is judged by: value, weight, and what it adds. origin: where the weight stands."""

    name: str
    value: float
    weight: float
    adds: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class Way:
    """One way to tell a statement. machine_ar, machine_en: what the model was given and wrote, "" for neither.

    origins: the data lines of the lead. line: as it would be printed, "" where it cannot stand (a predicate without an
    actor). failed: the checks it failed. quality: the chance that it is right.
    """

    form: RenderingForm
    lead: str
    origins: tuple[Origin, ...]
    machine_ar: str
    machine_en: str
    confidence: float | None
    line: str
    failed: tuple[Check, ...]
    features: tuple[Feature, ...]
    quality: float
    chosen: bool


@dataclass(frozen=True, slots=True)
class NameUsed:
    """A glossary entry found in the Arabic. stands: whether an approved form of it stands in the chosen line."""

    arabic: str
    english: str
    origin: Origin
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement and what became of it. ref: article and sentence, "1:7". printed: the line of the page.

    reviewed: the last that a person said of the line; None where nobody did.
    """

    ref: str
    section: SectionId
    fate: Fate
    printed: str
    why: str
    ar: str
    content: str
    labels: tuple[str, ...]
    cue: Origin | None
    cue_ar: str
    modality: str
    sums: str
    by_when: str
    actor: Named | None
    speaker: Named | None
    ways: tuple[Way, ...]
    names: tuple[NameUsed, ...]
    score: float
    reviewed: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """A line that is not made of one statement: figures, who took part, documents, what to check."""

    section: SectionId
    printed: str
    refs: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A page explained. signature: model, engine, rules and glossary it was made with."""

    folder: str
    title: str
    title_ar: str
    kind: str
    date: str
    place: str
    signature: str
    shown: float
    sure: float
    statements: tuple[Told, ...]
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the explanation of every statement of one page needs: the whole briefing, and what of it has room."""

    whole: Briefing
    fitted: Briefing
    members: Sequence[Analysis]
    glossary: "Glossary"
    glossary_files: Sequence[Path]
    verdicts: Verdicts | None = None

    def name(self, actor: Actor) -> str:
        """An actor as the page prints him."""
        return actor_name(actor, self.glossary)


def explain(
    event: Event,
    members: Sequence[Analysis],
    glossary: "Glossary",
    *,
    glossary_files: Sequence[Path] = (),
    signature: str = "",
    verdicts: Verdicts | None = None,
    fitted: Callable[[Briefing], Briefing] = fit,
) -> Explanation:
    """The page of one event, explained. members: its articles, translated. glossary_files: the user's own.

    verdicts: what people said of lines. fitted: cuts a briefing to its page.
    """
    whole = compose(event, members, glossary=glossary, signature=signature, verdicts=verdicts)
    page = Page(whole, fitted(whole), marked(members), glossary, glossary_files, verdicts)
    others = tuple(
        Other(section.id, bullet.plain, tuple(ref.mark for ref in bullet.refs), OTHERS[section.id])
        for section in page.fitted.sections
        if section.id in OTHERS
        for bullet in section.bullets
    )
    return Explanation(
        folder=whole.folder, title=whole.title, title_ar=whole.title_ar, kind=whole.kind, date=whole.date,
        place=whole.place, signature=signature, shown=lines.quality().shown, sure=lines.quality().sure,
        statements=tuple(told(point, page) for point in points(page.members)), others=others,
    )  # fmt: skip


def marked(members: Sequence[Analysis]) -> list[Analysis]:
    """The articles with statements that repeat earlier ones marked, as the page has them."""
    groups = mark_duplicates([analysis.statements for analysis in members])
    return [replace(analysis, statements=group) for analysis, group in zip(members, groups, strict=True)]


def told(point: Point, page: Page) -> Told:
    """One statement with everything that decided about it."""
    own = applied(bullet_of(point, page.name), page.verdicts)
    best = lines.best_line(point, page.name)
    span = span_of(point)
    article = page.members[point.ref.article - 1].article
    ways = tuple(
        way(point, rendering, page, chosen=best is not None and rendering is best.rendering)
        for rendering in point.renderings
    )
    fate, there = fate_of(point, own, page)
    return Told(
        ref=point.ref.mark,
        section="withheld" if own.form == "withheld" else section_of(point),
        fate=fate,
        printed=there,
        why=reason(fate, ways, best, own.reviewed),
        ar=point.ar,
        content=point.content,
        labels=point.labels,
        cue=cue_origin(span.cue.id) if span else None,
        cue_ar=article.text[span.cue.start : span.cue.end] if span else "",
        modality=point.modality,
        sums=prose.sums(point.amounts),
        by_when=lines.when_of(point),
        actor=named(point.actor, page) if point.actor else None,
        speaker=named(point.speaker, page) if point.speaker else None,
        ways=ways,
        names=names_used(point, best.what if best else "", page),
        score=own.score,
        reviewed=own.reviewed,
    )


def span_of(point: Point) -> StatementSpan | None:
    """The part of the sentence that the statement is; None for records without parts."""
    spans = point.statement.spans
    return next((span for span in spans if span.ar == point.ar and span.labels == point.labels), None)


def way(point: Point, rendering: Rendering, page: Page, *, chosen: bool) -> Way:
    """One way to tell the statement, weighed."""
    line = lines.line_of(point, rendering, page.name)
    span = span_of(point)
    text = page.members[point.ref.article - 1].article.text
    failed = lines.failed_of(point, rendering, line.what, line.who, line.form, implied=line.implied) if line else ()
    return Way(
        form=rendering.form,
        lead=rendering.lead,
        origins=predicate_origins(span, text, rendering.lead) if span and rendering.lead else (),
        machine_ar=rendering.ar,
        machine_en=rendering.en,
        confidence=rendering.confidence,
        line=printed(point, line) if line else "",
        failed=failed,
        features=features(line) if line else (),
        quality=line.quality if line else 0.0,
        chosen=chosen,
    )


def printed(point: Point, line: lines.Line) -> str:
    """A line as it would stand on the page, without tag, sum and date."""
    bullet = Bullet(what=line.what, who=line.who, form=line.form, implied=line.implied, labels=point.labels)
    return bullet.plain


def features(line: lines.Line) -> tuple[Feature, ...]:
    """What the quality of a line was worked out from, the heaviest first; what adds nothing is left out."""
    model = lines.quality()
    made = []
    for name, value in line.features.items():
        weight = model.weights.get(name, model.weights["other-check"])
        if value:
            made.append(Feature(name, value, weight, weight * value, weight_origin(name)))
    return tuple(sorted(made, key=lambda feature: -abs(feature.adds)))


def fate_of(point: Point, own: Bullet, page: Page) -> tuple[Fate, str]:
    """What became of a statement, and the line of the page that tells it ("" where none does)."""
    if own.reviewed and own.reviewed.verdict == "rejected":
        return "rejected by a person", ""
    section: SectionId = "withheld" if own.form == "withheld" else section_of(point)
    if bullet := line_with(point, own, page.fitted.section(section).bullets):
        if section == "withheld":
            return "withheld", bullet.plain
        same = bullet.what == own.what and bullet.ar == own.ar
        return ("printed, marked" if bullet.review else "printed") if same else "told by another line", bullet.plain
    for other in ("commitments", "declarations", "positions"):
        bullet = line_with(point, own, page.fitted.section(other).bullets)
        if bullet and set(bullet.labels) & set(point.labels):
            return "told by another line", bullet.plain
    return "no room", ""


def line_with(point: Point, own: Bullet, bullets: Sequence[Bullet]) -> Bullet | None:
    """The line that tells a statement: the one with its words, else one that rests on its sentence and its label."""
    here = [bullet for bullet in bullets if point.ref in bullet.refs]
    exact = [bullet for bullet in here if bullet.what == own.what and bullet.ar == own.ar]
    alike = [bullet for bullet in here if set(bullet.labels) & set(point.labels)]
    return next(iter((*exact, *alike)), None)


def reason(fate: Fate, ways: Sequence[Way], best: lines.Line | None, reviewed: Reviewed | None) -> str:
    """Why it came so, in a sentence; what a person said comes first, since it decides."""
    weighed = by_weight(fate, ways, best)
    said = f"{reviewed.who} {reviewed.verdict} it on {reviewed.at[:10]}" if reviewed else ""
    return f"{said}; by itself: {weighed}" if said else weighed


def by_weight(fate: Fate, ways: Sequence[Way], best: lines.Line | None) -> str:
    """What the weights decided, in a sentence."""
    model = lines.quality()
    if best is None:
        return "there is no English of it"
    others = [f"{made.quality:.2f}" for made in ways if not made.chosen and made.line]
    against = f", against {' and '.join(others)}" if others else ""
    chosen = f"the best way is the {best.rendering.form} ({best.quality:.2f}{against})"
    if best.quality < model.shown:
        return f"{chosen}; below {model.shown:.2f} no English is printed"
    mark = f"below {model.sure:.2f}: marked" if best.quality < model.sure else f"at least {model.sure:.2f}: not marked"
    end = {
        "told by another line": "; another line says the same",
        "no room": "; the page is full, it is counted under “more”",
    }.get(fate, "")
    return f"{chosen}; {mark}{end}"


def named(actor: Actor, page: Page) -> Named:
    """An actor or speaker, and where his English is from."""
    entry = page.glossary.get(actor.name_ar)
    table = name_origin(actor.name_ar)
    if entry:
        origins = (entry_origin(entry, page.glossary_files),)
        return Named(actor.name_ar, page.name(actor), actor.resolved_from, actor.role_en, "glossary", origins)
    if table:
        return Named(actor.name_ar, page.name(actor), actor.resolved_from, actor.role_en, "lexicon", (table,))
    inside = tuple(entry_origin(hit.entry, page.glossary_files) for hit in page.glossary.find(actor.name_ar))
    by: Literal["read in the article", "romanised"] = "read in the article" if actor.name_en else "romanised"
    return Named(actor.name_ar, page.name(actor), actor.resolved_from, actor.role_en, by, inside)


def names_used(point: Point, line: str, page: Page) -> tuple[NameUsed, ...]:
    """The glossary entries in the Arabic of a statement, each once."""
    found: dict[str, NameUsed] = {}
    for hit in page.glossary.find(point.ar):
        forms = (hit.entry.english, *hit.entry.admitted, prose.short_name(hit.entry.english))
        stands = any(form.lower() in line.lower() for form in forms)
        origin = entry_origin(hit.entry, page.glossary_files)
        found.setdefault(hit.entry.arabic, NameUsed(hit.entry.arabic, hit.entry.english, origin, stands))
    return tuple(found.values())
