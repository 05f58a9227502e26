"""Use case: the feeds of a site, found from any of its addresses, each tried before it is shown."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from django.utils import timezone

from sources.fetching import Fetched, Fetcher, FetchError, patiently
from sources.models import Feed
from sources.parsing.discovery import NamedFeed, Site, site_in, sitemaps_named, usual_places
from sources.parsing.encodings import declared_in_page, decoded
from sources.parsing.feeds import FeedEntry, FeedError, entries_of, is_feed, is_index, sitemaps_of
from sources.parsing.plaintext import EncodingError

PATIENCE = 25.0  # seconds for all that is asked of a site while a person waits
MOST_TRIED = 12
SHOWN = 3


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that is one: what it holds, or `error` where it could not be tried.

    `known` is the feed's row where it is followed already.
    """

    url: str
    title: str
    named_by: str
    stories: int = 0
    sitemaps: int = 0
    examples: tuple[str, ...] = ()
    newest: str = ""
    error: str = ""
    known: Feed | None = None


@dataclass
class FoundSite:
    """What was found at an address; `error` says why nothing was."""

    url: str
    name: str = ""
    homepage: str = ""
    feeds: list[FoundFeed] = field(default_factory=list)
    error: str = ""


def find_feeds(address: str, fetcher: Fetcher) -> FoundSite:
    """Ask a site for its feeds: the page first, then robots.txt, then the usual places.

    Asks a dozen times at most, and not beyond what a person waits for.
    """
    url = address.strip()
    url = url if "://" in url else f"https://{url}"
    found = FoundSite(url)
    try:
        page = patiently(fetcher, url)
    except FetchError as error:
        found.error = str(error)
        return found
    found.homepage = urljoin(page.url, "/")
    search = _Search(fetcher, time.monotonic() + PATIENCE)
    if is_feed(page.body):
        found.feeds = list(search.tried([NamedFeed(page.url, named_by="the address itself")], page))
    else:
        site = _site(page)
        found.name, found.feeds = site.name, list(_feeds(site, page.url, search))
    if not found.feeds:
        found.error = "no feed was found: look for its address on the site, and give that"
    return found


def _site(page: Fetched) -> Site:
    try:
        told = decoded(page.body, declared_in_page(page.body))
    except EncodingError:
        return Site()
    return site_in(told.text, page.url)


def _feeds(site: Site, url: str, search: "_Search") -> Iterator[FoundFeed]:
    named = list(search.tried(site.feeds))
    yield from named
    if not any(feed.stories for feed in named):
        yield from search.first_of(usual_places(url, "feeds"))
    sitemaps = list(search.tried(sitemaps_named(search.robots(url), url)[:SHOWN]))
    yield from sitemaps
    if not any(feed.stories or feed.sitemaps for feed in sitemaps):
        yield from search.first_of(usual_places(url, "sitemaps"))


@dataclass
class _Search:
    """Tries addresses until the time or the number of tries is used up."""

    fetcher: Fetcher
    ends_at: float
    tries: int = 0
    seen: set[str] = field(default_factory=set)

    def tried(self, named: Iterable[NamedFeed], page: Fetched | None = None) -> Iterator[FoundFeed]:
        """Those that are feeds, and those that could not be tried; `page` came already."""
        for feed in named:
            if feed.url in self.seen:
                continue
            self.seen.add(feed.url)
            found = self._try(feed, page)
            if found:
                yield found

    def first_of(self, places: Iterable[NamedFeed]) -> Iterator[FoundFeed]:
        """The first of the places where there is a feed."""
        for found in self.tried(places):
            if not found.error:
                yield found
                return

    def robots(self, url: str) -> str:
        """The site's robots.txt, or "" where it has none."""
        fetched = self._get(urljoin(url, "/robots.txt"))
        return fetched.body.decode(errors="replace") if isinstance(fetched, Fetched) else ""

    def _try(self, named: NamedFeed, page: Fetched | None) -> FoundFeed | None:
        fetched = page or self._get(named.url)
        known = Feed.objects.select_related("outlet").filter(url=named.url).first()
        if isinstance(fetched, str):
            return FoundFeed(named.url, named.title, named.named_by, error=fetched, known=known)
        if not is_feed(fetched.body):
            return None
        return _looked_into(named, fetched, known)

    def _get(self, url: str) -> Fetched | str:
        if self.tries >= MOST_TRIED or time.monotonic() > self.ends_at:
            return "not tried: the search took too long"
        self.tries += 1
        try:
            return patiently(self.fetcher, url)
        except FetchError as error:
            return str(error)


def _looked_into(named: NamedFeed, fetched: Fetched, known: Feed | None) -> FoundFeed:
    entries: list[FeedEntry] = []
    sitemaps: list[str] = []
    error = ""
    try:
        if is_index(fetched.body):
            sitemaps = sitemaps_of(fetched.body, fetched.url, today=timezone.now().date())
        else:
            entries = entries_of(fetched.body, fetched.url)
    except FeedError as fault:
        error = str(fault)
    return FoundFeed(
        url=named.url,
        title=named.title,
        named_by=named.named_by,
        stories=len(entries),
        sitemaps=len(sitemaps),
        examples=tuple(entry.title for entry in entries if entry.title)[:SHOWN],
        newest=max((entry.published.iso for entry in entries if entry.published), default=""),
        error=error or ("" if entries or sitemaps else "it announces nothing at the moment"),
        known=known,
    )
