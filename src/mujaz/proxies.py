"""Which proxy a request goes through: the one of the settings, else that of the environment or the system."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from mujaz.errors import ConfigError

NONE = "none"  # the setting that forbids a proxy
PORTS = {"http": 3128, "https": 443, "socks4a": 1080, "socks5h": 1080}
# Names are always looked up by the proxy: that is what the h and the a say.
SPELLINGS = {"socks": "socks5h", "socks5": "socks5h", "socks4": "socks4a"}


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy. scheme: http, https, socks4a or socks5h. user, password: "" for none; never shown."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    @property
    def address(self) -> str:
        """Its address without name and password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def by_socks(self) -> bool:
        """Whether it speaks SOCKS."""
        return self.scheme.startswith("socks")


def proxy_for(scheme: str, host: str, setting: str = "") -> Proxy | None:
    """The proxy for a request to `host`, or None for none. setting: an address, "none", or "" for the environment.

    The environment is HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY in either case; macOS and Windows add the
    system's settings. Raises ConfigError.
    """
    if setting:
        return None if setting == NONE else read_proxy(setting, "[fetch] proxy")
    from urllib.request import getproxies, proxy_bypass

    known = getproxies()
    given = known.get(scheme) or known.get("all")
    if not given or proxy_bypass(host):
        return None
    return read_proxy(given, f"the environment's {scheme}_proxy")


def read_proxy(given: str, where: str) -> Proxy:
    """A proxy from its address; without a scheme it is an HTTP proxy. Raises ConfigError that shows no password."""
    remedy = "write http://host:port or socks5://host:port"
    try:
        parts = urlsplit(given if "://" in given else f"http://{given}")
        scheme = SPELLINGS.get(parts.scheme, parts.scheme)
        if scheme not in PORTS or not parts.hostname:
            raise ConfigError(f"{where} names no proxy Mujaz can use", remedy)
        port = parts.port or PORTS[scheme]
    except ValueError as error:
        raise ConfigError(f"{where} is no address", remedy) from error
    return Proxy(scheme, parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""))
