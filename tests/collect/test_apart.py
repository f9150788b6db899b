"""Feeds apart from each other: a slow or endless one takes from the others neither time nor place."""

import random
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.support.slow_servers import ENDLESS, listening

from mujaz.collect import apart
from mujaz.collect.apart import Line, Question, Steps, take_turns
from mujaz.collect.collect import Collector
from mujaz.collect.polite import Polite
from mujaz.errors import NetworkError
from mujaz.http import Response, get
from mujaz.job.settings import DigestConfig, FeedSettings, FetchSettings
from mujaz.store.store import Store

NOW = datetime(2024, 11, 6, 9, tzinfo=UTC)
FETCH = FetchSettings(allow_private=True, rate=0.0, backoff=0.0, retries=0, timeout=2)
MONDAY = "Mon, 04 Nov 2024 08:00:00 GMT"


def lines(*ways: Callable[[Line], Steps]) -> list[Line]:
    made = []
    for way in ways:
        line = Line(time.monotonic)
        line.steps = way(line)
        made.append(line)
    return made


def asking(name: str, log: list[str], questions: int = 3) -> Callable[[Line], Steps]:
    """A feed that asks so many times and notes when it was worked on."""

    def steps(_line: Line) -> Steps:
        for number in range(questions):
            said = yield Question(f"{name}{number}")
            assert said is not None
            assert said.url == f"{name}{number}"
            log.append(f"{name}{number}")

    return steps


def test_turns_are_taken_in_order_however_fast_the_answers_come() -> None:
    dice = random.Random(4)

    def ask(question: Question) -> Response:
        time.sleep(dice.uniform(0, 0.05))
        return Response(question.url, 200)

    log: list[str] = []
    take_turns(lines(asking("a", log), asking("b", log), asking("c", log, 5)), ask)
    assert log == ["a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2", "c3", "c4"]


def test_who_lets_the_others_wait_goes_behind_them_and_comes_to_its_end() -> None:
    def ask(question: Question) -> Response:
        time.sleep(0.4 if question.url[0] in "sz" else 0)
        return Response(question.url, 200)

    log: list[str] = []
    began = time.monotonic()
    take_turns(lines(asking("s", log), asking("b", log), asking("z", log), asking("d", log)), ask, patience=0.1)
    assert log[:6] == ["b0", "d0", "b1", "d1", "b2", "d2"]
    assert sorted(log[6:]) == ["s0", "s1", "s2", "z0", "z1", "z2"]
    assert time.monotonic() - began < 2.3  # and they side by side: one after the other takes 2.4


def test_what_goes_wrong_is_thrown_where_the_feed_is_worked_on() -> None:
    def ask(question: Question) -> Response:
        raise NetworkError(f"{question.url}: no")

    caught: list[str] = []

    def steps(_line: Line) -> Steps:
        try:
            yield Question("x")
        except NetworkError as error:
            caught.append(error.message)
            yield None

    take_turns(lines(steps, steps), ask)
    assert caught == ["x: no", "x: no"]


def test_a_feed_that_fails_in_an_unforeseen_way_ends_the_run_as_before() -> None:
    def steps(_line: Line) -> Steps:
        yield None
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        take_turns(lines(steps), lambda question: Response(question.url, 200))


def test_seconds_are_counted_for_each_feed() -> None:
    def ask(question: Question) -> Response:
        time.sleep(0.3 if question.url.startswith("slow") else 0)
        return Response(question.url, 200)

    made = lines(asking("slow", [], 2), asking("fast", [], 2))
    take_turns(made, ask)
    assert made[0].used >= 0.6
    assert made[1].used < 0.3


@pytest.mark.parametrize("name", ["status line", "body", "silence", "100 Continue"])
def test_an_endless_feed_beside_a_good_one(
    name: str, web: Any, make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "PATIENCE", 0.2)
    links = [web.put(f"/n/{n}", make.page(make.article(n), f"خبر {n}")) for n in range(3)]
    body = make.feed([(link, "خبر", MONDAY) for link in links])
    good = FeedSettings("good", web.put("/feed", body, "application/rss+xml"))
    with Store(tmp_path / "s.sqlite") as store, ExitStack() as servers:
        ports = [servers.enter_context(listening(ENDLESS[name])) for _ in range(3)]
        bad = [FeedSettings(f"bad{n}", f"http://127.0.0.1:{port}/feed") for n, port in enumerate(ports)]
        fetch = replace(FETCH, robots=False)
        began = time.monotonic()
        done = Collector(store, DigestConfig(fetch=fetch, feeds=(*bad, good)), Polite(fetch, get), NOW).collect()
        assert time.monotonic() - began < 5  # three after each other would take six
    assert done.articles == 3
    assert sorted(trouble.source for trouble in done.troubles) == ["bad0", "bad1", "bad2"]
    assert all("took too long" in trouble.message for trouble in done.troubles)


def test_of_one_host_one_page_at_a_time() -> None:
    busy: dict[str, int] = {}
    most: dict[str, int] = {}
    lock = threading.Lock()

    def answer(url: str, **_: Any) -> Response:
        host = url.split("/")[2]
        with lock:
            busy[host] = busy.get(host, 0) + 1
            most[host] = max(most.get(host, 0), busy[host])
        time.sleep(0.02)
        with lock:
            busy[host] -= 1
        return Response(url, 200)

    fetch = replace(FETCH, robots=False)
    polite = Polite(fetch, answer)
    log: list[str] = []
    ways = [asking(f"http://{host}.example/{n}/", log) for host in ("a", "b") for n in range(4)]
    take_turns(lines(*ways), lambda question: polite.get(question.url))
    assert len(log) == 24
    assert most == {"a.example": 1, "b.example": 1}


def test_an_attempt_is_counted_before_the_page_is_asked_for(web: Any, make: Any, tmp_path: Path) -> None:
    link = web.put("/n/1", make.page(make.article(1), "خبر"))
    feed = FeedSettings("good", web.put("/feed", make.feed([(link, "خبر", MONDAY)]), "application/rss+xml"))
    seen = []

    class Killed(BaseException):
        pass

    with Store(tmp_path / "s.sqlite") as store:

        def asked(url: str, **more: Any) -> Response:
            if url.endswith("/n/1"):
                with Store(tmp_path / "s.sqlite") as other:
                    seen.append(other.connection.execute("SELECT attempts FROM item").fetchone()[0])
                raise Killed
            return get(url, **more)

        for _ in range(9):
            try:
                Collector(store, DigestConfig(fetch=FETCH, feeds=(feed,)), Polite(FETCH, asked), NOW).collect()
            except Killed:
                continue
        state = store.connection.execute("SELECT state, error FROM item").fetchone()
    assert seen == list(range(1, 9))
    assert state["state"] == "given up"
    assert "ended in the middle" in state["error"]
