"""Where we go and where we don't: addresses on the open internet, on ordinary ports."""

import re
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

import httpx

from sources.fetching.errors import FetchError

ORDINARY_PORTS = frozenset({80, 443, 8080, 8443})
LONGEST_URL = 2000

_METADATA = {ip_address("168.63.129.16")}  # a cloud's own service behind a public address

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
    if isinstance(address, IPv6Address) and (
        address.ipv4_mapped or address.sixtofour or address.teredo or address.is_site_local
    ):
        return False
    inner = address.is_multicast or address.is_reserved or address in _METADATA
    return address.is_global and not inner


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, in the order in which to try them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        cause = f"the name {host} has no address ({error})"
        remedy = "check the name, or try again later"
        raise FetchError(cause=cause, remedy=remedy, passing=True) from None
    return [str(address[0]) for *_, address in found]


def public_addresses(resolver: Resolver, host: str, port: int) -> list[str]:
    """The addresses of a host; one inner address among them condemns the name."""
    addresses = resolver(host, port)
    for address in addresses:
        if not is_public(ip_address(address)):
            cause = f"{host} leads to {address}, which is no public address"
            raise FetchError(cause=cause, remedy="only pages on the open internet are fetched")
    return addresses
