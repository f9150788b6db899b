"""The store's tables of collecting: small functions, one statement each where possible, no rules of their own."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from mujaz.collect.feeds import Item
from mujaz.job.weeks import Week
from mujaz.records.article import Article
from mujaz.store.articles import article_to_json


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed is doing. Stamps are "" for never. failures: runs in a row that failed."""

    name: str
    url: str = ""
    moved_to: str = ""
    etag: str = ""
    modified: str = ""
    last_ok: str = ""
    last_try: str = ""
    failures: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """An article already collected, as far as it matters for recognising it again."""

    article: str
    day: str
    found: str
    sketch: bytes
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place an article was found at. source: name of the feed or folder."""

    article: str
    source: str
    address: str
    outlet: str
    text_id: str
    seen: str


def feed_state(connection: Connection, name: str) -> FeedState:
    """The state of a feed; an empty one for a feed never tried."""
    row = connection.execute("SELECT * FROM feed_state WHERE name = ?", (name,)).fetchone()
    return FeedState(**dict(row)) if row else FeedState(name)


def save_feed_state(connection: Connection, state: FeedState) -> None:
    """Keep a feed's state in place of the earlier one."""
    connection.execute(
        "INSERT OR REPLACE INTO feed_state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (state.name, state.url, state.moved_to, state.etag, state.modified, state.last_ok, state.last_try,
         state.failures, state.error),
    )  # fmt: skip


def queue_items(connection: Connection, feed: str, items: Iterable[Item], now: str) -> int:
    """Put the items never seen in this feed into its queue; gives how many."""
    before = connection.total_changes
    connection.executemany(
        "INSERT OR IGNORE INTO item (feed, key, url, title, published, content, state, found)"
        " VALUES (?, ?, ?, ?, ?, ?, 'new', ?)",
        [(feed, item.key, item.url, item.title, item.published, item.content, now) for item in items],
    )
    return connection.total_changes - before


def waiting_items(connection: Connection, feed: str, now: str, latest: str, limit: int) -> list[tuple[Item, int]]:
    """Items of a feed that wait to be read and are due, each with its attempts so far.

    Those that never failed come first, then the oldest; an attempt that a kill interrupted is no failure, a third one
    is. latest: no item is made to wait beyond it, so one that is was put off
    by a wrong clock.
    """
    rows = connection.execute(
        "SELECT * FROM item WHERE feed = ? AND state = 'new' AND (next_try <= ? OR next_try > ?)"
        " ORDER BY error != '' OR attempts > 2, found, published, key LIMIT ?",
        (feed, now, latest, limit),
    )
    return [
        (Item(row["key"], row["url"], row["title"], row["published"], row["content"]), row["attempts"]) for row in rows
    ]


def count_attempt(connection: Connection, feed: str, key: str) -> None:
    """Note that an item is about to be read."""
    connection.execute("UPDATE item SET attempts = attempts + 1 WHERE feed = ? AND key = ?", (feed, key))


def finish_item(connection: Connection, feed: str, key: str) -> None:
    """The item is read; its text now lives in the article."""
    connection.execute(
        "UPDATE item SET state = 'done', content = '', error = '' WHERE feed = ? AND key = ?", (feed, key)
    )


def postpone_item(connection: Connection, feed: str, key: str, next_try: str, error: str, *, give_up: bool) -> None:
    """The item could not be read: try again at `next_try`, or never."""
    connection.execute(
        "UPDATE item SET next_try = ?, error = ?, state = ? WHERE feed = ? AND key = ?",
        (next_try, error, "given up" if give_up else "new", feed, key),
    )


def sightings_at(connection: Connection, address: str) -> list[Sighting]:
    """What was found at an address before, latest first."""
    rows = connection.execute("SELECT * FROM sighting WHERE address = ? ORDER BY seen DESC, rowid DESC", (address,))
    return [Sighting(**dict(row)) for row in rows]


def sightings_of(connection: Connection, article: str) -> list[Sighting]:
    """Where an article was found, first place first."""
    rows = connection.execute("SELECT * FROM sighting WHERE article = ? ORDER BY seen, source, address", (article,))
    return [Sighting(**dict(row)) for row in rows]


def save_sighting(connection: Connection, sighting: Sighting) -> None:
    """Remember a place; the same text at the same place is remembered once."""
    connection.execute(
        "INSERT OR IGNORE INTO sighting VALUES (?, ?, ?, ?, ?, ?)",
        (sighting.article, sighting.source, sighting.address, sighting.outlet, sighting.text_id, sighting.seen),
    )


def known_text(connection: Connection, text_id: str) -> str:
    """The article that has exactly this text, or a reprint of which had it; "" when there is none."""
    row = connection.execute("SELECT article FROM collected WHERE article = ?", (text_id,)).fetchone()
    row = row or connection.execute("SELECT article FROM sighting WHERE text_id = ?", (text_id,)).fetchone()
    return str(row["article"]) if row else ""


def known_between(connection: Connection, first: date, last: date) -> Iterator[Known]:
    """The articles of the days from `first` to `last`."""
    rows = connection.execute(
        "SELECT article, day, found, sketch, numbers FROM collected WHERE json_valid(numbers) AND day BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    for row in rows:
        numbers = tuple(json.loads(row["numbers"]))
        yield Known(row["article"], row["day"], row["found"], row["sketch"], numbers)


def save_collected(
    connection: Connection, article: Article, *, day: date, week: Week, late: int,
    identity: tuple[bytes, tuple[str, ...]], now: str,
) -> None:  # fmt: skip
    """Keep a new article and the digest it belongs to."""
    connection.execute("INSERT OR IGNORE INTO article VALUES (?, ?, ?)", (article.id, article_to_json(article), now))
    connection.execute(
        "INSERT INTO collected VALUES (?, ?, ?, ?, ?, ?, ?)",
        (article.id, day.isoformat(), str(week), late, identity[0], json.dumps(identity[1]), now),
    )


def move_collected(connection: Connection, article: str, *, day: date, week: Week, late: int, now: str) -> None:
    """Give a collected article another day and digest; what was found later than now, was found now."""
    connection.execute(
        "UPDATE collected SET day = ?, week = ?, late = ?, found = min(found, ?) WHERE article = ?",
        (day.isoformat(), str(week), late, now, article),
    )


def forget_later_stamps(connection: Connection, now: str) -> None:
    """What feeds are said to have done later than now, they have not done."""
    connection.execute("UPDATE feed_state SET last_ok = min(last_ok, ?), last_try = min(last_try, ?)", (now, now))


def issued_weeks(connection: Connection) -> frozenset[Week]:
    """The weeks whose digest has been issued: they are closed."""
    return frozenset(Week.parse(row["week"]) for row in connection.execute("SELECT week FROM digest"))


def file_stamp(connection: Connection, path: str) -> str:
    """Size and time a watched file had when it was last read; "" for one never read."""
    row = connection.execute("SELECT stamp FROM dropped_file WHERE path = ?", (path,)).fetchone()
    return str(row["stamp"]) if row else ""


def save_file(connection: Connection, path: str, *, folder: str, stamp: str, error: str, now: str) -> None:
    """Remember a watched file as read (error "") or as unreadable until it changes."""
    connection.execute("INSERT OR REPLACE INTO dropped_file VALUES (?, ?, ?, ?, ?)", (path, folder, stamp, error, now))
