"""A small HTTP client for addresses that other people wrote: pages given to `mujaz brief`, feeds, feed links.

Such an address may point into the user's own network, so every hop is resolved here, refused when it is not public,
and connected to by exactly the address that was checked (a name cannot change its mind in between). Size, time and
redirects are limited. Retries are left to the caller.
"""

import ipaddress
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from mujaz import __version__
from mujaz.errors import NetworkError, RefusedError

USER_AGENT = f"mujaz/{__version__}"
MAX_BYTES = 16 * 1024 * 1024
TIMEOUT = 30.0  # seconds for one whole exchange, redirects included
MAX_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}


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


def get(
    url: str,
    *,
    allow_private: bool = False,
    headers: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    timeout: float = TIMEOUT,
) -> Response:
    """Fetch `url` by GET and follow at most MAX_REDIRECTS redirects.

    headers: more request headers (If-None-Match, If-Modified-Since). max_bytes: limit of the body after decompression.
    timeout: seconds for everything together. Any final status is returned, also 304, 404 and 503; judging it and trying
    again are the caller's business. Raises NetworkError when there is no answer, RefusedError (one of them)
    when there may be none: asking again would not help.
    """
    deadline = time.monotonic() + timeout
    for _ in range(MAX_REDIRECTS + 1):
        response = _one_hop(url, allow_private, headers or {}, max_bytes, deadline)
        target = response.headers.get("location", "")
        if response.status not in REDIRECTS or not target:
            return response
        url = urljoin(url, target)
    raise RefusedError(
        f"{url}: more than {MAX_REDIRECTS} redirects", "open the address in a browser and give its last form"
    )


def _one_hop(url: str, allow_private: bool, headers: Mapping[str, str], max_bytes: int, deadline: float) -> Response:
    """One request to the one address that was checked; redirects are not followed."""
    import urllib3

    scheme, host, port, target = _parts(url)
    address = _resolve(url, host, port, allow_private)
    left = _time_left(url, deadline)
    options: dict[str, Any] = {"timeout": urllib3.Timeout(connect=left, read=left), "maxsize": 1, "retries": False}
    pool: urllib3.HTTPConnectionPool
    if scheme == "https":
        # The connection goes to the checked address; name and certificate are still those of the host.
        pool = urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host, **options)
    else:
        pool = urllib3.HTTPConnectionPool(address, port, **options)
    netloc = f"[{host}]" if ":" in host else host
    sent = {
        "Host": netloc if port == _default_port(scheme) else f"{netloc}:{port}",
        "User-Agent": USER_AGENT,
        "Accept-Encoding": "gzip, deflate",
        **headers,
    }
    try:
        with pool:
            answer = pool.request("GET", target, headers=sent, redirect=False, preload_content=False)
            try:
                body = _body(url, answer, max_bytes, deadline)
                received = {name.lower(): value for name, value in answer.headers.items()}
                return Response(url, answer.status, received, body)
            finally:
                answer.close()
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise NetworkError(f"{url}: no answer ({_reason(error)})", "check the address and the connection") from error


def _body(url: str, answer: Any, max_bytes: int, deadline: float) -> bytes:
    """The decompressed body, never more than max_bytes of it and never later than the deadline."""
    if answer.status in REDIRECTS or answer.status == 304:
        return b""
    chunks: list[bytes] = []
    size = 0
    while chunk := answer.read1(65536, decode_content=True):  # read1 comes back with what is there: the clock is seen
        size += len(chunk)
        if size > max_bytes:
            raise NetworkError(f"{url}: larger than {max_bytes // 1024} KiB", "save the page and give the file")
        _time_left(url, deadline)
        chunks.append(chunk)
    return b"".join(chunks)


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and request target of an http(s) address. Raises NetworkError for any other."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode() if not _is_ip(parts.hostname or "") else parts.hostname
        port = parts.port or _default_port(parts.scheme)
    except ValueError as error:  # UnicodeError is one of them
        raise RefusedError(f"{url}: not a valid address", "check the spelling") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise RefusedError(f"{url}: not an http or https address", "give http://… or https://…")
    if parts.username or parts.password:
        raise RefusedError(
            f"{parts.scheme}://{host}: names and passwords in addresses are not sent", "save the page and give the file"
        )
    from urllib3.util import parse_url  # percent-encodes what browsers show as Arabic letters

    return parts.scheme, host, port, parse_url(url).request_uri


def _default_port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _resolve(url: str, host: str, port: int, allow_private: bool) -> str:
    """The numeric address to connect to. Every address of the name must be public unless private ones are allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NetworkError(f"{url}: unknown host {host}", "check the spelling and the connection") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not allow_private and not all(is_public(address) for address in addresses):
        raise RefusedError(
            f"{url}: {host} is an address inside a private network",
            "save the page and give the file, or allow private addresses for this source",
        )
    return addresses[0]


def is_public(address: str) -> bool:
    """True for a numeric address of the open internet; false for private, local, multicast and reserved ones."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):  # NAT64 carries an IPv4 address
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _time_left(url: str, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise NetworkError(f"{url}: took too long", "try again later")
    return left


def _reason(error: Exception) -> str:
    """The innermost words of a chain of transport errors, on one line."""
    words = " ".join(str(error).split())
    return words[-160:] or type(error).__name__
