from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from mujaz.collect.polite import Polite, retry_after
from mujaz.errors import NetworkError, RefusedError
from mujaz.http import Response, get
from mujaz.job.settings import FetchSettings


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 100.0, []  # type: ignore[var-annotated]

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds

    def __call__(self) -> float:
        return self.now


class Net:
    """Stands in for the wire: a list of answers or errors for each address, the last repeated."""

    def __init__(self, **answers: list[Any]) -> None:
        self.answers, self.asked = answers, []  # type: ignore[var-annotated]

    def __call__(
        self,
        url: str,
        *,
        allow_private: bool,
        headers: Mapping[str, str] | None,
        max_bytes: int,
        timeout: float,
        proxy: str,
    ) -> Response:
        self.asked.append(url)
        name = url.rsplit("/", 1)[1].replace(".", "_")
        answers = self.answers.get(name, [404])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        status, sent, body = (answer, {}, b"") if isinstance(answer, int) else answer
        return Response(url, status, sent, body)


def client(net: Net, **settings: Any) -> tuple[Polite, Clock]:
    clock = Clock()
    return Polite(replace(FetchSettings(), **settings), net, clock.sleep, clock), clock


def test_a_pause_between_requests_to_one_host_only() -> None:
    polite, clock = client(Net(a=[200], b=[200]), rate=5.0)
    polite.get("http://one.example/a")
    polite.get("http://one.example/b")
    polite.get("http://two.example/a")
    assert clock.slept == [5.0, 5.0, 5.0]  # robots.txt counts as a request; each host has its own pause


def test_robots_txt_is_obeyed_and_read_once() -> None:
    rules: Any = (200, {}, b"User-agent: *\nDisallow: /private/\nCrawl-delay: 9\n")
    net = Net(robots_txt=[rules], a=[200])
    polite, clock = client(net, rate=1.0)
    assert polite.get("http://one.example/a").status == 200
    with pytest.raises(RefusedError, match="robots"):
        polite.get("http://one.example/private/a")
    assert net.asked == ["http://one.example/robots.txt", "http://one.example/a"]
    assert clock.slept == [9.0]


def test_robots_txt_that_cannot_be_had_forbids_for_now() -> None:
    polite, _ = client(Net(robots_txt=[503], a=[200]), retries=0)
    with pytest.raises(NetworkError, match="robots"):
        polite.get("http://one.example/a")


def test_robots_can_be_switched_off() -> None:
    net = Net(a=[200])
    polite, _ = client(net, robots=False)
    polite.get("http://one.example/a")
    assert net.asked == ["http://one.example/a"]


def test_passing_failures_are_asked_again_with_growing_pauses() -> None:
    polite, clock = client(Net(a=[503, NetworkError("cut"), 200]), rate=0.0, backoff=2.0, retries=2)
    assert polite.get("http://one.example/a").status == 200
    assert clock.slept == [2.0, 4.0]


def test_lasting_failures_are_not_asked_again() -> None:
    for failure in (404, 410, 403, RefusedError("private")):
        net = Net(a=[failure])
        polite, clock = client(net, robots=False)
        with pytest.raises(NetworkError):
            polite.get("http://one.example/a")
        assert (len(net.asked), clock.slept) == (1, [])


def test_retry_after_is_respected_and_a_long_one_left_to_the_next_run() -> None:
    net = Net(a=[(429, {"retry-after": "7"}, b""), 200], b=[(503, {"retry-after": "900"}, b"")])
    polite, clock = client(net, robots=False, rate=0.0)
    assert polite.get("http://one.example/a").status == 200
    assert clock.slept == [7.0]
    with pytest.raises(NetworkError, match="503"):
        polite.get("http://one.example/b")
    assert clock.slept == [7.0]


def test_a_silent_host_is_left_alone() -> None:
    net = Net(a=[NetworkError("no answer")])
    polite, _ = client(net, robots=False, retries=5, rate=0.0, backoff=0.0)
    for _ in range(4):
        with pytest.raises(NetworkError):
            polite.get("http://one.example/a")
    assert len(net.asked) == 3


def test_retry_after_forms() -> None:
    moment = datetime(2024, 11, 11, 3, tzinfo=UTC)
    assert retry_after("120", moment) == 120
    assert retry_after("Mon, 11 Nov 2024 03:01:00 GMT", moment) == 60
    assert retry_after("", moment) == retry_after("soon", moment) == 0


def test_against_a_real_server(web: Any) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /no/\n", "text/plain")
    address = web.put("/yes", "hello")
    settings = replace(FetchSettings(), allow_private=True, rate=0.0, user_agent="Probe/1")
    polite = Polite(settings, get)
    assert polite.get(address, {"If-None-Match": '"1"'}).body == b"hello"
    assert web.asked_for("/yes")[0]["user-agent"] == "Probe/1"
    assert web.asked_for("/yes")[0]["if-none-match"] == '"1"'
    with pytest.raises(RefusedError):
        polite.get(web.address + "/no/page")


def test_private_addresses_are_refused_unless_allowed(web: Any) -> None:
    address = web.put("/yes", "hello")
    with pytest.raises(RefusedError, match="private"):
        Polite(FetchSettings(), get).get(address)
    assert web.asked == []
