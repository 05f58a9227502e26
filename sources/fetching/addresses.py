"""Where we go and where we don't: addresses on the open internet, on ordinary ports."""

import re
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from sources.fetching.errors import FetchError, failing, passing

ORDINARY_PORTS = frozenset({80, 443, 8080, 8443})
LONGEST_URL = 2000

# A cloud's own service behind a public address, and the relay of 6to4.
_INNER = [ip_network("168.63.129.16/32"), ip_network("192.88.99.0/24")]
_UNICAST = ip_network("2000::/3")
_SPECIAL = [ip_network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
_ISATAP = 0x00005EFE  # the third quarter of an address that carries an IPv4 address in its last

_HOST = re.compile(r"[\w.:-]+", re.ASCII)

Resolver = Callable[[str, int], list[str]]


def checked_url(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """The address without its fragment; `FetchError` where we would not go there at all."""
    try:
        parsed = base.join(url.strip()) if base else httpx.URL(url.strip())
        parsed = parsed.copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        cause = f"{url[:200]!r} is no address ({error})"
        raise FetchError(cause=cause, remedy="give one that starts with https://") from None
    fault = _fault_of(parsed)
    if fault:
        raise FetchError(cause=f"{url[:200]!r} {fault}", remedy="give the address of a public page")
    return parsed


def host_of(url: str) -> str:
    """The name of the host that an address leads to first, or "" where it leads nowhere."""
    try:
        return name_of(checked_url(url))
    except FetchError:
        return ""


def name_of(url: httpx.URL) -> str:
    """A host's one name, whatever the letters or the dot at the end that it is written with."""
    return url.raw_host.decode("ascii").lower().rstrip(".")[:255]


def _fault_of(url: httpx.URL) -> str:
    """What is wrong with an address, or ""."""
    faults = {
        "is no web address": url.scheme not in ("http", "https") or not url.host,
        "has a host name that is none": not _HOST.fullmatch(url.raw_host.decode("ascii")),
        f"is longer than {LONGEST_URL} characters": len(str(url)) > LONGEST_URL,
        "carries a user name or a password": bool(url.userinfo),
        "asks for an unusual port": url.port is not None and url.port not in ORDINARY_PORTS,
    }
    return next((fault for fault, found in faults.items() if found), "")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether the address belongs to the open internet, also when written inside another."""
    if isinstance(address, IPv6Address) and not _is_plain_unicast(address):
        return False
    inner = address.is_multicast or address.is_reserved
    return address.is_global and not inner and not any(address in net for net in _INNER)


def _is_plain_unicast(address: IPv6Address) -> bool:
    """Whether it is one of the open internet's own, with no other address inside.

    Whatever translates or tunnels (mapped, NAT64, 6to4, Teredo, ISATAP) can lead inside.
    """
    return (
        address in _UNICAST
        and not any(address in network for network in _SPECIAL)
        and int(address) >> 32 & 0xFCFFFFFF != _ISATAP
    )


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, in the order in which to try them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        cause = f"the name {host} has no address ({error})"
        away = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        kind = failing if away else passing
        raise kind(cause, remedy="check the name, or try again later") from None
    return [str(address[0]) for *_, address in found]


def public_addresses(resolver: Resolver, host: str, port: int) -> list[str]:
    """The addresses of a host; one inner address among them condemns the name."""
    addresses = resolver(host, port)
    for address in addresses:
        if not is_public(ip_address(address)):
            cause = f"{host} leads to {address}, which is no public address"
            raise FetchError(cause=cause, remedy="only pages on the open internet are fetched")
    return addresses
