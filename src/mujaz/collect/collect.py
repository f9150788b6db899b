"""mujaz fetch: from feeds and watched folders into the store.

Safe at every moment of a kill: a feed's entries are queued in the transaction that also notes its ETag, each article
is kept in the transaction that takes it off the queue, so nothing is lost and nothing is kept twice.
"""

import json
import os
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from time import time
from typing import TypeVar

from mujaz.budgets import READING_SECONDS, within
from mujaz.collect import rows as tables
from mujaz.collect.apart import Line, Question, Steps, take_turns
from mujaz.collect.assign import Find, Recent, Rules, keep
from mujaz.collect.feeds import Item, arabic_letters, parse
from mujaz.collect.likeness import canonical_url
from mujaz.collect.polite import Polite
from mujaz.errors import InputError, MissingError, NetworkError, RefusedError, contained
from mujaz.http import Response
from mujaz.job.clock import ago, stamp
from mujaz.job.settings import DigestConfig, FeedSettings, FolderSettings
from mujaz.job.weeks import zone_of
from mujaz.records.article import Article
from mujaz.sources.inputs import shown
from mujaz.store.store import Store

T = TypeVar("T")
Reading = Generator[Question | None, Response | None, T]
"""Steps on the way to something."""
FIRST_DELAY = timedelta(hours=1)  # before a page that failed is asked for again; doubled each time
LONGEST_DELAY = timedelta(days=2)
PAGE_ATTEMPTS = 3  # for a page that comes but holds no article


@dataclass(frozen=True, slots=True)
class Trouble:
    """A source, article page or file that failed. message: one line that names it. excused: no reason to worry yet."""

    source: str
    message: str
    excused: bool = False


