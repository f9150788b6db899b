"""How each feed and folder of mujaz.toml is doing: when it last worked, what it brought, what waits."""

from dataclasses import dataclass
from sqlite3 import Connection

from mujaz.collect import rows as tables
from mujaz.job.settings import DigestConfig


@dataclass(frozen=True, slots=True)
class Health:
    """One source. Stamps are "" for never. waiting, given_up: its articles not yet, or never, read.

    failures: runs in a row that failed, with the last error. next_try: when the first waiting page that failed is
    asked for again, "" for the next run.
    """

    name: str
    kind: str
    address: str
    last_ok: str = ""
    articles: int = 0
    waiting: int = 0
    given_up: int = 0
    failures: int = 0
    error: str = ""
    next_try: str = ""
    moved_to: str = ""


def health(connection: Connection, config: DigestConfig) -> tuple[Health, ...]:
    """All sources in the order of mujaz.toml, feeds first."""
    feeds = [_feed(connection, feed.name, feed.url) for feed in config.feeds]
    return (*feeds, *(_folder(connection, folder.name, folder.path) for folder in config.folders))


def _feed(connection: Connection, name: str, url: str) -> Health:
    state = tables.feed_state(connection, name)
    row = connection.execute(
        "SELECT coalesce(sum(state = 'new'), 0) AS waiting, coalesce(sum(state = 'given up'), 0) AS given_up,"
        " min(CASE WHEN state = 'new' AND next_try != '' THEN next_try END) AS next_try,"
        " max(CASE WHEN state != 'done' THEN error END) AS error FROM item WHERE feed = ?",
        (name,),
    ).fetchone()
    return Health(
        name,
        "feed",
        url,
        last_ok=state.last_ok,
        articles=_articles(connection, name),
        waiting=row["waiting"],
        given_up=row["given_up"],
        failures=state.failures,
        error=state.error or row["error"] or "",
        next_try=row["next_try"] or "",
        moved_to=state.moved_to,
    )


def _folder(connection: Connection, name: str, path: str) -> Health:
    row = connection.execute(
        "SELECT max(seen) AS seen, coalesce(sum(error != ''), 0) AS failed, max(error) AS error"
        " FROM dropped_file WHERE folder = ?",
        (name,),
    ).fetchone()
    return Health(
        name,
        "folder",
        path,
        last_ok=row["seen"] or "",
        articles=_articles(connection, name),
        given_up=row["failed"],
        error=row["error"] or "",
    )


def _articles(connection: Connection, source: str) -> int:
    row = connection.execute("SELECT count(DISTINCT article) AS n FROM sighting WHERE source = ?", (source,)).fetchone()
    return int(row["n"])
