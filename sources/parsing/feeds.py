"""Feeds to entries: RSS, Atom and JSON Feed, recognised by what is in them.

On lxml and ours, since four fields are all we want of an entry: see docs/decisions.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from sources.parsing.plaintext import normalise
from sources.parsing.published import Published, PublishedError, parse_published, published_at

MOST_ENTRIES = 1000

_HEAD = 2048
_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
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
    head = body[:_HEAD]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return bool(_JSON_FEED.search(head))
    return bool(_ROOT.search(head)) and b"<html" not in head.lower()


def entries_of(body: bytes, url: str) -> list[FeedEntry]:
    """The stories of a feed, each address once, in the feed's order; `url` is the feed's own."""
    is_json = body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    found = _json_entries(body) if is_json else _xml_entries(body)
    entries: dict[str, FeedEntry] = {}
    for address, title, date in found:
        absolute = _absolute(url, address)
        if absolute and len(entries) < MOST_ENTRIES:
            entry = FeedEntry(absolute, " ".join(normalise(title).split()), _published(date))
            entries.setdefault(absolute, entry)
    return list(entries.values())


def _absolute(base: str, address: str) -> str:
    try:
        absolute = urljoin(base, address.strip())
    except ValueError:
        return ""
    return absolute if address.strip() and absolute.startswith(("http://", "https://")) else ""


def _json_entries(body: bytes) -> Iterator[tuple[str, str, str]]:
    try:
        feed = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        message = f"the feed is not JSON ({error})"
        raise FeedError(message) from None
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            keys = ("url", "title", "date_published")
            url, title, date = (item.get(key) for key in keys)
            yield _text(url), _text(title), _text(date)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _xml_entries(body: bytes) -> Iterator[tuple[str, str, str]]:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"the feed is not XML ({error})"
        raise FeedError(message) from None
    for entry in root.iter("{*}item", "{*}entry") if root is not None else ():
        dates = (_child(entry, name) for name in _DATES)
        yield _link(entry), _child(entry, "title"), next(filter(None, dates), "")


def _child(entry: Any, name: str) -> str:  # noqa: ANN401 - lxml is untyped
    found = entry.find(f"{{*}}{name}")
    return "".join(found.itertext()).strip() if found is not None else ""


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


def _published(date: str) -> Published | None:
    """ISO 8601 as Atom and JSON Feed have it, or RFC 822 as RSS; nothing where neither."""
    try:
        return parse_published(date) if date else None
    except PublishedError:
        pass
    try:
        return published_at(parsedate_to_datetime(date))
    except (ValueError, OverflowError):
        return None