@dataclass
class Collected:
    """What one run brought: new articles, further sources of known ones, and what failed."""

    articles: int = 0
    sources: int = 0
    troubles: list[Trouble] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Collector:
    """Everything one run needs: the store, the settings, the polite client, and the moment it began."""

    store: Store
    config: DigestConfig
    client: Polite
    moment: datetime
    recent: Recent = field(init=False)
    asked: set[str] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "recent", Recent(self.config.fetch.similarity))

    @property
    def rules(self) -> Rules:
        """What decides about identity and week."""
        config = self.config
        return Rules(config.fetch.similarity, zone_of(config.digest.time_zone), config.digest.late_days)

    def collect(self) -> Collected:
        """Read all feeds and folders once; whatever fails is noted and the others go on.

        First all feeds are asked, then their waiting articles are read in turn, one of each feed; their servers are
        asked at the same time, so that a slow or endless feed takes from the others neither their place nor their time.
        """
        done = Collected()
        lines = []
        for feed in self.config.feeds:
            line = Line(self.client.clock)
            line.steps = self._read_feed(feed, done, line)
            lines.append(line)
        take_turns(lines, self._ask)
        for folder in self.config.folders:
            self._watch(folder, done)
        return done

    def _ask(self, question: Question) -> Response:
        return self.client.get(question.url, question.headers, allow_private=question.allow_private)

    def _read_feed(self, feed: FeedSettings, done: Collected, line: Line) -> Steps:
        """Ask for the feed itself, queue what is new in it, and read what waits, also of a feed that failed."""
        yield from self._look(feed, done)
        yield from self._read_queue(feed, done, line)

    def _look(self, feed: FeedSettings, done: Collected) -> Steps:
        """Ask for the feed itself and queue what is new in it."""
        connection = self.store.connection
        state = tables.feed_state(connection, feed.name)
        if state.url != feed.url:
            state = replace(state, url=feed.url, etag="", modified="", moved_to="")
        headers = {"Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"}
        if state.etag:
            headers["If-None-Match"] = state.etag
        if state.modified:
            headers["If-Modified-Since"] = state.modified
        now = stamp(self.moment)
        try:
            with contained(f"feed {feed.name}"):
                response = answered((yield Question(feed.url, headers, feed.allow_private)))
                items, broken = self._items(feed, response, asked_before=bool(state.etag or state.modified))
        except (InputError, NetworkError) as error:
            state = replace(state, last_try=now, failures=state.failures + 1, error=error.message)
            with self.store.transaction() as connection:
                tables.save_feed_state(connection, state)
            done.troubles.append(Trouble(feed.name, self._failed(state), self._excused(state)))
            return
        done.troubles.extend(Trouble(feed.name, f"feed {feed.name}: {error.message}") for error in broken)
        moved = response.url if canonical_url(response.url) != canonical_url(feed.url) else ""
        if response.status == 200:
            state = replace(state, etag=response.etag, modified=response.last_modified)
        state = replace(state, moved_to=moved, last_ok=now, last_try=now, failures=0, error="")
        with self.store.transaction() as connection:
            tables.queue_items(connection, feed.name, items, now)
            tables.save_feed_state(connection, state)

    def _items(
        self, feed: FeedSettings, response: Response, *, asked_before: bool
    ) -> tuple[tuple[Item, ...], tuple[InputError, ...]]:
        """The entries of a feed, and those that cannot be read. Raises InputError when the whole is none."""
        if response.status != 200:
            if not asked_before:
                raise NetworkError(f"{feed.url}: 304 (not changed) to a first question", "the next run asks again")
            return (), ()
        with within(READING_SECONDS, f"feed {feed.name}", "tell the site that its feed cannot be read"):
            return parse(response.body, feed.name, response.url, self.rules.zone, response.content_type)

    def _failed(self, state: tables.FeedState) -> str:
        since = f"last worked {ago(state.last_ok, self.moment)} ago" if state.last_ok else "has never worked"
        runs = f", {state.failures} runs in a row" if state.failures > 1 else ""
        return f"feed {state.name} failed ({since}{runs}): {state.error}"

    def _excused(self, state: tables.FeedState) -> bool:
        """Whether the feed worked so recently that its failure is nobody's concern yet."""
        if not state.last_ok:
            return False
        past = self.moment - datetime.fromisoformat(state.last_ok)
        return timedelta() <= past < timedelta(hours=self.config.fetch.grace_hours)

    def _read_queue(self, feed: FeedSettings, done: Collected, line: Line) -> Steps:
        """Turn the feed's waiting items into articles, one a turn, for as long as the feed has time in this run.

        An attempt is counted before the page is asked for: what ends the run, or never ends, is not met for ever.
        """
        now, latest = stamp(self.moment), stamp(self.moment + LONGEST_DELAY)
        waiting = tables.waiting_items(self.store.connection, feed.name, now, latest, self.config.fetch.max_items)
        for number, (item, attempts) in enumerate(waiting):
            if line.used > self.config.fetch.feed_seconds:
                rest = len(waiting) - number
                said = f"feed {feed.name}: {rest} articles wait for the next run ({line.used:.0f} seconds are used up)"
                done.troubles.append(Trouble(feed.name, said, excused=True))
                return
            with self.store.transaction() as connection:
                tables.count_attempt(connection, feed.name, item.key)
            try:
                new = yield from self._read_item(feed, item, attempts)
                count(new, done)
            except (InputError, NetworkError) as error:
                self._postpone(feed, item, attempts + 1, error, done)

    def _read_item(self, feed: FeedSettings, item: Item, attempts: int) -> Reading[list[bool]]:
        """Keep the articles of one entry; for each, whether it is new. Raises InputError, NetworkError."""
        if attempts >= self.config.fetch.give_up:
            raise InputError(f"{item.url or item.title}: {attempts} runs ended in the middle of it", "")
        with contained(item.url or item.title):
            finds = yield from self._finds(feed, item)
            try:
                with self.store.transaction() as connection:
                    new = [keep(connection, find, self.rules, self.moment, self.recent) for find in finds]
                    tables.finish_item(connection, feed.name, item.key)
            except BaseException:
                self.recent.forget()
                raise
        return new

    def _postpone(
        self, feed: FeedSettings, item: Item, attempts: int, error: InputError | NetworkError, done: Collected
    ) -> None:
        """A page that cannot be had now is asked for again later, each time after twice the wait, then given up."""
        limit = PAGE_ATTEMPTS if isinstance(error, InputError) else self.config.fetch.give_up
        hopeless = attempts >= limit or isinstance(error, RefusedError)
        later = self.moment + min(FIRST_DELAY * 2 ** (attempts - 1), LONGEST_DELAY)
        with self.store.transaction() as connection:
            tables.postpone_item(connection, feed.name, item.key, stamp(later), error.message, give_up=hopeless)
        fate = "given up" if hopeless else f"attempt {attempts}, will try again"
        dead = isinstance(error, MissingError) and attempts == 1  # a definite answer is told at once, and once
        message = f"feed {feed.name}: an article was not read ({fate}): {error.message}"
        done.troubles.append(Trouble(feed.name, message, not (hopeless or dead)))

    def _finds(self, feed: FeedSettings, item: Item) -> Reading[list[Find]]:
        """The article of one feed entry: known from another feed, whole in this one, or on its page."""
        day = date.fromisoformat(item.published) if item.published else None
        page = canonical_url(item.url) if item.url else ""
        if page in self.asked:
            yield None  # for another feed, which has its turn first
        if item.url and (known := self._known_at(feed, item)):
            yield None
            return [replace(known, day=day)]
        letters = arabic_letters(item.content)
        whole = feed.text == "feed" or (feed.text == "auto" and letters >= self.config.fetch.min_text)
        if whole or not item.url:
            yield None
            return [Find(_from_feed(item, feed), feed.name, item.url or item.key, feed.outlet, day)]
        from mujaz.sources import read_bytes

        self.asked.add(page)
        try:
            response = answered((yield Question(item.url, allow_private=feed.allow_private)))
            if response.status != 200:
                raise NetworkError(f"{item.url}: the server answered {response.status}", "the next run asks again")
            articles = read_bytes(response.body, response.url, response.content_type)
        finally:
            self.asked.discard(page)
        return [Find(article, feed.name, response.url, feed.outlet, day) for article in articles]

    def _known_at(self, feed: FeedSettings, item: Item) -> Find | None:
        """The article another feed already brought from this very address: no need to ask for it again."""
        from mujaz.store.articles import article_from_json

        for seen in tables.sightings_at(self.store.connection, canonical_url(item.url)):
            row = self.store.connection.execute(
                "SELECT record FROM article WHERE id = ? AND json_valid(record)", (seen.article,)
            ).fetchone()
            if row and seen.source != feed.name:
                return Find(article_from_json(row["record"]), feed.name, item.url, feed.outlet or seen.outlet)
        return None

    def _watch(self, folder: FolderSettings, done: Collected) -> None:
        """Read the files of a folder that are new or have changed, each in one transaction."""
        root = Path(folder.path)
        try:
            with contained(f"folder {folder.name}"):
                paths = list(_settled_files(root, folder))
        except InputError as error:
            done.troubles.append(Trouble(folder.name, f"folder {folder.name}: {error.message}"))
            return
        for path in paths:
            try:
                status = path.stat()
            except OSError:
                continue  # gone again
            mark = f"{status.st_size} {status.st_mtime_ns}"
            if tables.file_stamp(self.store.connection, shown(path)) != mark:
                self._read_file(folder, path, mark, done)

    def _read_file(self, folder: FolderSettings, path: Path, mark: str, done: Collected) -> None:
        from mujaz.sources import Failure, read

        now = stamp(self.moment)
        errors: list[str] = []
        try:
            with contained(shown(path)):
                articles: list[Article] = []
                for item in read([str(path)], None):
                    if isinstance(item, Failure):
                        errors.append(item.error.message)
                    else:
                        articles.append(item)
                with self.store.transaction() as connection:
                    finds = [Find(a, folder.name, a.url or shown(path), folder.outlet) for a in articles]
                    new = [keep(connection, find, self.rules, self.moment, self.recent) for find in finds]
                    said = "; ".join(errors)
                    tables.save_file(connection, shown(path), folder=folder.name, stamp=mark, error=said, now=now)
        except InputError as error:
            self.recent.forget()
            errors, new = [error.message], []
            with self.store.transaction() as connection:
                said = error.message
                tables.save_file(connection, shown(path), folder=folder.name, stamp=mark, error=said, now=now)
        count(new, done)
        done.troubles.extend(Trouble(folder.name, f"folder {folder.name}: {error}") for error in errors)


