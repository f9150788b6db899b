"""Through a proxy: HTTP, HTTPS by CONNECT, SOCKS; which one is asked, and what is refused before it is."""

import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mujaz.errors import ConfigError, NetworkError, RefusedError
from mujaz.http import get
from mujaz.proxies import Proxy, proxy_for, read_proxy
from tests.support.slow_servers import dripping, listening

BODY = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


@dataclass
class Middle:
    """A proxy of the test's own. asked: first lines, hosts and credentials it saw. upstream: where all tunnels lead."""

    port: int
    asked: list[str] = field(default_factory=list)
    upstream: int = 0


def head_of(connection: socket.socket) -> list[str]:
    data = b""
    while b"\r\n\r\n" not in data and (more := connection.recv(4000)):
        data += more
    return data.decode().split("\r\n")


def pump(one: socket.socket, other: socket.socket) -> None:
    def copy(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(4000):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    back = threading.Thread(target=copy, args=(other, one), daemon=True)
    back.start()
    copy(one, other)
    back.join(5)


@pytest.fixture
def middle() -> Iterator[Middle]:
    """A proxy that speaks HTTP, CONNECT and SOCKS5."""
    made = Middle(0)

    def talk(connection: socket.socket, _: threading.Event) -> None:
        if connection.recv(1, socket.MSG_PEEK) == b"\5":
            socks(connection)
            return
        lines = head_of(connection)
        made.asked += [lines[0], *(line for line in lines if line.lower().startswith("proxy-auth"))]
        if not lines[0].startswith("CONNECT"):
            connection.sendall(BODY)
            return
        connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        with socket.create_connection(("127.0.0.1", made.upstream)) as onward:
            pump(connection, onward)

    def socks(connection: socket.socket) -> None:
        methods = connection.recv(2)[1]
        connection.recv(methods)
        connection.sendall(b"\5\0")
        _, _, _, kind, length = connection.recv(5)
        host = connection.recv(length).decode()
        made.asked.append(f"{kind} {host}:{struct.unpack('>H', connection.recv(2))[0]}")
        connection.sendall(b"\5\0\0\1\0\0\0\0\0\0")
        head_of(connection)
        connection.sendall(BODY)

    with listening(talk) as port:
        made.port = port
        yield made


def test_http_goes_through_the_proxy_of_the_settings(middle: Middle) -> None:
    response = get("http://news.example/a?b=c", proxy=f"http://me:se%20cret@127.0.0.1:{middle.port}")
    assert (response.status, response.body, response.url) == (200, b"ok", "http://news.example/a?b=c")
    assert middle.asked == ["GET http://news.example/a?b=c HTTP/1.1", "proxy-authorization: Basic bWU6c2UgY3JldA=="]


def test_http_goes_through_the_proxy_of_the_environment(middle: Middle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"127.0.0.1:{middle.port}")
    assert get("http://news.example/").body == b"ok"
    with pytest.raises(RefusedError, match="private"):
        get("http://router/")
    assert middle.asked == ["GET http://news.example/ HTTP/1.1"]
    monkeypatch.setenv("no_proxy", "news.example")
    assert proxy_for("http", "news.example") is None
    assert proxy_for("http", "other.example") is not None
    assert proxy_for("http", "other.example", "none") is None


def test_https_goes_through_a_tunnel_to_the_name_it_asked_for(
    middle: Middle, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))

    def talk(connection: socket.socket, _: threading.Event) -> None:
        with context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False) as safe:
            safe.do_handshake()
            safe.recv(4000)
            safe.sendall(BODY)

    with listening(talk) as port:
        middle.upstream = port
        proxy = f"http://127.0.0.1:{middle.port}"
        assert get("https://localhost/", proxy=proxy, allow_private=True, timeout=30).body == b"ok"
        with pytest.raises(NetworkError, match="no answer"):  # the certificate is another's
            get("https://news.example/", proxy=proxy, timeout=30)
    assert [line.split()[:2] for line in middle.asked] == [
        ["CONNECT", "localhost:443"],
        ["CONNECT", "news.example:443"],
    ]


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "socks"])
def test_socks_proxies_look_names_up_themselves(middle: Middle, scheme: str) -> None:
    assert get("http://news.example/", proxy=f"{scheme}://127.0.0.1:{middle.port}").body == b"ok"
    assert middle.asked == ["3 news.example:80"]


def test_a_proxy_without_end_is_given_up_in_time() -> None:
    with listening(dripping(b"HTTP/1.1 200 OK\r\n", b"X-A: x\r\n")) as port:
        with pytest.raises(NetworkError, match="took too long"):
            get("http://news.example/", proxy=f"http://127.0.0.1:{port}", timeout=0.5)
        with pytest.raises(NetworkError, match="took too long"):
            get("https://news.example/", proxy=f"http://127.0.0.1:{port}", timeout=0.5)


@pytest.mark.parametrize(
    ("given", "address"),
    [("http://p:8080", "http://p:8080"), ("p:8080", "http://p:8080"), ("socks5://p", "socks5h://p:1080"),
     ("socks4://p", "socks4a://p:1080"), ("http://u:x@[::1]:9/", "http://[::1]:9")],
)  # fmt: skip
def test_addresses_of_proxies(given: str, address: str) -> None:
    assert read_proxy(given, "here").address == address


@pytest.mark.parametrize("given", ["ftp://p:1", "http://", "http://p:99999", "http://[::1"])
def test_what_is_no_proxy_is_named_without_its_password(given: str) -> None:
    with pytest.raises(ConfigError, match="here") as caught:
        read_proxy(given.replace("//", "//me:geheim@"), "here")
    assert "geheim" not in str(caught.value)


def test_a_proxy_never_shows_its_password() -> None:
    assert "geheim" not in Proxy("http", "p", 1, "me", "geheim").address


def test_socks_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "socks", None)
    monkeypatch.delitem(sys.modules, "urllib3.contrib.socks", raising=False)
    monkeypatch.delattr("urllib3.contrib.socks", raising=False)
    with pytest.raises(ConfigError, match=r"PySocks.*mujaz\[socks\]"):
        get("http://news.example/", proxy="socks5://127.0.0.1:9")
