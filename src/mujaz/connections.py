"""urllib3's pools with every connection under a Deadline, straight or through a proxy."""

import socket
import warnings
from collections.abc import Sequence
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from mujaz.deadline import Address, Deadline
from mujaz.errors import ConfigError
from mujaz.proxies import Proxy


def connection_kinds(deadline: Deadline, addresses: Sequence[Address] = ()) -> tuple[type[Any], type[Any]]:
    """Connections for http and https that end with the deadline; they go to `addresses`, else look their host up."""

    def connected(host: str, port: int) -> socket.socket:
        return deadline.connect(addresses or deadline.look_up(host, port))

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return connected(self._dns_host, self.port)

    class Encrypted(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return connected(self._dns_host, self.port)

        def _tunnel(self) -> None:
            super()._tunnel()
            deadline.left()  # a connection shut down for being late looks like the end of the proxy's answer

    return Plain, Encrypted


def pool_kinds(deadline: Deadline) -> dict[str, type[Any]]:
    """For a pool manager: pools whose connections end with the deadline."""
    plain, encrypted = connection_kinds(deadline)
    return {
        "http": type("Plain", (urllib3.HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("Encrypted", (urllib3.HTTPSConnectionPool,), {"ConnectionCls": encrypted}),
    }


def manager(deadline: Deadline, proxy: Proxy | None, **options: Any) -> urllib3.PoolManager:
    """A pool manager under a deadline, through a proxy where there is one. Raises ConfigError."""
    made: urllib3.PoolManager
    if proxy is None:
        made = urllib3.PoolManager(**options)
    elif proxy.by_socks:
        return _by_socks(deadline, proxy, options)
    else:
        sent = urllib3.make_headers(proxy_basic_auth=f"{proxy.user}:{proxy.password}") if proxy.user else {}
        made = urllib3.ProxyManager(proxy.address, proxy_headers=sent, **options)
    made.pool_classes_by_scheme = pool_kinds(deadline)
    return made


def _by_socks(deadline: Deadline, proxy: Proxy, options: dict[str, Any]) -> urllib3.PoolManager:
    try:
        with warnings.catch_warnings(action="ignore"):  # it warns of what the error says
            from urllib3.contrib import socks
    except ImportError as error:
        raise ConfigError(
            f"the proxy {proxy.address} speaks SOCKS, which needs PySocks", "pip install 'mujaz[socks]'"
        ) from error

    def guarded(kind: type[Any]) -> type[Any]:
        connect = kind._new_conn

        def _new_conn(self: Any) -> socket.socket:
            self.timeout = deadline.left()
            made: socket.socket = connect(self)
            deadline.guard(made)
            return made

        return type("Guarded", (kind,), {"_new_conn": _new_conn})

    made = socks.SOCKSProxyManager(proxy.address, proxy.user or None, proxy.password or None, **options)
    made.pool_classes_by_scheme = {
        "http": type("Plain", (socks.SOCKSHTTPConnectionPool,), {"ConnectionCls": guarded(socks.SOCKSConnection)}),
        "https": type(
            "Encrypted", (socks.SOCKSHTTPSConnectionPool,), {"ConnectionCls": guarded(socks.SOCKSHTTPSConnection)}
        ),
    }
    return made
