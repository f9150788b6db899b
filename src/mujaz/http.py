"""A small HTTP client for addresses that other people wrote: pages given to `mujaz brief`, feeds, feed links.

Such an address may point into the user's own network, so every hop is resolved here, refused when it is not public,
and connected to by exactly the address that was checked (a name cannot change its mind in between). Through a proxy,
which looks names up itself, only the form of the name can be checked. Size, redirects and the time of everything
together are limited. Retries are left to the caller.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from mujaz import __version__
from mujaz.addresses import is_number, is_public, is_public_name
from mujaz.deadline import Address, Deadline
from mujaz.errors import NetworkError, RefusedError
from mujaz.proxies import Proxy, proxy_for

USER_AGENT = f"mujaz/{__version__}"
MAX_BYTES = 16 * 1024 * 1024
TIMEOUT = 30.0  # seconds for one whole exchange: look-up, TLS, head, body and redirects together
MAX_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
WEB_PORTS = {80, 443}  # of those below 1024; the others are mail, remote log-in and the like


@dataclass(frozen=True, slots=True)
class Response:
    """What came back. url: the address after redirects. headers: names in lower case. body: empty for 304."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def etag(self) -> str:
        """The ETag header, to be sent back as If-None-Match."""
        return self.headers.get("etag", "")

    @property
    def last_modified(self) -> str:
        """The Last-Modified header, to be sent back as If-Modified-Since."""
        return self.headers.get("last-modified", "")

    @property
    def content_type(self) -> str:
        """The Content-Type header with its parameters."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True)
class _Target:
    """An address taken apart. path: with query, percent-encoded."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _default_port(self.scheme) else f"{host}:{self.port}"


def get(
    url: str,
    *,
    allow_private: bool = False,
    headers: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    timeout: float = TIMEOUT,
    proxy: str = "",
) -> Response:
    """Fetch `url` by GET and follow at most MAX_REDIRECTS redirects.

    allow_private: `url` may lie in a private network, and may redirect inside it; a public address never leads there.
    headers: more request headers (If-None-Match, If-Modified-Since). max_bytes: limit of the body after decompression.
    timeout: seconds for everything together. proxy: an address, "none", or "" for what the environment says. Any final
    status is returned, also 304, 404 and 503; judging it and trying again are the caller's business. Raises
    NetworkError when there is no answer, RefusedError (one of them) when there may be none: asking again would not
    help; ConfigError for an unusable proxy.
    """
    with (
        Deadline(timeout) as deadline,
        ask(url, deadline, allow_private=allow_private, headers=headers, proxy=proxy) as answer,
    ):
        chunks: list[bytes] = []
        size = 0
        for chunk in answer.chunks():
            size += len(chunk)
            if size > max_bytes:
                raise NetworkError(f"{url}: larger than {max_bytes // 1024} KiB", "save the page and give the file")
            chunks.append(chunk)
        return Response(answer.url, answer.status, answer.headers, b"".join(chunks))


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose body has not been read. url: the address after redirects. headers: names in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    raw: Any
    deadline: Deadline

    def chunks(self, size: int = 65536) -> Iterator[bytes]:
        """The decompressed body as it arrives, at most `size` bytes at a time. Raises NetworkError."""
        if self.status in REDIRECTS or self.status == 304:
            return
        with _named(self.url, self.deadline):
            # read1 comes back with what is there, so that the clock is seen.
            while chunk := self.raw.read1(size, decode_content=True):
                self.deadline.left()
                yield chunk
            self.deadline.left()  # a connection shut down for being late looks like the end of the body


@contextmanager
def ask(
    url: str,
    deadline: Deadline,
    *,
    allow_private: bool = False,
    headers: Mapping[str, str] | None = None,
    proxy: str = "",
) -> Iterator[Answer]:
    """As `get`, for a body that is read bit by bit, under a deadline of the caller's."""
    for _ in range(MAX_REDIRECTS + 1):
        with _one_hop(url, headers or {}, allow_private=allow_private, deadline=deadline, proxy=proxy) as hop:
            answer, public = hop
            target = answer.headers.get("location", "")
            if answer.status not in REDIRECTS or not target:
                yield answer
                return
        allow_private = allow_private and not public
        try:
            url = urljoin(url, target)
        except ValueError as error:
            raise RefusedError(f"{url}: redirects to {target[:100]!r}, no address", "tell the site") from error
    raise RefusedError(
        f"{url}: more than {MAX_REDIRECTS} redirects", "open the address in a browser and give its last form"
    )


