"""Where Mujaz may go: with every connection blocked, so that no test can reach a real address."""

import socket
from collections.abc import Callable
from typing import Any

import pytest

from mujaz.addresses import is_public, is_public_name
from mujaz.errors import NetworkError, RefusedError
from mujaz.http import get

SPECIAL = (
    "0.0.0.0", "0.1.2.3", "10.0.0.8", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.16.3.3",
    "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1",
    "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:0:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1", "100::1", "2001::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::", "3fff::1",
    "5f00::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "nonsense", "",
)  # fmt: skip
SPELLINGS = (
    "localhost", "LOCALHOST", "localhost.", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.1.", "[::1]",
    "[::ffff:7f00:1]", "①②⑦.⓪.⓪.①", "0", "[::]",
)  # fmt: skip


@pytest.fixture(autouse=True)
def tried(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every address that was connected to; none is reached."""
    addresses: list[Any] = []

    def refuse(_: socket.socket, address: Any) -> None:
        addresses.append(address)
        raise ConnectionRefusedError("blocked by the test")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    return addresses


def naming(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Let every name stand for one address."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    place = (address, 80, 0, 0) if ":" in address else (address, 80)
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(family, socket.SOCK_STREAM, 6, "", place)])


@pytest.mark.parametrize("address", SPECIAL)
def test_a_name_that_stands_for_a_special_address_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch, tried: list[Any]
) -> None:
    assert not is_public(address)
    naming(monkeypatch, address)
    with pytest.raises(RefusedError, match="private network"):
        get("http://news.example/")
    assert tried == []


@pytest.mark.parametrize("host", SPELLINGS)
def test_a_special_address_in_any_spelling_is_refused(host: str, tried: list[Any]) -> None:
    with pytest.raises(NetworkError):
        get(f"http://{host}/")
    assert tried == []


@pytest.mark.parametrize("port", [1, 22, 25, 110, 143, 445, 465, 587, 993])
def test_ports_of_other_services_are_refused(port: int, monkeypatch: pytest.MonkeyPatch, tried: list[Any]) -> None:
    naming(monkeypatch, "8.8.8.8")
    with pytest.raises(RefusedError, match="port"):
        get(f"http://news.example:{port}/")
    assert tried == []


@pytest.mark.parametrize("url", ["http://news.example/", "https://news.example/", "http://news.example:8080/"])
def test_a_public_address_is_asked_and_exactly_that_one(
    url: str, monkeypatch: pytest.MonkeyPatch, tried: list[Any]
) -> None:
    naming(monkeypatch, "8.8.8.8")
    with pytest.raises(NetworkError, match="blocked by the test"):
        get(url)
    assert [address[0] for address in tried] == ["8.8.8.8"]


def test_a_private_address_is_asked_where_it_is_allowed(monkeypatch: pytest.MonkeyPatch, tried: list[Any]) -> None:
    naming(monkeypatch, "10.0.0.8")
    with pytest.raises(NetworkError, match="blocked by the test"):
        get("http://intranet.example/", allow_private=True)
    assert [address[0] for address in tried] == ["10.0.0.8"]


@pytest.mark.parametrize("name", ["news.example", "a.b.example.", "8.8.8.8", "xn--mgbh0fb.example"])
def test_names_a_proxy_may_be_asked_for(name: str) -> None:
    assert is_public_name(name)


@pytest.mark.parametrize(
    "name",
    ["localhost", "router", "printer.local", "wiki.intranet", "a.home.arpa", "db.internal", "127.0.0.1", "::1", "127.1",
     "2130706433", "0x7f000001", "10.0.0.8", "a.lan", "mail.corp", ""],
)  # fmt: skip
def test_names_of_ones_own_network_are_not_given_to_a_proxy(name: str) -> None:
    assert not is_public_name(name)


def test_the_suite_itself_reaches_no_real_address(request: pytest.FixtureRequest) -> None:
    """The guard of conftest.py, which this module replaces by a stricter one."""
    guard: Callable[..., None] = request.getfixturevalue("only_this_machine")
    for address in (("8.8.8.8", 80), ("192.168.1.1", 80), ("news.example", 80)):
        with socket.socket() as own, pytest.raises(AssertionError, match="real address"):
            guard(own, address)
