"""Where the weekly job stands: for a person, and for whatever watches the machine."""

from dataclasses import dataclass
from datetime import datetime

from mujaz import __version__
from mujaz.collect.feed_health import health
from mujaz.config import Settings
from mujaz.digest import rows as shelf
from mujaz.digest.understand import outdated
from mujaz.job.settings import DigestConfig
from mujaz.job.weeks import Week, last_complete, zone_of
from mujaz.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Stamps are "" for never. behind: complete weeks since the last digest of the series, 0 when it is up to date.

    unread: collected articles that no digest has read yet. outdated: articles read with another glossary or
    set of rules than today's. waiting: pages to be asked for again. failing: names of sources that do not work now.
    unsent: readers who still wait for a digest.
    """

    version: str
    store: str
    last_fetch: str
    articles: int
    unread: int
    outdated: int
    waiting: int
    given_up: int
    failing: tuple[str, ...]
    last_digest: str
    last_digest_issued: str
    behind: int
    unsent: int
    commitments: int


def status(store: Store, settings: Settings, config: DigestConfig, moment: datetime) -> Status:
    """What the store says at a moment."""
    connection = store.connection

    def one(sql: str) -> str:
        return str(connection.execute(sql).fetchone()[0] or "")

    sources = health(connection, config)
    last = shelf.last_scheduled(connection)
    newest = last_complete(moment, zone_of(config.digest.time_zone))
    issued = shelf.digest(connection, last) if last else None
    return Status(
        version=__version__,
        store=store.path,
        last_fetch=max(one("SELECT max(last_try) FROM feed_state"), one("SELECT max(seen) FROM dropped_file")),
        articles=int(one("SELECT count(*) FROM collected") or 0),
        unread=len(shelf.members(connection, "1", (), fresh=True)),
        outdated=outdated(connection, settings),
        waiting=sum(source.waiting for source in sources),
        given_up=sum(source.given_up for source in sources),
        failing=tuple(source.name for source in sources if source.failures),
        last_digest=str(last) if last else "",
        last_digest_issued=issued.issued if issued else "",
        behind=weeks_between(last, newest) if last else 0,
        unsent=int(one("SELECT count(*) FROM delivery WHERE state IN ('waiting', 'sending')") or 0),
        commitments=int(one("SELECT count(*) FROM commitment") or 0),
    )


def weeks_between(last: Week, newest: Week) -> int:
    """How many complete weeks came after the last digest."""
    return max(0, (newest.monday - last.monday).days // 7)
