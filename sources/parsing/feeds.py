"""Feeds to entries: RSS, Atom, JSON Feed and news sitemaps, recognised by what is in them.

On lxml and ours, since four fields are all we want of an entry: see docs/decisions.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sources.parsing.canonical import absolute
from sources.parsing.markup import MarkupError, child_text, elements_of, head_of, unpacked
from sources.parsing.plaintext import normalise
from sources.parsing.published import Published, read_published
from sources.parsing.sitemaps import listed_in, sitemaps_in

MOST_ENTRIES = 1000

_HEAD = 2048
_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF|urlset|sitemapindex)[\s>]")
_SITEMAP = re.compile(rb"<(?:\w+:)?urlset[\s>]")
_INDEX = re.compile(rb"<(?:\w+:)?sitemapindex[\s>]")
_SPACE_OR_MARK = b"\xef\xbb\xbf \t\r\n"
_JSON_FEED = re.compile(rb"jsonfeed\.org\\?/version")
_DATES = ("published", "pubDate", "date", "updated", "issued")


class FeedError(ValueError):
    """What calls itself a feed and can't be read; the message says why."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One story that a feed announces."""

    url: str
    title: str = ""
    published: Published | None = None


def is_feed(body: bytes) -> bool:
    """Whether the document is a feed, whatever its sender calls it."""
    head = head_of(body, _HEAD)
    if head.lstrip(_SPACE_OR_MARK).startswith(b"{"):
        return bool(_JSON_FEED.search(head))
    return bool(_ROOT.search(head)) and b"<html" not in head.lower()


def is_index(body: bytes) -> bool:
    """Whether the document is a feed that has no stories of its own, but lists other sitemaps."""
    head = head_of(body, _HEAD)
    return bool(_INDEX.search(head)) and not _SITEMAP.search(head)


def entries_of(body: bytes, url: str) -> list[FeedEntry]:
    """The stories of a feed, each address once, in the feed's order; `url` is the feed's own."""
    try:
        found = list(_found(body))
    except MarkupError as error:
        raise FeedError(str(error)) from None
    entries: dict[str, FeedEntry] = {}
    for address, title, date_told in found:
        story = absolute(url, address)
        if story and len(entries) < MOST_ENTRIES:
            plain = " ".join(normalise(title).split())
            entries.setdefault(story, FeedEntry(story, plain, read_published(date_told)))
    return list(entries.values())


def sitemaps_of(body: bytes, url: str, *, today: date) -> list[str]:
    """The addresses of the sitemaps of an index at `url` that may hold news, likeliest first."""
    try:
        found = sitemaps_in(unpacked(body), today=today)
    except MarkupError as error:
        raise FeedError(str(error)) from None
    sitemaps = dict.fromkeys(absolute(url, address) for address in found)
    return [address for address in sitemaps if address and address != url]


def _found(body: bytes) -> Iterator[tuple[str, str, str]]:
    """Address, title and date of each entry, as written."""
    plain = unpacked(body)
    if plain.lstrip(_SPACE_OR_MARK).startswith(b"{"):
        yield from _json_entries(plain)
    elif _SITEMAP.search(plain[:_HEAD]):
        for item in listed_in(plain, MOST_ENTRIES):
            yield item.address, item.title, item.published
    else:
        yield from _xml_entries(plain)


def _json_entries(body: bytes) -> Iterator[tuple[str, str, str]]:
    try:
        feed = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        message = f"the feed is not JSON ({error})"
        raise FeedError(message) from None
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            told = [item.get(key) for key in ("url", "external_url", "title", "date_published")]
            url, external, title, date_told = map(_text, told)
            yield url or external, title, date_told


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _xml_entries(body: bytes) -> Iterator[tuple[str, str, str]]:
    for count, entry in enumerate(elements_of(body, "item", "entry")):
        if count >= 2 * MOST_ENTRIES:
            return
        yield _link(entry), child_text(entry, "title"), child_text(entry, *_DATES)


def _link(entry: Any) -> str:  # noqa: ANN401
    """Where the story is: Atom's alternate link, RSS's link, or an id that is a permalink."""
    links = entry.findall("{*}link")
    for link in links:
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return str(link.get("href"))
    written = next((link.text for link in links if (link.text or "").strip()), "")
    guid = entry.find("{*}guid")
    permanent = guid is not None and guid.get("isPermaLink", "true") == "true"
    return written or (str(guid.text or "") if permanent else "")
