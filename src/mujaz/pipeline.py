"""The way of the data, whole, on one page: inputs → articles → statements → English → events → briefings on disk.

Each stage is a function of the one before; this module only puts them in order and says what is written where.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from mujaz import apart
from mujaz.apart import Fail
from mujaz.config import Settings
from mujaz.files import write_atomic
from mujaz.records.article import Article
from mujaz.records.translation import Progress
from mujaz.sources import Failure, read
from mujaz.sources.reading import Fetch
from mujaz.store.finished_pages import Finished

if TYPE_CHECKING:
    from mujaz.briefing.explain import Explanation
    from mujaz.briefing.verdicts import Verdicts
    from mujaz.events.continued import Known
    from mujaz.events.facts import Facts
    from mujaz.lexicon.names import Glossary
    from mujaz.records.analysis import Analysis
    from mujaz.records.briefing import Briefing
    from mujaz.records.event import Event
    from mujaz.store.store import Store
    from mujaz.translation.service import TranslationService


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles that could be read, and each input that could not, with its error."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]


def read_all(inputs: Sequence[str], stdin: BinaryIO | None = None, fetch: Fetch | None = None) -> Reading:
    """Read every input; what cannot be read is a Failure, and the others go on. fetch: how addresses are asked."""
    articles: list[Article] = []
    failures: list[Failure] = []
    for item in read(inputs, stdin, fetch=fetch):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            articles.append(item)
    return Reading(tuple(articles), tuple(failures))


def glossary_of(settings: Settings) -> "Glossary":
    """The shipped glossary with the user's own files laid over it. Raises DataError naming file and line."""
    from mujaz.lexicon.names import load_glossary

    return load_glossary([Path(name) for name in settings.translation.glossary])


def service_of(
    settings: Settings, store: "Store", glossary: "Glossary", remark: Callable[[str], None] = lambda _: None
) -> "TranslationService":
    """The translation service with engine, memory and glossary; the model itself is loaded when first needed.

    remark is told what takes time at a model's first use: expanding, converting, testing.
    """
    from mujaz.translation.service import open_service

    return open_service(settings, store, glossary, remark)


def broken(failure: Failure) -> None:
    """Raise the error of a failure: for callers that have nobody to tell."""
    raise failure.error


def read_arabic(articles: Iterable[Article], glossary: "Glossary", fail: Fail = broken) -> tuple["Analysis", ...]:
    """Statements found in the Arabic. An article on which that breaks is told to `fail` and left out."""
    from mujaz.analyse import analyse

    return apart.analysed(articles, lambda article: analyse(article, glossary), fail)


def understand(
    articles: Iterable[Article],
    service: "TranslationService",
    glossary: "Glossary",
    progress: Progress | None = None,
    fail: Fail = broken,
) -> tuple["Analysis", ...]:
    """Statements found in the Arabic, then everything translated at once. fail: see read_arabic."""
    return in_english(read_arabic(articles, glossary, fail), service, progress, fail)


def in_english(
    analyses: Sequence["Analysis"],
    service: "TranslationService",
    progress: Progress | None = None,
    fail: Fail = broken,
) -> tuple["Analysis", ...]:
    """The analyses with their English: statements, titles, and what the title of an event may need, asked for once."""
    from mujaz.bilingual import translated
    from mujaz.events.headline import wanted

    return apart.translated(analyses, lambda some: translated(some, service, progress, wanted), fail)


def told_once(analyses: Sequence["Analysis"]) -> "Iterator[Analysis]":
    """The same analyses, in order of day, duplicate_of set where another article has a statement already."""
    from mujaz.statements.duplicates import Recent, in_days

    recent = Recent()
    for day, some in in_days(analyses, lambda analysis: analysis.article.day):
        for analysis, marked in zip(some, recent.marked(day, [one.statements for one in some]), strict=True):
            yield replace(analysis, statements=marked)


def grouping(
    glossary: "Glossary", known: "Mapping[str, Facts] | None" = None
) -> Callable[[Sequence["Analysis"]], tuple["Event", ...]]:
    """What puts analyses into events, with approved names by `glossary`. known: facts of articles, see `group`."""
    from mujaz.events.group import group

    return lambda analyses: group(analyses, glossary, known)


