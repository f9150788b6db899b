"""The HTTP client against a local server: what it sends, what it refuses, and that a name cannot be rebound."""

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from mujaz.addresses import is_public
from mujaz.errors import NetworkError
from mujaz.http import MAX_REDIRECTS, get

Reply = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def server(reply: Reply, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server on a free port whose GET is `reply`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply(self)
            self.close_connection = True

        def log_message(self, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # clients of these tests go away early on purpose

    httpd = Server(("127.0.0.1", 0), Handler)
    if context:
        httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield httpd.server_address[1]
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def answer(status: int = 200, body: bytes = b"", **headers: str) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def test_body_status_and_headers_come_back() -> None:
    with server(answer(200, b"news", ETag='"7"', Last_Modified="Mon, 04 Nov 2024 08:00:00 GMT")) as port:
        response = get(f"http://127.0.0.1:{port}/a", allow_private=True)
    assert (response.status, response.body) == (200, b"news")
    assert (response.etag, response.last_modified) == ('"7"', "Mon, 04 Nov 2024 08:00:00 GMT")
    assert response.url == f"http://127.0.0.1:{port}/a"


def test_conditional_headers_go_out_and_304_comes_back() -> None:
    seen: dict[str, str] = {}

    def reply(handler: BaseHTTPRequestHandler) -> None:
        seen.update(handler.headers.items())
        answer(304, ETag='"7"')(handler)

    with server(reply) as port:
        response = get(f"http://127.0.0.1:{port}/", allow_private=True, headers={"If-None-Match": '"7"'})
    assert (response.status, response.body) == (304, b"")
    assert seen["If-None-Match"] == '"7"'
    assert seen["User-Agent"].startswith("mujaz/")


@pytest.mark.parametrize("status", [404, 429, 503])
def test_bad_status_is_returned_not_raised(status: int) -> None:
    with server(answer(status, b"no", Retry_After="9")) as port:
        response = get(f"http://127.0.0.1:{port}/", allow_private=True)
    assert (response.status, response.headers["retry-after"]) == (status, "9")


def test_arabic_letters_in_an_address_are_encoded() -> None:
    paths: list[str] = []

    def reply(handler: BaseHTTPRequestHandler) -> None:
        paths.append(handler.path)
        answer()(handler)

    with server(reply) as port:
        get(f"http://127.0.0.1:{port}/خبر?q=قطر", allow_private=True)
    assert paths == ["/%D8%AE%D8%A8%D8%B1?q=%D9%82%D8%B7%D8%B1"]


def test_redirects_are_followed_up_to_the_limit() -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        left = int(handler.path.strip("/"))
        (answer(302, Location=f"/{left - 1}") if left else answer(200, b"end"))(handler)

    with server(reply) as port:
        response = get(f"http://127.0.0.1:{port}/{MAX_REDIRECTS}", allow_private=True)
        assert (response.body, response.url) == (b"end", f"http://127.0.0.1:{port}/0")
        with pytest.raises(NetworkError, match="redirects"):
            get(f"http://127.0.0.1:{port}/{MAX_REDIRECTS + 1}", allow_private=True)


def test_private_addresses_are_refused_before_anything_is_sent() -> None:
    hits: list[str] = []
    with server(lambda handler: hits.append(handler.path)) as port:
        for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
            with pytest.raises(NetworkError, match="private network"):
                get(f"http://{host}:{port}/")
    assert hits == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "192.168.1.1", "172.16.3.3", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "nonsense"],
)  # fmt: skip
def test_these_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
def test_these_addresses_are_public(address: str) -> None:
    assert is_public(address)


def resolve(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> list[str]:
    """Let names resolve to one address after the other, as a hostile name server would; gives the questions asked."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in names:
            return real(host, port, *args, **kwargs)
        asked.append(host)
        answers = names[host]
        return real(answers.pop(0) if len(answers) > 1 else answers[0], port, *args, **kwargs)

    monkeypatch.setattr("socket.getaddrinfo", getaddrinfo)
    return asked


def test_a_redirect_into_the_private_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    hits: list[str] = []

    def reply(handler: BaseHTTPRequestHandler) -> None:
        hits.append(handler.headers["Host"])
        answer(302, Location=f"http://inside.example:{port}/secret")(handler)

    with server(reply) as port:
        resolve(monkeypatch, {"news.example": ["127.0.0.1"], "inside.example": ["127.0.0.1"]})
        public = iter([True, False])  # the first hop passes for public, the second does not
        monkeypatch.setattr("mujaz.http.is_public", lambda _: next(public))
        with pytest.raises(NetworkError, match=r"inside\.example is an address inside"):
            get(f"http://news.example:{port}/")
    assert hits == [f"news.example:{port}"]


def test_the_checked_address_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: a second question would be answered differently, so there must be none."""
    with server(answer(200, b"checked")) as port:
        asked = resolve(monkeypatch, {"rebind.example": ["127.0.0.1", "192.0.2.1"]})
        monkeypatch.setattr("mujaz.http.is_public", lambda address: address == "127.0.0.1")
        assert get(f"http://rebind.example:{port}/", timeout=5).body == b"checked"
    assert asked == ["rebind.example"]


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: entries)
    with pytest.raises(NetworkError, match="private network"):
        get("http://mixed.example/")