def answered(response: Response | None) -> Response:
    """The answer to a question; there always is one, since what goes wrong is thrown."""
    assert response is not None
    return response


def count(new: Iterable[bool], done: Collected) -> None:
    """Add what keep() said of some finds."""
    for is_new in new:
        if is_new:
            done.articles += 1
        else:
            done.sources += 1


def _from_feed(item: Item, feed: FeedSettings) -> Article:
    """The article whose whole text stands in the feed. Raises InputError when there is none."""
    from mujaz.sources import read_bytes
    from mujaz.sources.html import blocks_of
    from mujaz.sources.html import parse as parse_html

    tree = parse_html(f"<div>{item.content}</div>") if item.content.strip() else None
    text = "\n\n".join(blocks_of(tree)) if tree is not None else ""
    if not text.strip():
        raise InputError(f"{item.url or item.title}: an entry without text or address", 'set text = "page"')
    record = {"text": text, "title": item.title, "outlet": feed.outlet, "url": item.url or item.key}
    if item.published:
        record["date"] = item.published
    line = json.dumps(record, ensure_ascii=False).encode()
    return read_bytes(line, "entry.jsonl", "application/x-ndjson")[0]


def _settled_files(root: Path, folder: FolderSettings) -> Iterator[Path]:
    """The articles in a folder, by name: files of formats Mujaz reads, not hidden, not still being written."""
    from mujaz.sources.registry import in_folders, suffix_of

    if not root.is_dir():
        raise InputError(f"there is no folder {root}", "make it, or correct path in mujaz.toml")
    for path in sorted(root.glob(folder.pattern), key=os.fsencode):
        if not in_folders(suffix_of(path.name)):
            continue
        inside = path.relative_to(root).parts
        if any(part.startswith(".") for part in inside) or not path.is_file():
            continue
        if abs(time() - path.stat().st_mtime) >= folder.settle:  # a time to come is a wrong clock's, not a fresh file's
            yield path