def briefings(
    analyses: Sequence["Analysis"],
    service: "TranslationService",
    glossary: "Glossary",
    *,
    left_out: Callable[["Event"], None] = lambda _: None,
    verdicts: "Verdicts | None" = None,
    known: "Sequence[Known]" = (),
    fail: Fail = broken,
) -> Iterator["Briefing"]:
    """One composed briefing an event, in order of date, then title; not yet fitted to a page.

    An event in which nothing is stated makes no page: `left_out` is told of it. verdicts: what people said of lines.
    known: the events of earlier digests, which those of now may go on from. fail: told of an event that cannot be
    composed, which is left out.
    """
    from mujaz.events.continued import continuing

    by_id = {analysis.article.id: analysis for analysis in analyses}
    events = continuing(apart.grouped(analyses, grouping(glossary), fail), analyses, known)
    told = ((event, [by_id[article] for article in event.articles]) for event in events)
    yield from composed(told, service.signature, glossary, left_out=left_out, verdicts=verdicts, fail=fail)


def composed(
    events: Iterable[tuple["Event", Sequence["Analysis"]]],
    signature: str,
    glossary: "Glossary",
    *,
    left_out: Callable[["Event"], None] = lambda _: None,
    verdicts: "Verdicts | None" = None,
    fail: Fail = broken,
) -> Iterator["Briefing"]:
    """The briefing of each event, given with its articles in order; see `briefings`."""
    from mujaz.briefing.compose import compose

    def made(told: tuple["Event", Sequence["Analysis"]]) -> "Briefing":
        return compose(*told, glossary=glossary, signature=signature, verdicts=verdicts)

    def named(told: tuple["Event", Sequence["Analysis"]]) -> str:
        return f"briefing on {', '.join(member.article.source for member in told[1])}"

    yield from apart.one_by_one(telling(events, left_out), made, named, fail)


def telling(
    events: Iterable[tuple["Event", Sequence["Analysis"]]], left_out: Callable[["Event"], None]
) -> Iterator[tuple["Event", Sequence["Analysis"]]]:
    """The events in which something is stated: those that make a page. left_out: told of the others."""
    for event, members in events:
        if any(statement.labels for member in members for statement in member.statements):
            yield event, members
        else:
            left_out(event)


def pages(briefings: Iterable["Briefing"], settings: Settings, fail: Fail = broken) -> Iterator[Finished]:
    """The briefings fitted and rendered one after the other. fail: told of one that cannot be, which is left out."""
    return apart.one_by_one(briefings, lambda one: rendered(one, settings), lambda one: f"briefing {one.folder}", fail)


def explanations(
    analyses: Sequence["Analysis"],
    service: "TranslationService",
    glossary: "Glossary",
    settings: Settings,
    *,
    left_out: Callable[["Event"], None] = lambda _: None,
    verdicts: "Verdicts | None" = None,
) -> Iterator["Explanation"]:
    """Each page of `briefings`, fitted and explained: which rule and which data line made which words."""
    from mujaz.briefing.explain import explain

    by_id = {analysis.article.id: analysis for analysis in analyses}
    files = [Path(name) for name in settings.translation.glossary]
    events = grouping(glossary)(analyses)
    for event, members in telling(((one, [by_id[a] for a in one.articles]) for one in events), left_out):
        yield explain(
            event,
            members,
            glossary,
            glossary_files=files,
            signature=service.signature,
            verdicts=verdicts,
            fitted=lambda whole: fitted(whole, settings),
        )


def fitted(briefing: "Briefing", settings: Settings) -> "Briefing":
    """One briefing cut to its page, with the templates of the settings."""
    from mujaz.briefing.fit import fit

    return fit(briefing, templates_of(settings))


def templates_of(settings: Settings) -> Path | None:
    """The folder of the user's own templates; None for the shipped ones."""
    return Path(settings.briefing.template_dir) if settings.briefing.template_dir else None


def rendered(briefing: "Briefing", settings: Settings) -> Finished:
    """One briefing fitted to its page, in every format asked for; marked when something on it failed a check."""
    from mujaz.briefing.render import render_all

    files = render_all(fitted(briefing, settings), settings.briefing.formats, templates_of(settings))
    return Finished(briefing.folder, tuple(files.items()), bool(briefing.flags))


def write(finished: Finished, settings: Settings) -> tuple[Path, ...]:
    """Write the files of one briefing, each at once or not at all."""
    folder = Path(settings.briefing.out) / finished.folder
    for name, data in finished.files:
        write_atomic(folder / name, data)
    return tuple(folder / name for name, _ in finished.files)
