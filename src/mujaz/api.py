"""Mujaz for programs and notebooks: what docs/api.md lists, and nothing else, stays as it is between versions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from mujaz import pipeline
from mujaz.config import Settings, load
from mujaz.errors import UsageError
from mujaz.pages.formats import FormatName
from mujaz.records.analysis import Analysis
from mujaz.records.article import Article
from mujaz.records.briefing import Briefing
from mujaz.records.event import Event
from mujaz.records.statement import Statement
from mujaz.records.translation import Progress, Translation
from mujaz.sources.record import Failure

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary
    from mujaz.store.store import Store
    from mujaz.translation.service import TranslationService

Fail = Callable[[Failure], None]
"""Told of what could not be read or done; the rest goes on."""


def read(*inputs: str | Path, fail: Fail = pipeline.broken) -> tuple[Article, ...]:
    """The articles of files, folders, patterns and addresses, each once, in order.

    fail: told of each input that gave none. Without it the first one raises InputError.
    """
    reading = pipeline.read_all([str(name) for name in inputs])
    for failure in reading.failures:
        fail(failure)
    return reading.articles


def from_records(records: Iterable[Mapping[str, Any]], fail: Fail = pipeline.broken) -> tuple[Article, ...]:
    """Articles from objects such as {"text": …, "title": …, "outlet": …, "date": "2024-11-04", "url": …}.

    Only `text` is required. The rows of a table come as `frame.to_dict("records")`. fail: see `read`; a record is named
    by its number, from 1.
    """
    from mujaz.sources.jsonl import found_in
    from mujaz.sources.meta import make_article
    from mujaz.sources.record import Raw

    raw = Raw(data=b"", name="record")

    def made(numbered: tuple[int, Mapping[str, Any]]) -> Article:
        return make_article(found_in(numbered[1], f"record:{numbered[0]}"), raw)

    from mujaz.apart import one_by_one

    return tuple(one_by_one(enumerate(records, 1), made, lambda numbered: f"record:{numbered[0]}", fail))


class Session:
    """Glossary, model and store for as long as they are needed; each is opened when first asked for.

    Use as a context manager, or call `close`. Two sessions share nothing but the files of store and cache.
    """

    def __init__(
        self,
        config: str | Path | None = None,
        *,
        store: str | Path | None = None,
        model: str | None = None,
        english: bool = True,
        fail: Fail = pipeline.broken,
        progress: Progress | None = None,
    ) -> None:
        """Settings as the command line has them: mujaz.toml here or `config`, environment, then what is given.

        store: an SQLite file, ":memory:" for one that is not kept. model: a name of models.txt or a folder. english:
        False for the Arabic side alone, which needs no model. fail: told of an article on which something broke;
        without it that raises InputError. progress: told (done so far, of how many) while translating.
        Raises ConfigError.
        """
        options = {("store", "path"): str(store) if store else None, ("translation", "model"): model}
        self.settings: Settings = load(str(config) if config else None, options=options)
        self.english = english
        self.fail = fail
        self.progress = progress

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store, if it was opened; the session can be used no more."""
        if "_store" in self.__dict__:
            self._store.close()

    def analyse(self, articles: Iterable[Article]) -> tuple[Analysis, ...]:
        """Each article's sentences and statements, in English too unless the session is for Arabic alone.

        Raises ModelError where no model is usable.
        """
        if not self.english:
            return pipeline.read_arabic(articles, self._glossary, self.fail)
        return pipeline.understand(articles, self._service, self._glossary, self.progress, self.fail)

    def statements(self, analyses: Sequence[Analysis]) -> tuple[Statement, ...]:
        """One record a sentence, as `mujaz statements` prints them: article after article, repetitions marked."""
        told = {one.article.id: one.statements for one in pipeline.told_once(analyses)}
        return tuple(statement for analysis in analyses for statement in told[analysis.article.id])

    def events(self, analyses: Sequence[Analysis]) -> tuple[Event, ...]:
        """Which articles tell one event, as `mujaz events` has it; in order of date, then title."""
        from mujaz import apart

        return apart.grouped(analyses, pipeline.grouping(self._glossary), self.fail)

    def briefings(self, analyses: Sequence[Analysis]) -> Iterator[Briefing]:
        """One briefing an event in which something is stated, not yet cut to its page. Raises UsageError for Arabic."""
        from mujaz.briefing.verdicts import verdicts_of

        self._require_english("briefings")
        verdicts = verdicts_of(self._store.connection)
        return pipeline.briefings(analyses, self._service, self._glossary, verdicts=verdicts, fail=self.fail)

    def pages(self, briefing: Briefing, *formats: FormatName) -> dict[str, bytes]:
        """The files of a briefing fitted to one page, by name. formats: only these; all without."""
        settings = self.settings
        if formats:
            settings = replace(settings, briefing=replace(settings.briefing, formats=formats))
        return dict(pipeline.rendered(briefing, settings).files)

    def translate(self, texts: Sequence[str]) -> list[Translation]:
        """Arabic in, checked English out, as `mujaz translate`. Raises UsageError for Arabic alone, ModelError."""
        self._require_english("translations")
        return self._service.translate(texts, self.progress)

    def _require_english(self, what: str) -> None:
        if not self.english:
            raise UsageError(f"{what} are English, and this session is for Arabic alone", "leave out english=False")

    @cached_property
    def _glossary(self) -> "Glossary":
        return pipeline.glossary_of(self.settings)

    @cached_property
    def _store(self) -> "Store":
        from mujaz.store.store import Store

        return Store(":memory:" if self.settings.store.path == ":memory:" else self.settings.store_path)

    @cached_property
    def _service(self) -> "TranslationService":
        return pipeline.service_of(self.settings, self._store, self._glossary)


def table(records: Sequence[Statement] | Sequence[Event], library: Literal["pandas", "polars"] = "pandas") -> Any:
    """Statements or events as a pandas or Polars data frame, with the columns of `mujaz bulk` (docs/scale.md).

    Raises UsageError where the library is not installed.
    """
    from importlib import import_module

    from mujaz.bulk.rows import event_row, statement_row

    try:
        made = import_module(library)
    except ImportError as error:
        raise UsageError(f"{library} is not installed", f"pip install {library}") from error
    rows = [event_row(one) if isinstance(one, Event) else statement_row(one) for one in records]
    return made.DataFrame(rows)
