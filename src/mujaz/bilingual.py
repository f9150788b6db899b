"""An analysed article put into English once: by rule where a rule speaks, by machine otherwise."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from mujaz.english.frames import reported
from mujaz.english.predicate_data import load_words
from mujaz.english.predicates import Predicate, joined, predicate_of, with_purpose
from mujaz.records.analysis import Analysis
from mujaz.records.statement import Rendering, RenderingForm, Statement, StatementSpan
from mujaz.records.translation import CERTAIN, Progress, Translation
from mujaz.translation.assembly import lower_first

if TYPE_CHECKING:
    pass


Predicates = dict[StatementSpan, Predicate]


class Translates(Protocol):
    """What `translated` needs of a TranslationService: as many translations as texts, in order."""

    def translate(self, texts: Sequence[str], progress: Progress | None = None) -> list[Translation]:
        """Translate sentences or parts of sentences."""
        ...


Also = Callable[[Analysis], Iterable[str]]  # what else of an article is asked for in English, such as an event's name


def nothing(_: Analysis) -> Iterable[str]:
    """Nothing else."""
    return ()


def translated(
    analyses: Sequence[Analysis], service: Translates, progress: Progress | None = None, also: Also = nothing
) -> tuple[Analysis, ...]:
    """The analyses with English in every statement, every span of it, the title, and in `extras` what `also` names.

    All texts go to the service at once, so that it can sort and batch them; equal texts are translated once there.
    """
    predicates = [predicates_of(analysis) for analysis in analyses]
    extras = [tuple(dict.fromkeys(also(analysis))) for analysis in analyses]
    parts = list(zip(analyses, predicates, extras, strict=True))
    texts = list(dict.fromkeys(t for analysis, made, more in parts for t in (*texts_of(analysis, made), *more)))
    english = dict(zip(texts, service.translate(texts, progress), strict=True))
    return tuple(
        replace(with_english(analysis, made, english), extras=tuple(lasting(english[text]) for text in more))
        for analysis, made, more in parts
    )


def lasting(made: Translation) -> Translation:
    """As it is kept: whether the memory knew it is chance, and no part of what was read."""
    return replace(made, origin="model") if made.origin == "memory" else made


def headed(
    analyses: Sequence[Analysis], service: Translates, progress: Progress | None = None, also: Also = nothing
) -> tuple[Analysis, ...]:
    """The analyses with English in `extras` alone: enough for the titles of events."""
    extras = [tuple(dict.fromkeys(also(analysis))) for analysis in analyses]
    texts = list(dict.fromkeys(text for more in extras for text in more))
    english = dict(zip(texts, service.translate(texts, progress), strict=True))
    return tuple(
        replace(analysis, extras=tuple(english[text] for text in more))
        for analysis, more in zip(analyses, extras, strict=True)
    )


def predicates_of(analysis: Analysis) -> Predicates:
    """The predicate of every statement that has one."""
    spans = (span for statement in analysis.statements for span in statement.spans)
    made = ((span, predicate_for(span, analysis.article.text)) for span in spans)
    return {span: predicate for span, predicate in made if predicate}


def texts_of(analysis: Analysis, predicates: Predicates) -> Iterable[str]:
    """Everything in an analysis that needs English: title, sentences, statements, and the objects of predicates."""
    if analysis.article.title:
        yield analysis.article.title
    for statement in analysis.statements:
        yield statement.ar
        for span in statement.spans:
            yield span.ar
            if span in predicates and predicates[span].rest:
                yield predicates[span].rest


def predicate_for(span: StatementSpan, text: str) -> Predicate | None:
    """The predicate of a statement, with a sum that opens its object put into English by rule as well."""
    from mujaz.english.text import money

    predicate = predicate_of(span, text)
    if predicate is None:
        return None
    if predicate.english.endswith(":") and span.speaker in (None, span.actor):
        return replace(predicate, rest=reported(predicate.rest))  # "warned: he added that …" says it twice
    rest = " ".join(predicate.rest.split())
    for amount in span.amounts:
        sum_ar = " ".join(amount.ar.split())
        if sum_ar and rest.startswith(sum_ar):
            rest = rest.removeprefix(sum_ar).strip(" ،,")
            if amount.per:  # the English sum says "a year" already
                rest = load_words().per.sub("", rest)
            return with_purpose(Predicate(f"{predicate.english} {money(amount)}", rest))
    return predicate


def with_english(analysis: Analysis, predicates: Predicates, english: Mapping[str, Translation]) -> Analysis:
    """Fill in what was translated, each piece beside the Arabic it stands for, with its checks and confidence."""

    def span_with(span: StatementSpan) -> StatementSpan:
        clause = english[span.ar]
        made = [rendering("clause", clause)]
        predicate = predicates.get(span)
        if predicate:
            made.insert(0, ruled(predicate, english[predicate.rest] if predicate.rest else None))
        return replace(
            span,
            en=clause.text,
            confidence=clause.confidence,
            predicate_en=made[0].text if predicate else "",
            renderings=tuple(made),
        )

    def statement_with(statement: Statement) -> Statement:
        done = english[statement.ar]
        return replace(
            statement,
            en=done.text,
            checks=done.checks,
            confidence=done.confidence,
            spans=tuple(span_with(span) for span in statement.spans),
        )

    title = english.get(analysis.article.title)
    return replace(
        analysis,
        title_en=title.text if title else "",
        title_checks=title.checks if title else (),
        title_confidence=title.confidence if title else None,
        statements=tuple(map(statement_with, analysis.statements)),
    )


def rendering(form: RenderingForm, done: Translation) -> Rendering:
    """What the machine made of a clause or sentence, as it is."""
    return Rendering(
        form=form, ar=done.source, en=done.text, text=done.text, checks=done.checks, confidence=done.confidence
    )


def ruled(predicate: Predicate, done: Translation | None) -> Rendering:
    """A predicate by rule with the machine's English of its object; sure of itself where it needs no object."""
    if done is None:
        return Rendering(
            form="predicate", lead=predicate.english, ar="", en="", text=predicate.english, confidence=CERTAIN
        )
    rest = lower_first(done.text.rstrip(" ."))
    return Rendering(
        form="predicate",
        lead=predicate.english,
        ar=predicate.rest,
        en=done.text,
        text=joined(predicate.english, rest),
        checks=done.checks,
        confidence=done.confidence,
    )
