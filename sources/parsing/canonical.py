"""Which page an address leads to: the same one whatever its dress and the way somebody came.

    https://m.lantern.example:443/bridge/amp/?utm_source=x#top  ->  lantern.example/bridge

What counts as dress and as tracking is data: `canonical.toml`.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import (
    SplitResult,
    parse_qsl,
    quote,
    unquote,
    urldefrag,
    urlencode,
    urljoin,
    urlsplit,
)

from tld import get_fld

from sources.parsing.plaintext import normalise

LONGEST_KEY = 800  # a column with an index holds it

_DEFAULT_PORTS = (None, 80, 443)
_HOST = re.compile(r"\w[\w.-]*|[0-9a-f:.]*:[0-9a-f:.]*")
_SESSION = re.compile(r";jsessionid=[^/?]*", re.IGNORECASE)
_SAFE = "/!$&'()*+,;=:@-._~"  # what a path may hold as it is
_BYTES = "latin-1"  # each byte a character, whatever they spell
_DIGIT = re.compile(r"\d")
_STORY = re.compile(r"\d|[^-]-[^-]")


def absolute(base: str, address: str) -> str:
    """The web address that a link means on a page at `base`; "" where it means none."""
    try:
        found = urljoin(base, address.strip()) if address.strip() else ""
    except ValueError:
        return ""
    return found if found.startswith(("http://", "https://")) else ""


def key_of(url: str) -> str:
    """What all addresses of one page have in common; an address that is none is its own key."""
    parts = _split(url)
    if parts is None:
        return normalise(url).strip()
    query = _joined(sorted(_telling(parts.query)))
    key = f"{_bare_host(parts)}{_bare_path(parts.path)}{'?' if query else ''}{query}"
    return key if len(key) <= LONGEST_KEY else f"sha256:{sha256(key.encode()).hexdigest()}"


def cleaned(url: str) -> str:
    """The address as people know it: without tracking, fragment and default port."""
    parts = _split(url)
    if parts is None:
        return normalise(url).strip()
    kept = [(name, value) for name, value in _pairs(parts.query) if not _is_tracking(name, value)]
    query = parts.query if len(kept) == len(_pairs(parts.query)) else _joined(kept)
    port = parts.port if parts.port not in _DEFAULT_PORTS else None
    name = f"[{_host(parts)}]" if ":" in _host(parts) else _host(parts)
    host = f"{name}:{port}" if port else name
    return parts._replace(netloc=host, query=query, fragment="").geturl()


def site_of(url: str) -> str:
    """The name that was registered for the address's host ("bbc.co.uk"), or ""."""
    parts = _split(url)
    return _registered(_host(parts)) if parts else ""


def is_front_page(url: str) -> bool:
    """Whether the address names a site and nothing on it."""
    parts = _split(url)
    return parts is not None and not _bare_path(parts.path) and not list(_telling(parts.query))


def is_believable(claimed: str, asked: Iterable[str]) -> bool:
    """Whether a page that was asked for by these addresses may go by the one that it claims.

    A front page or a section can't be where a story is; sites that claim it do so on every page.
    """
    parts = _split(claimed)
    if parts is None or is_front_page(claimed):
        return False
    return _names_a_story(claimed) or not any(map(_names_a_story, asked))


def _names_a_story(url: str) -> bool:
    """Whether the end of the address looks like a story's: some number or words with hyphens."""
    parts = _split(url)
    if parts is None:
        return False
    return bool(_STORY.search(_bare_path(parts.path).rpartition("/")[2])) or bool(
        _DIGIT.search(_joined(_telling(parts.query)))
    )


def _split(url: str) -> SplitResult | None:
    """The parts of a web address, taken out of a cache's where it lies in one; None if none."""
    try:
        parts = urlsplit(urldefrag(normalise(url).strip()).url.strip())
        usable = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.hostname or "")
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        return None
    return _out_of_cache(parts) if usable else None


def _out_of_cache(parts: SplitResult) -> SplitResult:
    cache_path = _data()["caches"].get(_registered(_host(parts))) or _data()["caches"].get(
        _host(parts).partition(".")[2]
    )
    found = re.fullmatch(cache_path, parts.path) if cache_path else None
    if not found:
        return parts
    host, slash, path = found["address"].partition("/")
    inner = parts._replace(scheme="https", netloc=host, path=slash + path)
    return inner if inner.hostname and re.fullmatch(r"[\w.-]+", host) else parts


def _host(parts: SplitResult) -> str:
    """The host as the wire has it: lower case, in ASCII, without a final dot."""
    host = (parts.hostname or "").rstrip(".")
    try:
        return host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return host


def _bare_host(parts: SplitResult) -> str:
    """The host without labels for a dress, and with its port where that is unusual."""
    host = _host(parts)
    registered = _registered(host)
    labels = host.removesuffix(registered).rstrip(".").split(".")
    kept = [label for label in labels if label and label not in _data()["hosts"]["dresses"]]
    bare = ".".join([*kept, registered])
    return bare if parts.port in _DEFAULT_PORTS else f"{bare}:{parts.port}"


@cache
def _registered(host: str) -> str:
    """The public suffix and the label before it; of a suffix that nobody knows, the last two."""
    if _is_number(host):
        return host
    found = get_fld(f"https://{host}", fail_silently=True, search_private=True)
    labels = host.split(".")
    registered = found or ".".join(labels[-2:])
    below = labels[: -registered.count(".") - 1]
    shared = registered in _data()["hosts"]["shared"] and below and below[-1] != "www"
    return f"{below[-1]}.{registered}" if shared else registered


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _bare_path(path: str) -> str:
    """The path in one spelling, without its dress, an index page or a final slash."""
    told = _data()["paths"]
    read = unquote(_written(_SESSION.sub("", path)), encoding=_BYTES)
    spelt = quote(read, safe=_SAFE, encoding=_BYTES)
    segments = [segment for segment in spelt.split("/") if segment]
    if segments and segments[-1].lower() in told["index_pages"]:
        segments.pop()
    if len(segments) > 1 and segments[-1].lower() in told["amp_last"]:
        segments.pop()
    if len(segments) > 1 and segments[0].lower() in told["amp_first"]:
        segments.pop(0)
    bare = "/".join(segments)
    ending = next((end for end in told["amp_endings"] if bare.lower().endswith(end)), "")
    return f"/{bare[: len(bare) - len(ending)]}" if bare else ""


def _telling(query: str) -> Iterable[tuple[str, str]]:
    """The parameters that say which page."""
    for name, value in _pairs(query):
        if not _is_tracking(name, value) and not _is_dress(name, value):
            yield name, value


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_written(query), keep_blank_values=True, encoding=_BYTES)
    except ValueError:
        return [(query, "")]


def _joined(pairs: Iterable[tuple[str, str]]) -> str:
    return urlencode(list(pairs), encoding=_BYTES)


def _written(part: str) -> str:
    """A part in ASCII, as the wire has it."""
    return quote(part, safe=f"%?{_SAFE}")


def _is_tracking(name: str, value: str) -> bool:
    data, low = _data(), name.lower()
    if low in data["tracking"] or low.startswith(tuple(data["tracking_beginnings"])):
        return True
    return low in data["tracking_without_number"] and not _DIGIT.search(value)


def _is_dress(name: str, value: str) -> bool:
    wanted: str | None = _data()["dresses"].get(name.lower())
    return wanted is not None and wanted in ("", value.lower())


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "canonical.toml").read_text())
