"""Sitemaps to entries: the news that they announce, or, where they tell no news, their pages.

Of an index, the sitemaps to ask next.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nlargest
from itertools import count

from sources.parsing.markup import child_text, elements_of
from sources.parsing.published import read_published

MOST_SITEMAPS = 5
RECENT = timedelta(days=3)

_NEWSY = re.compile(r"news|article|post|story|latest|today", re.IGNORECASE)
_NOT_NEWS = re.compile(
    r"video|image|photo|author|tag|categor|section|page-|archive|product", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One address of a sitemap: the title and the date of publication are news alone."""

    address: str
    title: str = ""
    published: str = ""


def listed_in(body: bytes, most: int) -> list[Listed]:
    """The sitemap's news in its order; without news, the pages that changed last, newest first.

    When a page changed last is not when it was published, and so not kept.
    """
    order = count()
    news: list[Listed] = []
    pages: list[tuple[str, int, str]] = []
    for element in elements_of(body, "url"):
        address, story = child_text(element, "loc"), element.find("{*}news")
        if story is not None and len(news) < most:
            date_told = child_text(story, "publication_date")
            news.append(Listed(address, child_text(story, "title"), date_told))
        elif story is None and not news:
            pages.append((_day(child_text(element, "lastmod")), -next(order), address))
            pages = nlargest(most, pages) if len(pages) > 2 * most else pages
    return news or [Listed(address) for _, _, address in nlargest(most, pages)]


def sitemaps_in(body: bytes, *, today: date) -> list[str]:
    """The sitemaps of an index that may hold news: named so, or changed in these days."""
    found: list[tuple[bool, str, int, str]] = []
    order = count()
    oldest = (today - RECENT).isoformat()
    for element in elements_of(body, "sitemap"):
        address, day = child_text(element, "loc"), _day(child_text(element, "lastmod"))
        newsy = bool(_NEWSY.search(address)) and not _NOT_NEWS.search(address)
        if address and (day >= oldest or (newsy and not day)):
            found.append((newsy, day, -next(order), address))
            found = nlargest(MOST_SITEMAPS, found)
    return [address for *_, address in sorted(found, reverse=True)]


def _day(text: str) -> str:
    told = read_published(text)
    return told.iso if told else ""
