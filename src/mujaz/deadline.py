"""One wall-clock limit over everything a transfer does: name look-up, connection, TLS, head, body.

A socket's own timeout counts from the last byte, so a server that sends one byte a second is never late. Here a second
thread shuts the connection down when the time is over, whatever the first is waiting for.
"""

import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

Address = tuple[Any, ...]
"""What socket.getaddrinfo gives as one entry."""


class Deadline:
    """The moment by which a transfer has to be over. Use as a context manager; close() is enough to end it early."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._guarded: list[socket.socket] = []
        self._changed = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None

    @property
    def over(self) -> bool:
        """Whether the time is used up."""
        return time.monotonic() >= self._end

    def left(self) -> float:
        """Seconds left. Raises TimeoutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("took too long")
        return left

    def extend(self, seconds: float) -> None:
        """Move the end to so many seconds from now: for a transfer of unknown length that makes headway."""
        with self._changed:
            self._end = time.monotonic() + seconds
            self._changed.notify()

    def look_up(self, host: str, port: int) -> list[Address]:
        """What socket.getaddrinfo says of a name, in time. Raises OSError, UnicodeError."""
        answers: list[list[Address]] = []
        failures: list[Exception] = []

        def ask() -> None:
            try:
                answers.append(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
            except Exception as error:  # raised again where it can be handled
                failures.append(error)

        thread = threading.Thread(target=ask, daemon=True)  # a name server that keeps silent cannot be interrupted
        thread.start()
        thread.join(self.left())
        if failures:
            raise failures[0]
        if not answers:
            raise TimeoutError("the name look-up took too long")
        return answers[0]

    def connect(self, addresses: Sequence[Address]) -> socket.socket:
        """A guarded connection to the first of the addresses that answers. Raises OSError."""
        failure: OSError = OSError("no address")
        for number, (family, kind, protocol, _, address) in enumerate(addresses):
            made = socket.socket(family, kind, protocol)
            try:
                made.settimeout(self.left() / (len(addresses) - number))
                made.connect(address)
                made.settimeout(self.left())
                self.guard(made)
            except OSError as error:
                made.close()
                failure = error
            else:
                return made
        raise failure

    def guard(self, connection: socket.socket) -> None:
        """Shut this connection down when the time is over, also if it is wrapped in TLS meanwhile."""
        with self._changed:
            self._guarded.append(connection.dup())
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, daemon=True)
                self._thread.start()

    def close(self) -> None:
        """End the watch; connections stay as they are."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread:
            self._thread.join()
        for connection in self._guarded:
            connection.close()
        self._guarded.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _watch(self) -> None:
        with self._changed:
            while not self._closed and not self.over:
                self._changed.wait(max(0.0, self._end - time.monotonic()))
            if not self._closed:
                for connection in self._guarded:
                    with suppress(OSError):  # the other side may have been faster
                        connection.shutdown(socket.SHUT_RDWR)
