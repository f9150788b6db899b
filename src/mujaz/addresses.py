"""Which addresses lie in the open internet, and which in somebody's own network."""

import ipaddress

# Of IPv6, only 2000::/3 is given out at all; of that, and of IPv4, these are not the open internet either. Python's
# is_global of 3.11 does not know all of them.
OPEN_IPV6 = ipaddress.ip_network("2000::/3")
SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",  # IETF protocol assignments
        "192.88.99.0/24",  # 6to4 relays, withdrawn
        "2001::/23",  # IETF protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
        "2620:4f:8000::/48",  # AS112
    )
)
TEREDO = ipaddress.ip_network("2001::/32")
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Names that belong to one network by their form: RFC 6761, 6762, 8375, 9476, and names of the intranet kind.
LOCAL_ENDS = (
    "localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa", "onion",
)  # fmt: skip


def is_public(address: str) -> bool:
    """True for a numeric address of the open internet; false for private, local, special and reserved ones."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _carried(ip)
        if inner is not None:
            return is_public(str(inner))
        if ip not in OPEN_IPV6:
            return False
    if any(ip.version == network.version and ip in network for network in SPECIAL):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for, where it leads to one."""
    if ip in TEREDO:
        return ip.teredo[1] if ip.teredo else None
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


def is_number(host: str) -> bool:
    """Whether a host is written as a numeric address."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_public_name(host: str) -> bool:
    """Whether a host may be in the open internet, told by its form alone: for what a proxy will look up."""
    if is_number(host):
        return is_public(host)
    name = host.rstrip(".").lower()
    if "." not in name or name.replace(".", "").isdecimal() or name.startswith("0x"):
        return False  # one label is a name of one's own network; odd spellings of numbers are no names
    return not any(name == end or name.endswith("." + end) for end in LOCAL_ENDS)
