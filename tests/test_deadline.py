"""One clock over a whole transfer: however a server drips, it is over in time."""

import socket
import threading
import time
from contextlib import suppress

import pytest

from mujaz.deadline import Deadline
from mujaz.errors import NetworkError
from mujaz.http import get
from tests.support.slow_servers import ENDLESS, Talk, dripping, listening

LIMIT = 0.6
LATEST = 4.0  # on a busy machine; without the deadline these never end


@pytest.mark.parametrize("name", ENDLESS)
def test_a_server_without_end_is_given_up_in_time(name: str) -> None:
    with listening(ENDLESS[name]) as port:
        began = time.monotonic()
        with pytest.raises(NetworkError, match="took too long"):
            get(f"http://127.0.0.1:{port}/", allow_private=True, timeout=LIMIT)
        assert time.monotonic() - began < LATEST


def test_a_tls_handshake_without_end_is_given_up_in_time() -> None:
    # The head of a handshake record of 16,000 bytes, of which one comes at a time.
    with listening(dripping(b"\x16\x03\x03\x3e\x80", b"\0")) as port:
        began = time.monotonic()
        with pytest.raises(NetworkError, match="took too long"):
            get(f"https://127.0.0.1:{port}/", allow_private=True, timeout=LIMIT)
        assert time.monotonic() - began < LATEST


def test_redirects_share_one_clock() -> None:
    def slow_redirect(connection: socket.socket, stop: threading.Event) -> None:
        connection.recv(4000)
        stop.wait(0.4)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")

    with listening(slow_redirect) as port:
        began = time.monotonic()
        with pytest.raises(NetworkError, match="took too long"):
            get(f"http://127.0.0.1:{port}/", allow_private=True, timeout=1.0)
        assert time.monotonic() - began < LATEST


def test_a_name_server_that_keeps_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: time.sleep(5))
    began = time.monotonic()
    with pytest.raises(NetworkError, match="took too long"):
        get("http://news.example/", timeout=0.3)
    assert time.monotonic() - began < 3


def test_an_extended_deadline_lets_a_transfer_that_makes_headway_go_on() -> None:
    talk: Talk = dripping(b"", b"x" * 100)
    with listening(talk) as port, Deadline(0.5) as deadline:
        connection = deadline.connect(deadline.look_up("127.0.0.1", port))
        with connection:
            began = time.monotonic()
            while time.monotonic() - began < 1.2:
                assert connection.recv(100)
                deadline.extend(0.5)
            with suppress(ConnectionResetError):
                while connection.recv(1000):
                    pass
        assert deadline.over


def test_every_address_of_a_name_is_tried() -> None:
    with listening(dripping(b"hello", b"")) as port, Deadline(5) as deadline, socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = deadline.look_up("127.0.0.1", closed.getsockname()[1])
        with deadline.connect([*nobody, *deadline.look_up("127.0.0.1", port)]) as connection:
            assert connection.recv(5) == b"hello"


def test_a_closed_deadline_leaves_nothing_behind() -> None:
    before = threading.active_count()
    with listening(dripping(b"hello", b"")) as port:
        for _ in range(3):
            with Deadline(30) as deadline, deadline.connect(deadline.look_up("127.0.0.1", port)):
                pass
    assert threading.active_count() <= before + 3  # those of the server may still be ending
