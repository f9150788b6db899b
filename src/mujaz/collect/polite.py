"""Asking other people's servers politely: robots.txt, a pause between requests to one host, retries with back-off.

A host that does not answer three times in a row is left alone for the rest of the run. Several threads may ask at
once; of one host only one at a time.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from mujaz.budgets import AT_ONCE
from mujaz.errors import MissingError, NetworkError, RefusedError
from mujaz.http import Response
from mujaz.job.settings import FetchSettings

if TYPE_CHECKING:
    from protego import Protego

PASSING = {408, 425, 429, 500, 502, 503, 504}  # statuses that may be gone a moment later
DEAD_AFTER = 3  # requests without any answer
LONGEST_PAUSE = 30.0  # seconds; a longer Retry-After or Crawl-delay is left to the next run
ROBOTS_BYTES = 512 * 1024  # what RFC 9309 asks crawlers to read at least


class Get(Protocol):
    """mujaz.http.get, or something that stands in for it."""

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
        """Ask once."""
        ...


GONE = {404, 410}  # what a server says of a page that is not there


@dataclass
class _Host:
    """What this run knows of one host."""

    last: float = float("-inf")
    silent: int = 0
    robots: "Protego | None" = None
    turn: threading.RLock = field(default_factory=threading.RLock)


@dataclass
class Polite:
    """A client for one run; threads share it."""

    settings: FetchSettings
    ask: Get
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    hosts: dict[str, _Host] = field(default_factory=dict)
    slots: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))

    def get(self, url: str, headers: Mapping[str, str] | None = None, *, allow_private: bool = False) -> Response:
        """The answer to `url` (200 or 304), asked as often as the settings allow.

        allow_private: as the source has it; the settings may allow it for all. Raises RefusedError when robots.txt or
        our own rules forbid it, NetworkError for any other failure.
        """
        host = self._host(url)
        with host.turn:
            if self.settings.robots:
                robots = self._robots(url, host, allow_private)
                if not robots.can_fetch(url, self.settings.user_agent):
                    raise RefusedError(f"{url}: robots.txt does not allow it", "ask the site, or remove the source")
            response = self._insist(url, host, headers, allow_private)
        if response.status in GONE:
            raise MissingError(f"{url}: there is no such page ({response.status})", "check the address")
        if response.status not in {200, 304}:
            raise NetworkError(f"{url}: the server answered {response.status}", "check the address")
        return response

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        return self.hosts.setdefault(f"{parts.scheme}://{parts.netloc}".lower(), _Host())

    def _insist(self, url: str, host: _Host, headers: Mapping[str, str] | None, allow_private: bool) -> Response:
        """Ask, and ask again after a pause while the failure may pass. Raises NetworkError."""
        pause = self.settings.backoff
        for attempt in range(self.settings.retries + 1):
            last = attempt == self.settings.retries
            try:
                response = self._once(url, host, headers, allow_private)
            except RefusedError:
                raise
            except NetworkError:
                if last or host.silent >= DEAD_AFTER:
                    raise
                wait = pause
            else:
                if response.status not in PASSING or last:
                    return response
                wait = max(pause, retry_after(response.headers.get("retry-after", ""), datetime.now(UTC)))
                if wait > LONGEST_PAUSE:
                    return response
            self.sleep(wait)
            pause *= 2
        raise AssertionError  # pragma: no cover - the last attempt returned or raised

    def _once(self, url: str, host: _Host, headers: Mapping[str, str] | None, allow_private: bool) -> Response:
        if host.silent >= DEAD_AFTER:
            raise NetworkError(f"{url}: the host did not answer before in this run", "the next run tries again")
        delay = host.robots.crawl_delay(self.settings.user_agent) if host.robots else None
        due = host.last + max(self.settings.rate, min(float(delay or 0), LONGEST_PAUSE))
        if due > self.clock():
            self.sleep(due - self.clock())
        host.last = self.clock()
        try:
            with self.slots:
                response = self.ask(
                    url,
                    allow_private=allow_private or self.settings.allow_private,
                    headers={"User-Agent": self.settings.user_agent, **(headers or {})},
                    max_bytes=self.settings.max_bytes,
                    timeout=self.settings.timeout,
                    proxy=self.settings.proxy,
                )
        except RefusedError:
            raise
        except NetworkError:
            host.silent += 1
            raise
        host.silent = 0
        return response

    def _robots(self, url: str, host: _Host, allow_private: bool) -> "Protego":
        """The rules of a host, read once a run. As RFC 9309 says: 4xx allows all, no answer or 5xx nothing yet."""
        from protego import Protego

        if host.robots is None:
            parts = urlsplit(url)
            address = f"{parts.scheme}://{parts.netloc}/robots.txt"
            response = self._insist(address, host, None, allow_private)
            if response.status >= 500 or response.status == 429:
                raise NetworkError(f"{address}: the server answered {response.status}", "the next run tries again")
            text = response.body[:ROBOTS_BYTES].decode("utf-8", "replace") if response.status == 200 else ""
            host.robots = Protego.parse(text)
        return host.robots


def retry_after(value: str, moment: datetime) -> float:
    """Seconds a Retry-After header asks for: a number or an HTTP date; 0 when it says nothing readable."""
    if value.strip().isdecimal():
        return min(float(value), 1e9)
    try:
        return max(0.0, (parsedate_to_datetime(value) - moment).total_seconds())
    except (TypeError, ValueError):
        return 0.0