@contextmanager
def _one_hop(
    url: str, headers: Mapping[str, str], *, allow_private: bool, deadline: Deadline, proxy: str
) -> Iterator[tuple[Answer, bool]]:
    """One request, redirects not followed; and whether it went to the open internet."""
    import urllib3

    target = _parts(url)
    through = proxy_for(target.scheme, target.host, proxy)
    with ExitStack() as opened:
        with _named(url, deadline):
            addresses = [] if through else _resolve(target, deadline)
            public = _is_open(target, addresses, through)
            if not (public or allow_private):
                raise RefusedError(
                    f"{url}: {target.host} is an address inside a private network, or no web server's port",
                    "save the page and give the file, or set allow_private = true for this [[feed]]",
                )
            left = deadline.left()
            timeout = urllib3.Timeout(connect=left, read=left)
            sent = {
                "Host": target.netloc,
                "User-Agent": USER_AGENT,
                "Accept-Encoding": "gzip, deflate",
                **headers,
            }
            pool = opened.enter_context(_pool(target, addresses, through, deadline))
            # The path alone for a pool of one host, the whole address for a proxy.
            asked = f"{target.scheme}://{target.netloc}{target.path}" if through else target.path
            raw = pool.request(
                "GET", asked, headers=sent, redirect=False, retries=False, timeout=timeout, preload_content=False
            )
            opened.callback(raw.close)
        received = {name.lower(): value for name, value in raw.headers.items()}
        yield Answer(url, raw.status, received, raw, deadline), public


@contextmanager
def _named(url: str, deadline: Deadline) -> Iterator[None]:
    """What breaks on the wire becomes a NetworkError that names the address."""
    import urllib3

    try:
        yield
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        if deadline.over:
            raise NetworkError(f"{url}: took too long", "try again later") from error
        raise NetworkError(f"{url}: no answer ({_reason(error)})", "check the address and the connection") from error


def _pool(target: _Target, addresses: Sequence[Address], proxy: Proxy | None, deadline: Deadline) -> Any:
    """What makes the request: a proxy's manager, else a pool that can reach the checked addresses only."""
    import urllib3

    from mujaz.connections import connection_kinds, manager

    if proxy:
        return manager(deadline, proxy)
    plain, encrypted = connection_kinds(deadline, addresses)
    pool: urllib3.HTTPConnectionPool
    if target.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(target.host, target.port, maxsize=1)
        pool.ConnectionCls = encrypted
    else:
        pool = urllib3.HTTPConnectionPool(target.host, target.port, maxsize=1)
        pool.ConnectionCls = plain
    return pool


def _parts(url: str) -> _Target:
    """Scheme, host, port and request target of an http(s) address. Raises RefusedError for any other."""
    from urllib3.util import parse_url  # percent-encodes what browsers show as Arabic letters

    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        host = host if is_number(host) else host.encode("idna").decode()
        port = parts.port or _default_port(parts.scheme)
        web = parts.scheme in {"http", "https"} and bool(host)
        path = parse_url(url).request_uri if web else ""
    except ValueError as error:  # UnicodeError and urllib3's LocationParseError are among them
        raise RefusedError(f"{url}: not a valid address", "check the spelling") from error
    if not web:
        raise RefusedError(f"{url}: not an http or https address", "give http://… or https://…")
    if parts.username or parts.password:
        raise RefusedError(
            f"{parts.scheme}://{host}: names and passwords in addresses are not sent", "save the page and give the file"
        )
    return _Target(url, parts.scheme, host, port, path)


def _default_port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _resolve(target: _Target, deadline: Deadline) -> list[Address]:
    """The numeric addresses that may be connected to. Raises NetworkError for an unknown name."""
    try:
        return deadline.look_up(target.host, target.port)
    except TimeoutError:
        raise
    except (OSError, UnicodeError) as error:
        raise NetworkError(
            f"{target.url}: unknown host {target.host}", "check the spelling and the connection"
        ) from error


def _is_open(target: _Target, addresses: Sequence[Address], proxy: Proxy | None) -> bool:
    """Whether a target lies in the open internet: every address of the name, and a port where a web server may be."""
    if target.port < 1024 and target.port not in WEB_PORTS:
        return False
    if proxy:
        return is_public_name(target.host)
    return bool(addresses) and all(is_public(str(address[4][0])) for address in addresses)


def _reason(error: Exception) -> str:
    """The innermost words of a chain of transport errors, on one line."""
    words = " ".join(str(error).split())
    return words[-160:] or type(error).__name__