@pytest.mark.parametrize(
    "url",
    ["ftp://news.example/a", "file:///etc/passwd", "http://", "http://[::1", "http://a:99999/", "https://u:p@news.example/",
     "gopher://news.example"],
)  # fmt: skip
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(NetworkError):
        get(url)


def test_a_password_in_an_address_is_not_repeated() -> None:
    with pytest.raises(NetworkError) as caught:
        get("https://user:geheim@news.example/")
    assert "geheim" not in str(caught.value)


def test_size_limit() -> None:
    with server(answer(200, b"x" * 5000)) as port:
        assert len(get(f"http://127.0.0.1:{port}/", allow_private=True, max_bytes=5000).body) == 5000
        with pytest.raises(NetworkError, match="larger than"):
            get(f"http://127.0.0.1:{port}/", allow_private=True, max_bytes=4999)


def test_size_limit_holds_after_decompression() -> None:
    bomb = gzip.compress(b"\0" * 80_000_000)
    with server(answer(200, bomb, Content_Encoding="gzip")) as port, pytest.raises(NetworkError, match="larger than"):
        get(f"http://127.0.0.1:{port}/", allow_private=True, max_bytes=1_000_000)


def test_gzip_is_unpacked_and_a_damaged_one_is_an_error() -> None:
    with server(answer(200, gzip.compress("خبر".encode()), Content_Encoding="gzip")) as port:
        assert get(f"http://127.0.0.1:{port}/", allow_private=True).body.decode() == "خبر"
    with server(answer(200, b"\x1f\x8bnonsense", Content_Encoding="gzip")) as port, pytest.raises(NetworkError):
        get(f"http://127.0.0.1:{port}/", allow_private=True)


def test_a_slow_server_is_given_up() -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    with server(drip) as port:
        began = time.monotonic()
        with pytest.raises(NetworkError, match=r"took too long|no answer"):
            get(f"http://127.0.0.1:{port}/", allow_private=True, timeout=0.3)
        assert time.monotonic() - began < 1.5


def test_a_body_cut_short_is_an_error() -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"half")

    with server(cut) as port, pytest.raises(NetworkError, match="no answer"):
        get(f"http://127.0.0.1:{port}/", allow_private=True, timeout=5)


def test_nobody_listens_and_unknown_names() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(NetworkError, match="no answer"):
            get(f"http://127.0.0.1:{unused.getsockname()[1]}/", allow_private=True, timeout=2)
    with pytest.raises(NetworkError, match="unknown host"):
        get("http://no-such-host.invalid/")


def certificate(folder: Path, name: str) -> Path:
    """A throw-away self-signed certificate for `name`, with its key, in one PEM file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    cert = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + cert.public_bytes(serialization.Encoding.PEM))
    return path


def test_certificates_are_checked_against_the_name_not_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = certificate(tmp_path, "news.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    resolve(monkeypatch, {"news.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]})
    with server(answer(200, b"safe"), context) as port:
        with pytest.raises(NetworkError, match="no answer"):  # nobody vouches for it yet
            get(f"https://news.example:{port}/", allow_private=True, timeout=30)
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        assert get(f"https://news.example:{port}/", allow_private=True, timeout=30).body == b"safe"
        with pytest.raises(NetworkError, match="no answer"):
            get(f"https://other.example:{port}/", allow_private=True, timeout=30)


def test_an_address_given_to_read_goes_through_this_client() -> None:
    from mujaz.records.article import Article
    from mujaz.sources import Failure, read

    page = "<html><body><h1>عنوان الخبر الأول</h1><p>أعلنت اللجنة في المدينة أن العمل مستمر.</p></body></html>"
    with server(answer(200, page.encode("cp1256"), Content_Type="text/html; charset=windows-1256")) as port:
        url = f"http://127.0.0.1:{port}/news"
        (article,) = read([url], allow_private=True)
        (refused,) = read([url])
    assert isinstance(article, Article)
    assert (article.title, article.source, article.url) == ("عنوان الخبر الأول", url, url)
    assert isinstance(refused, Failure)
    assert refused.error.exit_code == 4
    assert "private network" in refused.error.message
