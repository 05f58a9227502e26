"""The outlets' servers, as one real server on loopback: what each answers at what time."""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from threading import Event, Lock

import httpcore

from tests.month.clock import Clock
from tests.month.stories import BOMB, DRIP, HOUR, SHORTENER, Manner, Outlet, Story, World
from tests.newsroom import Newsroom, Page

CRAWL_DELAY = timedelta(seconds=30)
RETRY_AFTER = timedelta(minutes=15)
BUSY_EVERY = 25  # requests
_BOMB = zlib.compress(bytes(30 * 2**20), 9)
RULES = {
    Manner.SLOW: f"User-agent: *\nCrawl-delay: {CRAWL_DELAY.seconds}\n",
    Manner.PRIVATE: "User-agent: *\nDisallow: /closed/\n",
    Manner.MOVING: "User-agent: OnRecord\nAllow: /\n",
}


@dataclass(frozen=True)
class Asked:
    """A line of the server's log."""

    at: datetime
    host: str
    path: str
    status: int
    agent: str
    asked_by: str = ""  # the mark that the request carried
    marked: str = ""  # the mark that the answer carried
    retry_after: timedelta = timedelta(0)


class Press(Newsroom):
    """All hosts of a world behind one port; `log` is what was asked, in order."""

    def __init__(self, port: int, world: World, clock: Clock) -> None:
        super().__init__(port)
        self.world, self.clock, self.log = world, clock, list[Asked]()
        self.by_host: dict[str, Outlet] = {}
        for outlet in world.outlets:
            self.by_host.setdefault(outlet.host, outlet)
        self.by_address = {outlet.address: outlet for outlet in self.by_host.values()}
        self.addresses = {host: [outlet.address] for host, outlet in self.by_host.items()}
        self.by_place = {story.announced_at: story for story in world.stories}
        self.by_path = {(story.host, story.path): story for story in world.stories}
        self.done = Event()
        self._lock = Lock()

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        """Every other day a host that is down does not even answer."""
        outlet = self.by_address.get(host)
        if outlet and outlet.down(self.clock.now) and self.clock.now.day % 2:
            raise httpcore.ConnectError(host)
        return super().connect_tcp(host, port, timeout)

    def answer(self, host: str, path: str, headers: Mapping[str, str]) -> Page:
        with self._lock:
            page = self._page(host, path)
            asked_by = headers.get("If-None-Match") or headers.get("If-Modified-Since") or ""
            marked = page.headers.get("ETag") or page.headers.get("Last-Modified") or ""
            if page.status == 200 and marked and marked == asked_by:
                page = Page(status=304, headers={"ETag": marked})
            wait = timedelta(seconds=float(page.headers.get("Retry-After", 0)))
            told = (self.clock.now, host, path, page.status, headers["User-Agent"])
            self.log.append(Asked(*told, asked_by, marked, wait))
            return page

    def _page(self, host: str, path: str) -> Page:
        if host == SHORTENER:
            return self._shortened(path)
        outlet = self.by_host[host]
        if outlet.down(self.clock.now):
            return Page(status=503)
        return self._rules(outlet) if path == "/robots.txt" else self._document(outlet, path)

    def _rules(self, outlet: Outlet) -> Page:
        rules = RULES.get(outlet.manner)
        return Page(rules.encode()) if rules else Page(status=404)

    def _document(self, outlet: Outlet, path: str) -> Page:
        outlet.asked += 1
        if outlet.manner is Manner.BUSY and outlet.asked % BUSY_EVERY == 0:
            return Page(status=429, headers={"Retry-After": str(RETRY_AFTER.seconds)})
        if outlet.manner is Manner.MOVING and path.startswith(("/feed/", "/go/")):
            return _redirect(f"/moved{path}")
        if path.removeprefix("/moved").startswith("/feed/"):
            return self._feed(int(path.rpartition("/")[2]))
        return self._story(self.by_path[outlet.host, path])

    def _shortened(self, path: str) -> Page:
        story = self.by_place.get((SHORTENER, path))
        return _redirect(f"http://{story.host}{story.path}") if story else Page(status=404)

    def _feed(self, number: int) -> Page:
        outlet = self.world.outlets[number]
        body = _feed_of(outlet, outlet.announced(self.clock.now))
        return Page(body, headers={"ETag": f'"{zlib.crc32(body)}"'})

    def _story(self, story: Story) -> Page:
        if story.gone_at and self.clock.now >= story.gone_at:
            return Page(status=410)
        if story.trick == DRIP:
            return Page(chunks=self._drip)
        if story.trick == BOMB:
            return Page(_BOMB, headers={"Content-Type": "text/html", "Content-Encoding": "deflate"})
        return _dressed(story, story.version(self.clock.now))

    def _drip(self) -> Iterator[bytes]:
        while not self.done.wait(0.02):
            yield b"."


def _redirect(to: str) -> Page:
    return Page(status=301, headers={"Location": to})


def _dressed(story: Story, version: int) -> Page:
    """The page with its marks, its encoding and its packing."""
    words = "".join(f"<p>{line}</p>" for line in story.text(version).split("\n"))
    title = f"Report {story.number}"
    page = f"<html><head><title>{title}</title></head><body><article>{words}</article></body>"
    encoding = "cp1252" if story.manner is Manner.OLD else "utf-8"
    declared = "iso-8859-1" if story.manner is Manner.OLD else "utf-8"
    body = page.encode(encoding)
    headers = {"Content-Type": f"text/html; charset={declared}"}
    if story.manner is Manner.MENDING:
        headers["Last-Modified"] = format_datetime(story.published + version * HOUR, usegmt=True)
    elif story.manner is not Manner.TAKING_DOWN:
        headers["ETag"] = f'"{story.number}-{version}"'
    if story.manner is Manner.PACKED:
        body, headers["Content-Encoding"] = gzip.compress(body), "gzip"
    return Page(body, headers=headers)


def _feed_of(outlet: Outlet, stories: list[Story]) -> bytes:
    """RSS, Atom or JSON Feed, by the outlet's number."""
    form = (_rss, _atom, _json)[outlet.number % 3]
    return form(stories).encode()


def _rss(stories: list[Story]) -> str:
    items = "".join(
        f"<item><title>Report {story.number}</title><link>{story.url}</link>"
        f"<pubDate>{format_datetime(story.published)}</pubDate></item>"
        for story in stories
    )
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"


def _atom(stories: list[Story]) -> str:
    entries = "".join(
        f"<entry><title>Report {story.number}</title><link href='{story.url}'/>"
        f"<published>{story.published.isoformat()}</published></entry>"
        for story in stories
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title>{entries}</feed>"


def _json(stories: list[Story]) -> str:
    items = [
        {
            "id": story.url,
            "url": story.url,
            "title": f"Report {story.number}",
            "date_published": story.published.isoformat(),
        }
        for story in stories
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "N", "items": items})
