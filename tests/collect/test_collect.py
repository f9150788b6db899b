"""mujaz fetch against a real web server and real folders."""

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mujaz.collect import rows as tables
from mujaz.collect.assign import ARCHIVE, IN_TIME, LATE, week_for
from mujaz.collect.collect import Collected, Collector
from mujaz.collect.polite import Polite
from mujaz.http import get
from mujaz.job.settings import DigestConfig, FeedSettings, FetchSettings, FolderSettings
from mujaz.job.weeks import Week
from mujaz.store.store import Store

NOW = datetime(2024, 11, 6, 9, tzinfo=UTC)
MONDAY = "Mon, 04 Nov 2024 08:00:00 GMT"
FETCH = FetchSettings(allow_private=True, rate=0.0, backoff=0.0, retries=0, timeout=5)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store.sqlite")


def run(
    store: Store, *sources: FeedSettings | FolderSettings, at: datetime = NOW, fetch: FetchSettings = FETCH
) -> Collected:
    config = DigestConfig(
        fetch=fetch,
        feeds=tuple(source for source in sources if isinstance(source, FeedSettings)),
        folders=tuple(source for source in sources if isinstance(source, FolderSettings)),
    )
    return Collector(store, config, Polite(fetch, get), at).collect()


def count(store: Store, table: str) -> int:
    return int(store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.fixture
def feed(web: Any, make: Any) -> Callable[..., FeedSettings]:
    """Puts a feed with these articles (and their pages) onto the web."""

    def put(*numbers: int, path: str = "/feed", name: str = "agency", day: str = MONDAY, **more: Any) -> FeedSettings:
        entries = []
        for number in numbers:
            link = web.put(f"/news/{number}", make.page(make.article(number), f"خبر {number}"))
            entries.append((link, f"خبر {number}", day))
        return FeedSettings(name, web.put(path, make.feed(entries), "application/rss+xml", **more), "وكالة الاختبار")

    return put


def test_pages_of_a_feed_become_articles_of_their_day(store: Store, feed: Any) -> None:
    source = feed(1, 2, 3)
    assert run(store, source).articles == 3
    rows = store.connection.execute("SELECT day, week, late FROM collected").fetchall()
    assert [tuple(row) for row in rows] == [("2024-11-04", "2024-W45", IN_TIME)] * 3
    text = json.loads(store.connection.execute("SELECT record FROM article").fetchone()[0])
    assert "ملايين دولار" in text["text"]


def test_a_second_run_asks_conditionally_and_reads_nothing_again(store: Store, feed: Any, web: Any, make: Any) -> None:
    source = feed(1, 2, headers={"ETag": '"v1"', "Last-Modified": MONDAY})
    run(store, source)
    asked = len(web.asked)
    assert run(store, source).articles == 0
    sent = web.asked_for("/feed")[-1]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"v1"', MONDAY)
    assert len(web.asked) - asked == 2  # robots.txt and the feed; no page
    web.pages["/feed"] = type(web.pages["/feed"])(b"", 304)
    assert run(store, source).troubles == []


def test_a_new_address_of_a_feed_forgets_the_old_etag(store: Store, feed: Any, web: Any) -> None:
    run(store, feed(1, headers={"ETag": '"v1"'}))
    run(store, feed(1, 2, path="/moved"))
    assert "if-none-match" not in web.asked_for("/moved")[0]
    assert count(store, "collected") == 2


def test_a_redirected_feed_is_followed_and_noted(store: Store, feed: Any, web: Any) -> None:
    source = feed(1, path="/new")
    web.put("/feed", "", status=301, headers={"Location": "/new"})
    assert run(store, FeedSettings("agency", web.address + "/feed")).articles == 1
    assert tables.feed_state(store.connection, "agency").moved_to == source.url


def test_one_article_under_two_addresses_has_two_sources(store: Store, feed: Any, web: Any, make: Any) -> None:
    first = feed(1)
    link = web.put("/copy/1", make.page(make.article(1).replace("وأضاف", "وتابع"), "الخبر"))
    second = FeedSettings("daily", web.put("/feed2", make.feed([(link, "الخبر", MONDAY)]), "text/xml"), "الصحيفة")
    done = run(store, first, second)
    assert (done.articles, done.sources) == (1, 1)
    article = store.connection.execute("SELECT article FROM collected").fetchone()[0]
    assert [seen.source for seen in tables.sightings_of(store.connection, article)] == ["agency", "daily"]


def test_the_same_page_in_two_feeds_is_asked_for_once(store: Store, feed: Any, web: Any) -> None:
    run(store, feed(1), feed(1, path="/feed2", name="other"))
    assert len(web.asked_for("/news/1")) == 1
    assert (count(store, "collected"), count(store, "sighting")) == (1, 2)


def test_the_same_form_with_another_sum_is_another_article(store: Store, web: Any, make: Any) -> None:
    links = [web.put(f"/p/{sum_}", make.page(make.article(1, sum_))) for sum_ in (5, 9)]
    source = FeedSettings("agency", web.put("/feed", make.feed([(link, "خبر", MONDAY) for link in links]), "text/xml"))
    assert run(store, source).articles == 2


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"status": 500}, "500"),
        ({"status": 404}, "404"),
        ({"body": "<html>moved</html>"}, "not RSS"),
        ({"body": b"\x00\x01\x02"}, "not RSS"),
        ({"cut": 100}, "no answer"),
        ({"status": 301, "headers": {"Location": "/feed"}}, "redirects"),
    ],
)
def test_a_feed_that_fails_is_named_with_its_last_success_and_forgets_nothing(
    store: Store, feed: Any, web: Any, answer: dict[str, Any], said: str
) -> None:
    good, other = feed(1), feed(2, path="/other", name="other")
    run(store, good, at=NOW - timedelta(days=3))
    body = answer.pop("body", web.pages["/feed"].body)
    web.put("/feed", body, **answer)
    done = run(store, good, other)
    assert done.articles == 1  # the other feed was read
    (trouble,) = done.troubles
    assert "agency" in trouble.message
    assert "last worked 3 days ago" in trouble.message
    assert said in trouble.message
    state = tables.feed_state(store.connection, "agency")
    assert (state.failures, count(store, "item")) == (1, 2)
    feed(1, 4)
    assert run(store, good, other).articles == 1
    assert tables.feed_state(store.connection, "agency").failures == 0


