"""Issuing digests: which weeks are due, what goes into one, and the files it is written to.

A digest is a function of the store and is kept there when it is issued; from then on the same week gives the same
bytes. Only the writing of files and mail is left to do after that, and both can be repeated at will.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from mujaz import __version__
from mujaz.briefing.verdicts import verdicts_of
from mujaz.collect import rows as tables
from mujaz.collect.assign import ARCHIVE
from mujaz.config import Settings
from mujaz.digest import rows as shelf
from mujaz.digest.editions import differences
from mujaz.digest.understand import Reader
from mujaz.digest.weekly import Material, compose
from mujaz.errors import ClockError, UsageError
from mujaz.files import write_atomic
from mujaz.job.clock import stamp
from mujaz.job.settings import DigestConfig
from mujaz.job.weeks import Week, last_complete, zone_of
from mujaz.ledger import ledger
from mujaz.ledger import rows as ledger_rows
from mujaz.records.briefing import Briefing
from mujaz.records.digest import Digest, SourceTrouble
from mujaz.records.event import Continuation
from mujaz.store.store import Store

if TYPE_CHECKING:
    from mujaz.events.continued import Known

DAY = timedelta(days=1)  # what a clock may be put back without a word
LONGEST_GAP = 53  # weeks without a digest, after which the series does not go on by itself
PERIOD_TITLE = "Digest"  # of a free period, whatever the weekly one is called


@dataclass(frozen=True, slots=True)
class Issued:
    """A digest with its briefings. fresh: made in this run. kept: in the store (a period or an open week is not)."""

    digest: Digest
    briefings: tuple[Briefing, ...]
    fresh: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class Press:
    """Everything one run of `mujaz digest` needs to issue and write digests."""

    store: Store
    settings: Settings
    config: DigestConfig
    reader: Reader
    moment: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that cuts the weeks."""
        return zone_of(self.config.digest.time_zone)

    @property
    def newest(self) -> Week:
        """The last complete week."""
        return last_complete(self.moment, self.zone)

    def due(self) -> list[Week]:
        """The weeks of the series that are over and have no digest yet, oldest first; at first only the last one.

        Raises ClockError where a wrong clock is the better explanation: a digest of a week that is not over, or none
        for longer than a year.
        """
        known = tables.issued_weeks(self.store.connection)
        if known and self.moment + DAY < max(known).ends_at(self.zone):
            raise ClockError(
                f"the store holds a digest of {max(known)}, and by this machine's clock ({self.moment:%Y-%m-%d}) that"
                " week is not over",
                "set the clock; if it is right now and was wrong then: mujaz digest --mend-clock",
            )
        last = shelf.last_scheduled(self.store.connection)
        if last is None:
            return [] if self.newest in known else [self.newest]
        if last < self.newest.plus(-LONGEST_GAP):
            last = max(known)  # the way out: the week asked for by hand begins the series anew
        if last < self.newest.plus(-LONGEST_GAP):
            raise ClockError(
                f"the last digest is of {last}, and by this machine's clock {self.newest} is over",
                f"set the clock if it is wrong; if it is right, begin anew: mujaz digest --week {self.newest}",
            )
        first = max(last.plus(1), self.newest.plus(1 - self.config.digest.catch_up))
        return [week for week in first.until(self.newest) if week not in known]

    def issue(self, week: Week, *, scheduled: bool, readers: tuple[shelf.Delivery, ...] = ()) -> Issued:
        """The digest of a week: from the store when it was issued before, else made now, and kept if the week is over.

        readers: deliveries to note with it, so that a kill between issue and mail forgets nobody.
        """
        connection = self.store.connection
        known = shelf.digest(connection, week)
        if known:
            return Issued(known, tuple(shelf.briefings(connection, week)), fresh=False, kept=True)
        self.reader.understand(week.sunday)
        made = self._make("week = ? AND late < ?", (str(week), str(ARCHIVE)), str(week), week.monday, week.sunday)
        if self.moment < week.ends_at(self.zone):
            return Issued(*made, fresh=True, kept=False)
        with self.store.transaction() as connection:
            shelf.save_digest(connection, *made, scheduled=scheduled)
            shelf.save_deliveries(connection, readers)
        return Issued(*made, fresh=True, kept=True)

    def reissue(self, week: Week) -> Issued | None:
        """A corrected edition of an issued digest, from what people and programs know now; None when nothing changed.

        The edition before is kept in the store and its files under edition-N. It mails nothing. Raises UsageError for a
        week that has no digest.
        """
        connection = self.store.connection
        before = shelf.digest(connection, week)
        if before is None:
            raise UsageError(f"there is no digest of {week}", f"run mujaz digest --week {week} first")
        self.reader.understand(week.sunday)
        digest, briefings = self._make(
            "week = ? AND late < ?", (str(week), str(ARCHIVE)), str(week), week.monday, week.sunday
        )
        corrections = differences(before, digest)
        if not corrections:
            return None
        made = replace(
            digest, issued=before.issued, edition=before.edition + 1, reissued=stamp(self.moment),
            corrections=corrections,
        )  # fmt: skip
        self._keep_files(before)
        with self.store.transaction() as connection:
            shelf.replace_digest(connection, made, briefings)
        return Issued(made, briefings, fresh=True, kept=True)

    def _keep_files(self, digest: Digest) -> None:
        """Copy the files of an edition beside those of the one that takes its place."""
        folder = self.folder(digest)
        for path in sorted(folder.glob("*.*")):
            if path.is_file():
                write_atomic(folder / f"edition-{digest.edition}" / path.name, path.read_bytes())

    def period(self, first: date, last: date) -> Issued:
        """A digest of any days, made from the store and not kept."""
        self.reader.understand(last)
        made = self._make("day BETWEEN ? AND ?", (first.isoformat(), last.isoformat()), "", first, last)
        return Issued(*made, fresh=True, kept=False)

    def _make(
        self, where: str, values: tuple[str, ...], week: str, first: date, last: date
    ) -> tuple[Digest, tuple[Briefing, ...]]:
        from mujaz import pipeline

        connection = self.store.connection
        members = shelf.members(connection, where, values)
        analyses = shelf.understood(connection, [member.article.id for member in members])
        briefings: tuple[Briefing, ...] = ()
        signature = f"mujaz {__version__}"
        if analyses:
            glossary, service = self.reader.tools
            known = self._known(Week.of(first))
            briefings = tuple(
                pipeline.briefings(analyses, service, glossary, verdicts=verdicts_of(connection), known=known)
            )
            signature = briefings[0].signature if briefings else service.signature
        sightings = {member.article.id: tables.sightings_of(connection, member.article.id) for member in members}
        entries = ledger.build(ledger_rows.commitments(connection, str(Week.of(last))))
        material = Material(
            briefings=briefings,
            ledger=entries,
            articles=frozenset(sightings),
            late=frozenset(member.article.id for member in members if member.late),
            archive=self._archived(first, last),
            troubles=[*self._troubles(first), *self._broken(week)],
            outlets={
                article: tuple(dict.fromkeys(seen.outlet or seen.source for seen in found))
                for article, found in sightings.items()
            },
            watches=self.config.watches,
        )
        settings = self.config.digest
        digest = compose(
            material, week=week, first=first, last=last, zone=settings.time_zone,
            title=settings.title if week else PERIOD_TITLE, issued=stamp(self.moment), signature=signature,
        )  # fmt: skip
        return digest, briefings

    def _known(self, week: Week) -> "list[Known]":
        """The events of the digests of the weeks before, with the facts of their articles."""
        from mujaz.events.continued import REACH_WEEKS, Known
        from mujaz.events.facts import read

        connection = self.store.connection
        found = []
        for issued, briefing in shelf.briefings_between(connection, week.plus(-REACH_WEEKS), week):
            start = briefing.date_start.value.partition("/")[0] if briefing.date_start else ""
            since = briefing.continues.since if briefing.continues else start
            members = shelf.understood(connection, [source.article for source in briefing.sources])
            facts = tuple(read(analysis) for analysis in members)
            found.append(
                Known(Continuation(event=briefing.event, week=issued, folder=briefing.folder, since=since), facts)
            )
        return found

    def _archived(self, first: date, last: date) -> int:
        """Articles found in these days that were too old to be told as news."""
        row = self.store.connection.execute(
            "SELECT count(*) AS n FROM collected WHERE late = ? AND date(found) BETWEEN ? AND ?",
            (ARCHIVE, first.isoformat(), last.isoformat()),
        ).fetchone()
        return int(row["n"])

    def _troubles(self, first: date) -> list[SourceTrouble]:
        """What does not work now: feeds, articles given up and files that could not be read since `first`."""
        connection = self.store.connection
        found = []
        for feed in self.config.feeds:
            state = tables.feed_state(connection, feed.name)
            if state.failures:
                found.append(SourceTrouble(name=feed.name, last_ok=state.last_ok, error=state.error))
            row = connection.execute(
                "SELECT count(*) AS n, min(error) AS error FROM item"
                " WHERE feed = ? AND state = 'given up' AND date(next_try) >= ?",
                (feed.name, first.isoformat()),
            ).fetchone()
            if row["n"]:
                error = f"{row['n']} article(s) could not be read, such as {row['error']}"
                found.append(SourceTrouble(name=feed.name, last_ok=state.last_ok, error=error))
        rows = connection.execute(
            "SELECT folder, error, seen FROM dropped_file WHERE error != '' AND date(seen) >= ? ORDER BY path",
            (first.isoformat(),),
        )
        found += [SourceTrouble(name=row["folder"], last_ok=row["seen"], error=row["error"]) for row in rows]
        return found

    def _broken(self, week: str) -> list[SourceTrouble]:
        """Articles of the week that Mujaz itself failed on."""
        return [
            SourceTrouble(name=address, last_ok="", error=f"article broke the analysis ({error}); please report it")
            for address, error in shelf.misunderstood(self.store.connection, week)
        ]

    def folder(self, digest: Digest) -> Path:
        """Where the files of a digest go."""
        return Path(self.config.digest.out) / digest.name

    def written(self, digest: Digest) -> bool:
        """Whether its files are all there; digest.* are written last, so they stand for the rest."""
        return all((self.folder(digest) / f"digest.{name}").is_file() for name in self.config.digest.formats)

    def write(self, issued: Issued) -> list[Path]:
        """Write the digest and its briefings, each file at once or not at all; gives the digest's own files."""
        from mujaz.briefing.fit import fit
        from mujaz.briefing.render import render_all as render_briefing
        from mujaz.digest.render import render_all

        templates = Path(self.config.template_dir) if self.config.template_dir else None
        folder, formats = self.folder(issued.digest), self.config.digest.formats
        site = self.config.site.url.rstrip("/") if issued.digest.week else ""  # a free period is not on the site
        base = f"{site}/weeks/{issued.digest.name}/" if site else ""
        for briefing in issued.briefings:
            page = f"{base}events/{briefing.folder}/briefing.html" if base else ""
            wanted = dict.fromkeys((*formats, "html"))  # the digest links to the HTML
            for name, data in render_briefing(fit(briefing, templates), wanted, templates, page).items():
                write_atomic(folder / "events" / briefing.folder / name, data)
        paths = []
        for name, data in sorted(render_all(issued.digest, formats, templates, base).items()):
            write_atomic(folder / name, data)
            paths.append(folder / name)
        return paths
