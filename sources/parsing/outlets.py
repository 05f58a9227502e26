"""Outlets with their feeds, as a list of them has it; and such lists in OPML."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sources.parsing.canonical import site_of
from sources.parsing.markup import MarkupError, elements_of
from sources.parsing.plaintext import normalise
from sources.parsing.refusals import Refused

LONGEST_NAME = 200
LONGEST_HOMEPAGE = 500
LONGEST_FEED = 2000  # like the homepage's in bytes of UTF-8, as the index counts


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """One feed; `every_minutes` is None where the list leaves the pace to us."""

    url: str
    every_minutes: int | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class ListedOutlet:
    """One outlet of a list and where it stands there.

    `by_site` says that the name may be a feed's: a known outlet of the same homepage is meant.
    """

    place: str
    name: str
    homepage: str = ""
    feeds: tuple[ListedFeed, ...] = ()
    by_site: bool = False


def fault_in_address(url: str, longest: int) -> str:
    """What is wrong with an address of an outlet or a feed, or ""."""
    if not site_of(url):
        return f"{url[:100]!r} is no web address: write one that starts with https://"
    if "@" in url.split("/")[2]:
        return f"{url[:100]!r} carries a user name or a password: leave them out"
    if len(url.encode(errors="replace")) > longest or any(char.isspace() for char in url):
        return f"{url[:100]!r} is longer than {longest} bytes or has spaces in it: mend it"
    return ""


def read_opml(body: bytes, name: str) -> Iterator[ListedOutlet | Refused]:
    """The feeds of an OPML file in order, a fault in place of each that can't be taken."""
    number = 0
    try:
        for outline in elements_of(body, "outline"):
            told = {key.lower(): normalise(value).strip() for key, value in outline.items()}
            if told.get("xmlurl") or told.get("type", "").lower() in ("rss", "atom"):
                number += 1
                yield _listed(f"{name}, feed {number}", told)
    except MarkupError as error:
        yield Refused(name, f"{error}: export it again as OPML")
        return
    if not number:
        yield Refused(name, "no feed in it (<outline xmlUrl=...>): export it again as OPML")


def _listed(place: str, told: dict[str, Any]) -> ListedOutlet | Refused:
    title = " ".join((told.get("title") or told.get("text") or "").split())
    feed, homepage = told.get("xmlurl", ""), told.get("htmlurl", "")
    fault = _fault_of(title, feed, homepage)
    where = f"{place} ({title[:60]})" if title else place
    if fault:
        return Refused(where, fault)
    return ListedOutlet(where, title, homepage, (ListedFeed(feed),), by_site=True)


def _fault_of(title: str, feed: str, homepage: str) -> str:
    if not title or len(title) > LONGEST_NAME:
        return f"a name of 1 to {LONGEST_NAME} characters is missing: write it as title"
    if not feed:
        return "its feed's address is missing: write it as xmlUrl"
    wrong_homepage = fault_in_address(homepage, LONGEST_HOMEPAGE) if homepage else ""
    return fault_in_address(feed, LONGEST_FEED) or wrong_homepage
