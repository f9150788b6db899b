"""Analysing and translating what was collected: each article once, kept at once, never again."""

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cache
from sqlite3 import Connection
from typing import TYPE_CHECKING

from mujaz import __version__
from mujaz.collect.assign import stated_day
from mujaz.config import Settings
from mujaz.digest import rows as shelf
from mujaz.errors import InputError, MujazError, contained
from mujaz.ledger import rows as ledger_rows
from mujaz.ledger.commitments import statements_of
from mujaz.records.analysis import Analysis
from mujaz.resources import package_path
from mujaz.store.store import Store
from mujaz.translation.service import RULES

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary
    from mujaz.translation.service import TranslationService

BATCH = 8  # articles in one transaction; what a kill costs at most (their translations stay in the memory)


@cache
def rules() -> str:
    """A short digest of every data file that says how an article is read; it changes when a rule or a list changes."""
    data = hashlib.sha256()
    home = package_path()
    for path in sorted(home.rglob("*")):
        if path.suffix in (".toml", ".tsv") and "data" not in path.relative_to(home).parts[:1]:
            data.update(path.read_bytes())
    return f"{RULES}+{data.hexdigest()[:8]}"


def conditions(signature: str) -> str:
    """What an article was read under: model, glossary and version (the signature of the service), and the rules."""
    return f"{signature} · rules {rules()}"


def outdated(connection: Connection, settings: Settings) -> int:
    """How many articles were read with another glossary, version or set of rules than today's; loads no model."""
    from mujaz import pipeline

    today = conditions(f"glossary {pipeline.glossary_of(settings).version} · mujaz {__version__}")
    row = connection.execute("SELECT count(*) FROM understood WHERE signature NOT LIKE ?", (f"%{today}",)).fetchone()
    return int(row[0])


class Reader:
    """Glossary and translation service for one run, made when first needed: a run with nothing new loads no model."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings, self.store = settings, store
        self._made: tuple[Glossary, TranslationService] | None = None

    @property
    def tools(self) -> "tuple[Glossary, TranslationService]":
        """The glossary, and the service that uses it. Raises ModelError when there is no usable model."""
        if self._made is None:
            from mujaz import pipeline

            glossary = pipeline.glossary_of(self.settings)
            self._made = (glossary, pipeline.service_of(self.settings, self.store, glossary))
        return self._made

    def understand(self, up_to: date | None = None) -> int:
        """Analyse and translate the collected articles not yet understood (up to a day); gives how many."""
        last = up_to.isoformat() if up_to else "9999"
        fresh = shelf.members(self.store.connection, "day <= ?", (last,), fresh=True)
        for start in range(0, len(fresh), BATCH):
            batch = fresh[start : start + BATCH]
            try:
                self._read(batch)
            except InputError:
                for member in batch:
                    self._read_alone(member)
            except MujazError:
                raise
            except Exception:  # one article must not stop the job: find it, tell of it, go on without it
                for member in batch:
                    self._read_alone(member)
        self._keep_ledger()
        return len(fresh)

    def read_again(self, articles: Sequence[str]) -> None:
        """Read these articles anew, a few at a time: each is forgotten and read in one transaction."""
        for start in range(0, len(articles), BATCH):
            some = articles[start : start + BATCH]
            marks = ",".join("?" * len(some))
            members = shelf.members(self.store.connection, f"collected.article IN ({marks})", some)
            try:
                self._read(members, again=True)
            except MujazError:
                raise
            except Exception:  # what is known of these stays as it was; the others go on
                for member in members:
                    self._read_alone(member, again=True)
        self._keep_ledger()

    def _keep_ledger(self) -> None:
        """Build the ledger's table anew when reading has emptied it, in this run or in one that was killed."""
        if not ledger_rows.is_stale(self.store.connection):
            return
        with self.store.transaction() as connection:
            ledger_rows.save_entries(connection, ledger_rows.built(connection))

    def _read_alone(self, member: shelf.Member, *, again: bool = False) -> None:
        try:
            with contained("the analysis"):
                self._read([member], again=again)
        except InputError as error:
            with self.store.transaction() as connection:
                shelf.save_misunderstood(connection, member.article.id, error.message)

    def _read(self, batch: list[shelf.Member], *, again: bool = False) -> None:
        """Analyse, translate and keep some articles, all in one transaction; again: in place of what is kept."""
        from mujaz import pipeline

        glossary, service = self.tools
        analyses = pipeline.understand([member.article for member in batch], service, glossary)
        found = [
            statements_of(analysis, day=day_of(analysis, member.day), week=member.week, glossary=glossary)
            for analysis, member in zip(analyses, batch, strict=True)
        ]
        with self.store.transaction() as connection:
            if again:
                shelf.forget_understood(connection, [member.article.id for member in batch])
            for analysis, statements in zip(analyses, found, strict=True):
                shelf.save_understood(connection, analysis, statements, conditions(service.signature))
            ledger_rows.forget_entries(connection)


def day_of(analysis: Analysis, collected: str) -> str:
    """The day the article itself states, where it is earlier than the day it came to us; else the latter."""
    stated = stated_day(analysis.article)
    return min(stated.isoformat(), collected) if stated else collected