def test_a_feed_that_never_worked_and_one_that_keeps_failing(store: Store, web: Any) -> None:
    source = FeedSettings("agency", web.address + "/nothing")
    assert "has never worked" in run(store, source).troubles[0].message
    assert "2 runs in a row" in run(store, source).troubles[0].message


def test_a_short_failure_is_excused_within_the_grace(store: Store, feed: Any, web: Any) -> None:
    from dataclasses import replace

    source = feed(1)
    run(store, source)
    web.put("/feed", "gone", status=503)
    patient = replace(FETCH, grace_hours=24)
    assert run(store, source, at=NOW + timedelta(hours=23), fetch=patient).troubles[0].excused
    assert not run(store, source, at=NOW + timedelta(hours=25), fetch=patient).troubles[0].excused


def test_a_page_that_fails_waits_in_the_queue_even_when_the_feed_drops_it(
    store: Store, feed: Any, web: Any, make: Any
) -> None:
    source = feed(1, 2)
    page = web.pages["/news/2"]
    web.put("/news/2", "busy", status=503)
    done = run(store, source)
    assert done.articles == 1
    assert "attempt 1" in done.troubles[0].message
    web.pages["/news/2"] = page
    feed(3)  # the feed has moved on
    assert run(store, source, at=NOW + timedelta(minutes=30)).articles == 1  # too early for the page
    assert run(store, source, at=NOW + timedelta(hours=2)).articles == 1
    assert count(store, "collected") == 3


def test_a_page_is_given_up_in_the_end(store: Store, feed: Any, web: Any) -> None:
    source = feed(1)
    web.put("/news/1", "no", status=404)
    said = [run(store, source, at=NOW + timedelta(days=2 * n)).troubles for n in range(9)]
    assert "given up" in said[7][0].message
    assert not said[7][0].excused
    assert said[8] == []


def test_a_page_that_is_not_there_is_told_at_once_and_once(store: Store, feed: Any, web: Any) -> None:
    source = feed(1)
    web.put("/news/1", "no", status=404)
    first = run(store, source).troubles
    assert not first[0].excused
    assert "no such page (404)" in first[0].message
    assert run(store, source, at=NOW + timedelta(days=2)).troubles[0].excused


def test_whole_texts_in_the_feed_need_no_page(store: Store, web: Any, make: Any) -> None:
    text = "".join(f"<p>{line}</p>" for line in make.article(4, extra=make.article(5)).split("\n\n"))
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>1</id><title>خبر طويل</title>'
        f'<link href="{web.address}/a"/><updated>2024-11-05T10:00:00Z</updated><content type="html"><![CDATA[{text}]]>'
        "</content></entry></feed>"
    )
    assert run(store, FeedSettings("agency", web.put("/feed", body, "application/atom+xml"))).articles == 1
    assert web.asked_for("/a") == []
    assert store.connection.execute("SELECT day FROM collected").fetchone()[0] == "2024-11-05"


def test_robots_txt_keeps_us_from_a_page_for_good(store: Store, feed: Any, web: Any) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /news/2\n", "text/plain")
    done = run(store, feed(1, 2))
    assert done.articles == 1
    assert "robots.txt" in done.troubles[0].message
    assert "given up" in done.troubles[0].message
    assert web.asked_for("/news/2") == []


def test_private_addresses_are_not_asked_unless_allowed(store: Store, feed: Any, web: Any) -> None:
    from dataclasses import replace

    done = run(store, feed(1), fetch=replace(FETCH, allow_private=False))
    assert "private" in done.troubles[0].message
    assert web.asked == []


