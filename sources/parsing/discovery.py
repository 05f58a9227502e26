"""The feeds that a site names: in its page's links, in robots.txt; and where else to look."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from sources.parsing.canonical import absolute
from sources.parsing.declared import declared_in
from sources.parsing.plaintext import normalise

MOST_NAMED = 20
LONGEST_TITLE = 120

_SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_NEWSY = re.compile(r"news|article|post|latest", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedFeed:
    """A feed that a site may have: its address, its title, and who named it."""

    url: str
    title: str = ""
    named_by: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What a page says of the site that it is on; `feeds` holds each address once."""

    name: str = ""
    feeds: tuple[NamedFeed, ...] = ()


def site_in(html: str | bytes, url: str) -> Site:
    """The site's name, and the feeds that a page at `url` names; of comments, none."""
    import trafilatura  # noqa: PLC0415 - costs a second

    tree = trafilatura.load_html(html)
    if tree is None:
        return Site()
    declared = declared_in(tree, url)
    named = [*_alternates(tree, url), *_links(tree, url)]
    feeds = {feed.url: feed for feed in reversed(named)}
    ordered = sorted(feeds.values(), key=named.index)
    title = tree.findtext(".//title") or ""
    name = declared.outlet or _first_part(title)
    return Site(normalise(name)[:LONGEST_TITLE], tuple(ordered[:MOST_NAMED]))


def sitemaps_named(robots: str, url: str) -> list[NamedFeed]:
    """The sitemaps of a robots.txt at `url`, those that sound like news first."""
    found = dict.fromkeys(_place(url, line) for line in _SITEMAP_LINE.findall(robots))
    newsy = sorted(filter(None, found), key=lambda address: not _NEWSY.search(address))
    return [NamedFeed(address, named_by="robots.txt") for address in newsy[:MOST_NAMED]]


def usual_places(url: str, kind: str) -> list[NamedFeed]:
    """Where sites usually have their "feeds" or their "sitemaps", likeliest first."""
    places = _data()["places"][kind]
    return [NamedFeed(urljoin(url, place), named_by="a usual place") for place in places]


def _alternates(tree: Any, url: str) -> Iterator[NamedFeed]:  # noqa: ANN401 - lxml is untyped
    types = _data()["types"]
    for link in tree.iterfind(".//link[@href]"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        relations = (link.get("rel") or "").lower().split()
        address = _place(url, link.get("href"))
        if kind in types and "alternate" in relations and address and not _is_aside(address):
            title = _one_line(link.get("title") or types[kind])
            yield NamedFeed(address, title, "the page")


def _links(tree: Any, url: str) -> Iterator[NamedFeed]:  # noqa: ANN401
    likely = re.compile(_data()["links"]["likely"], re.IGNORECASE)
    for link in tree.iterfind(".//a[@href]"):
        address = _place(url, link.get("href"))
        if address and likely.search(address) and not _is_aside(address):
            title = _one_line("".join(link.itertext()))
            yield NamedFeed(address, title, "a link on the page")


def _is_aside(address: str) -> bool:
    return bool(re.search(_data()["links"]["unlikely"], address, re.IGNORECASE))


def _place(base: str, address: str) -> str:
    """The address of a document, whatever part of it a link leads to."""
    return normalise(absolute(base, address).partition("#")[0])


def _first_part(title: str) -> str:
    return re.split(r"\s[|–—·:-]\s", _one_line(title))[0]


def _one_line(text: str) -> str:
    return normalise(" ".join(text.split()))[:LONGEST_TITLE]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "discovery.toml").read_text())
