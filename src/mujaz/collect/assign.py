"""Keeping what was found: the same article again, or a new one; and which digest a new one belongs to."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from sqlite3 import Connection
from zoneinfo import ZoneInfo

from mujaz.collect import rows as tables
from mujaz.collect.likeness import Sketches, canonical_url, numbers_of, sketch
from mujaz.job.clock import stamp
from mujaz.job.weeks import Week, day_in
from mujaz.records.article import Article

REPRINT_DAYS = 14  # a reprint follows within days; the same words a year later are a new statement

IN_TIME, LATE, ARCHIVE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides about identity and week: likeness threshold, time zone, and how late news may be."""

    similarity: float
    zone: ZoneInfo
    late_days: int


@dataclass(frozen=True, slots=True)
class Find:
    """An article found somewhere. day: as the source states it, else None. address: a URL or a path."""

    article: Article
    source: str
    address: str
    outlet: str = ""
    day: date | None = None


class Recent:
    """The collected articles of the days that were asked about, so that a run reads each day from the store once."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        self.forget()

    def forget(self) -> None:
        """Begin anew, after a transaction was rolled back: what it had kept is not in the store."""
        self.sketches = Sketches(self.threshold)
        self.loaded: set[date] = set()

    def reprint_of(self, connection: Connection, identity: tuple[bytes, tuple[str, ...]], day: date) -> str:
        """The article within REPRINT_DAYS of `day` that is this one; "" for none."""
        days = [day + timedelta(days=away) for away in range(-REPRINT_DAYS, REPRINT_DAYS + 1)]
        missing = [one for one in days if one not in self.loaded]
        if missing:
            for known in tables.known_between(connection, missing[0], missing[-1]):
                if known.article not in self.sketches.days:
                    self.sketches.add(known.article, known.day, known.found, (known.sketch, known.numbers))
            self.loaded.update(missing)
        return self.sketches.like(identity, days[0].isoformat(), days[-1].isoformat())


def keep(connection: Connection, find: Find, rules: Rules, moment: datetime, recent: Recent | None = None) -> bool:
    """Store one find inside the caller's transaction; True when the article is new.

    An article known already, word for word or as a lightly changed reprint, only gains a source. recent: what this run
    has read of the store, to be told to forget() when the transaction fails.
    """
    recent = recent or Recent(rules.similarity)
    now = stamp(moment)
    today = day_in(moment, rules.zone)
    day = min(find.day or stated_day(find.article) or today, today)
    text_id = find.article.id
    original = tables.known_text(connection, text_id)
    identity: tuple[bytes, tuple[str, ...]] = (b"", ())
    if not original:
        identity = (sketch(find.article.text), numbers_of(find.article.text))
        original = recent.reprint_of(connection, identity, day)
    if not original:
        article = replace(find.article, outlet=find.article.outlet or find.outlet)
        week, late = week_for(day, today, begun(tables.issued_weeks(connection), today), rules.late_days)
        tables.save_collected(connection, article, day=day, week=week, late=late, identity=identity, now=now)
        recent.sketches.add(article.id, day.isoformat(), now, identity)
    sighting = tables.Sighting(
        original or text_id, find.source, normal_address(find.address), find.article.outlet or find.outlet, text_id, now
    )
    tables.save_sighting(connection, sighting)
    return not original


def begun(weeks: frozenset[Week], today: date) -> frozenset[Week]:
    """Those of the weeks that have begun: a digest of any other was issued by a wrong clock, and closes nothing."""
    return frozenset(week for week in weeks if week.monday <= today)


def week_for(day: date, today: date, issued: frozenset[Week], late_days: int) -> tuple[Week, int]:
    """The digest an article of `day`, collected `today`, belongs to; and whether that is in time, late or archive.

    Its own week while that is still open. Once closed: the week of collection, as a late report; or, older than
    `late_days`, its own week as archive, which ledger and site show and no digest announces as news.
    """
    own = Week.of(day)
    if not issued or own > max(issued):
        return own, IN_TIME
    if (today - day).days > late_days:
        return own, ARCHIVE
    return max(Week.of(today), max(issued).plus(1)), LATE


def stated_day(article: Article) -> date | None:
    """The day an article says it was published; None when it says less than a day."""
    when = article.published
    if when is None or when.precision != "day":
        return None
    try:
        return date.fromisoformat(when.value)
    except ValueError:
        return None


def normal_address(address: str) -> str:
    """The one way to write an address; paths stay as they are."""
    return canonical_url(address) if address.startswith(("http://", "https://")) else address