def test_a_page_too_large_is_refused(store: Store, feed: Any, web: Any) -> None:
    from dataclasses import replace

    source = feed(1)
    web.put("/news/1", b"x" * 200_000)
    done = run(store, source, fetch=replace(FETCH, max_bytes=100_000))
    assert "larger than" in done.troubles[0].message


def old(path: Path) -> Path:
    """Make a file look as if left alone for a while."""
    os.utime(path, (time.time() - 60, time.time() - 60))
    return path


def test_a_watched_folder_with_texts_and_a_jsonl_drop(store: Store, tmp_path: Path, make: Any) -> None:
    folder = tmp_path / "in" / "deeper"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(make.article(1), encoding="utf-8")
    lines = [
        json.dumps({"text": make.article(n), "date": "2024-11-05", "url": f"https://n.example/{n}"}) for n in (2, 3)
    ]
    (folder / "b.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for name in ("a.txt", "b.jsonl"):
        old(folder / name)
    source = FolderSettings("drops", str(tmp_path / "in"))
    assert run(store, source).articles == 3
    assert run(store, source).articles == 0
    with (folder / "b.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({"text": make.article(4)}))
    old(folder / "b.jsonl")
    done = run(store, source)
    assert (done.articles, count(store, "collected")) == (1, 4)


def test_files_still_being_written_wait(store: Store, tmp_path: Path, make: Any) -> None:
    (tmp_path / "a.txt").write_text(make.article(1), encoding="utf-8")
    for name in ("b.txt.part", ".c.txt", "d.txt~"):
        old_path = tmp_path / name
        old_path.write_text(make.article(2), encoding="utf-8")
        old(old_path)
    source = FolderSettings("drops", str(tmp_path), settle=30.0)
    assert run(store, source).articles == 0
    old(tmp_path / "a.txt")
    assert run(store, source).articles == 1


def test_a_file_that_cannot_be_read_is_named_once_and_read_when_mended(store: Store, tmp_path: Path, make: Any) -> None:
    bad, good = tmp_path / "in" / "bad.jsonl", tmp_path / "in" / "good.txt"
    bad.parent.mkdir()
    bad.write_text("{broken", encoding="utf-8")
    good.write_text(make.article(1), encoding="utf-8")
    old(bad), old(good)
    source = FolderSettings("drops", str(bad.parent))
    done = run(store, source)
    assert done.articles == 1
    assert "bad.jsonl" in done.troubles[0].message
    assert run(store, source).troubles == []
    bad.write_text(json.dumps({"text": make.article(2)}), encoding="utf-8")
    old(bad)
    assert run(store, source).articles == 1


def test_what_breaks_on_one_page_or_file_stops_nothing(
    store: Store, feed: Any, tmp_path: Path, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mujaz.collect.likeness import numbers_of as real

    def breaking(text: str) -> tuple[str, ...]:
        if make.article(1)[:40] in text or make.article(7)[:40] in text:
            raise ZeroDivisionError
        return real(text)

    monkeypatch.setattr("mujaz.collect.assign.numbers_of", breaking)
    (tmp_path / "bad.txt").write_text(make.article(7), encoding="utf-8")
    (tmp_path / "good.txt").write_text(make.article(8), encoding="utf-8")
    old(tmp_path / "bad.txt"), old(tmp_path / "good.txt")
    done = run(store, feed(1, 2), FolderSettings("drops", str(tmp_path)))
    assert done.articles == 2
    assert [trouble.source for trouble in done.troubles] == ["agency", "drops"]
    assert all("ZeroDivisionError" in trouble.message for trouble in done.troubles)


def test_a_folder_that_is_not_there(store: Store, tmp_path: Path) -> None:
    assert "no folder" in run(store, FolderSettings("drops", str(tmp_path / "none"))).troubles[0].message


W = Week(2024, 45)
TUESDAY, NEXT_TUESDAY = date(2024, 11, 5), date(2024, 11, 12)


@pytest.mark.parametrize(
    ("day", "today", "issued", "expected"),
    [
        (TUESDAY, TUESDAY, set(), (W, IN_TIME)),
        (date(2019, 5, 1), TUESDAY, set(), (Week(2019, 18), IN_TIME)),  # history, before the first digest
        (TUESDAY, NEXT_TUESDAY, {W.plus(-1)}, (W, IN_TIME)),  # found later, but its week is still open
        (TUESDAY, NEXT_TUESDAY, {W}, (W.plus(1), LATE)),
        (TUESDAY, NEXT_TUESDAY, {W, W.plus(1)}, (W.plus(2), LATE)),  # that week was asked for early
        (date(2019, 5, 1), TUESDAY, {W.plus(-1)}, (Week(2019, 18), ARCHIVE)),
    ],
)
def test_which_digest_an_article_belongs_to(day: date, today: date, issued: set[Week], expected: Any) -> None:
    assert week_for(day, today, frozenset(issued), 35) == expected
