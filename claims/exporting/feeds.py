"""Atom and JSON Feed 1.1 of any list: one description of a feed, written in either form.

https://www.rfc-editor.org/rfc/rfc4287, https://www.jsonfeed.org/version/1.1/
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, NotRequired, TypedDict, cast

from django.utils.feedgenerator import Atom1Feed

ENTRIES = 50  # the rows that came last
_VERSION = "https://jsonfeed.org/version/1.1"
_LANGUAGE = "en"  # of what is said around the words of articles, whoever asks
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class JsonAuthor(TypedDict):
    """Who wrote an entry, or made the statement."""

    name: str


class JsonItem(TypedDict):
    """An entry of a JSON Feed; what it has nothing to say of, it leaves out."""

    id: str
    url: Annotated[str, "Its page."]
    title: NotRequired[str]
    content_text: NotRequired[str]
    date_published: NotRequired[Annotated[str, "ISO 8601 time."]]
    date_modified: NotRequired[Annotated[str, "ISO 8601 time."]]
    authors: NotRequired[list[JsonAuthor]]
    tags: NotRequired[list[str]]


class JsonFeed(TypedDict):
    """A list as JSON Feed 1.1: the rows that came last."""

    version: Annotated[str, "The address of the standard."]
    title: str
    home_page_url: str
    feed_url: str
    language: str
    items: list[JsonItem]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one row; the address is its page's, without the host."""

    address: str
    title: str
    text: str
    published: datetime | None
    updated: datetime | None
    author: str = ""
    tags: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """The newest rows of a list; `page` is the address under which people find such rows.

    `absolute` makes an address of this site one with the host.
    """

    title: str
    page: str
    address: str
    entries: Sequence[Entry]
    absolute: Callable[[str], str]

    def atom(self) -> str:
        """As Atom."""
        feed = _Atom(
            title=_plain(f"{self.title} · On Record"),
            link=self.absolute(self.page),
            description="",
            feed_url=self.absolute(self.address),
            language=_LANGUAGE,
            author_name="On Record",
        )
        for entry in self.entries:
            url = self.absolute(entry.address)
            feed.add_item(
                title=_plain(entry.title),
                link=url,
                description=_plain(entry.text),
                unique_id=url,
                pubdate=entry.published,
                updateddate=entry.updated or _BEGINNING,
                author_name=_plain(entry.author) or None,
                categories=[_plain(tag) for tag in entry.tags],
            )
        return feed.writeString("utf-8")

    def json(self) -> JsonFeed:
        """As JSON Feed 1.1."""
        return {
            "version": _VERSION,
            "title": f"{self.title} · On Record",
            "home_page_url": self.absolute(self.page),
            "feed_url": self.absolute(self.address),
            "language": _LANGUAGE,
            "items": [_item(entry, self.absolute(entry.address)) for entry in self.entries],
        }


def _item(entry: Entry, url: str) -> JsonItem:
    told: dict[str, Any] = {
        "id": url,
        "url": url,
        "title": entry.title,
        "content_text": entry.text,
        "date_published": entry.published and entry.published.isoformat(),
        "date_modified": entry.updated and entry.updated.isoformat(),
        "authors": [{"name": entry.author}] if entry.author else None,
        "tags": list(entry.tags),
    }
    return cast(JsonItem, {key: value for key, value in told.items() if value})


class _Atom(Atom1Feed):
    """An empty feed is as old as anything: what changes with each look has no ETag."""

    def latest_post_date(self) -> datetime:
        """When the newest entry was changed."""
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=_BEGINNING)


def _plain(text: str) -> str:
    """Without the characters that XML 1.0 has no way to write."""
    return _NOT_XML.sub("", text)
