"""Servers that never come to an end: each gives its port and drips into every connection until it is closed."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Talk = Callable[[socket.socket, threading.Event], None]
PAUSE = 0.05  # seconds between two drops


@contextmanager
def listening(talk: Talk) -> Iterator[int]:
    """A server that talks to each connection in a thread of its own; gives its port."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)

        def serve() -> None:
            while not stop.is_set():
                with suppress(TimeoutError):
                    connection, _ = server.accept()
                    threading.Thread(target=answer, args=(connection,), daemon=True).start()

        def answer(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                talk(connection, stop)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield int(server.getsockname()[1])
        finally:
            stop.set()
            thread.join()


def dripping(head: bytes, drop: bytes, pause: float = PAUSE) -> Talk:
    """Says `head`, then `drop` again and again."""

    def talk(connection: socket.socket, stop: threading.Event) -> None:
        connection.sendall(head)
        while not stop.wait(pause):
            connection.sendall(drop)

    return talk


def silent(connection: socket.socket, stop: threading.Event) -> None:
    """Takes the connection and says nothing."""
    stop.wait(60)


OK = b"HTTP/1.1 200 OK\r\n"
ENDLESS: dict[str, Talk] = {
    "status line": dripping(OK.rstrip(), b"X"),
    "one header": dripping(OK + b"X-A: ", b"x"),
    "many headers": dripping(OK, b"X-A: x\r\n"),
    "chunk size": dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "chunks": dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "body": dripping(OK + b"Content-Length: 100000\r\n\r\n", b"x"),
    "body without length": dripping(OK + b"Connection: close\r\n\r\n", b"x"),
    "100 Continue": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "100 Continue, a flood": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2000, 0.001),
    "gzip": dripping(
        OK + b"Content-Encoding: gzip\r\nContent-Length: 99999\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\3\0\xff\xff\0\0", b"\0"
    ),
    "silence": silent,
}
