"""Clients that follow the feed by the example that the docs give, and what the lists show."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Event

import httpx
from django.core.wsgi import get_wsgi_application

from docs.examples.mirror import Mirror, Row

LISTS = {
    "statement": "statements",
    "report": "reports",
    "speaker": "speakers",
    "event": "events",
    "outlet": "outlets",
    "article": "articles",
}
FIRST_LIFE = 20  # rows after which each client ends for the first time
RESTARTED = 0.005  # share of rows after that at which it ends without a word
PAUSE = 0.2  # seconds, the longest


class KilledError(Exception):
    """The end of a client in the middle of a page."""


class Frail(Mirror):
    """A client that may end at any row."""

    dies: Callable[[], bool]

    def keep(self, change: Row) -> None:
        super().keep(change)
        if self.dies():
            raise KilledError


def api() -> httpx.Client:
    """A client of the site in this process, with all that a request passes."""
    transport = httpx.WSGITransport(get_wsgi_application())
    return httpx.Client(transport=transport, base_url="http://localhost")


class Follower:
    """Follows until the writers are `over`, ending and beginning again at random."""

    def __init__(self, seed: int, path: Path) -> None:
        self.chance, self.path = Random(seed), path  # noqa: S311
        self.restarts = self.polls = self.taken = self.rows_seen = 0

    def follow(self, over: Event) -> None:
        while not over.is_set():
            try:
                self._live(over)
            except KilledError:
                self.restarts += 1
        with api() as client:
            mirror = Mirror(client, str(self.path))
            self.taken += mirror.follow()
            mirror.db.close()

    def _live(self, over: Event) -> None:
        with api() as client:
            mirror = Frail(client, str(self.path))
            mirror.dies = self._dies
            with closing(mirror.db):
                while not over.is_set():
                    self.taken += mirror.follow()
                    self.polls += 1
                    time.sleep(self.chance.random() * PAUSE)

    def _dies(self) -> bool:
        self.rows_seen += 1
        return self.rows_seen == FIRST_LIFE or self.chance.random() < RESTARTED

    def rows(self, kind: str) -> list[str]:
        """What it holds, in an order that is nobody's."""
        with closing(sqlite3.connect(self.path)) as db:
            held = db.execute("SELECT data FROM rows WHERE kind = ?", [kind])
            return sorted(_plain(json.loads(data)) for (data,) in held)


def listed(kind: str) -> list[str]:
    """What the API's list shows, in the same order."""
    with api() as client:
        return sorted(_plain(row) for row in pages(client, f"/api/v1/{LISTS[kind]}?limit=200"))


def pages(client: httpx.Client, address: str | None) -> Iterator[Row]:
    while address:
        page = client.get(address).raise_for_status().json()
        yield from page["results"]
        address = page["next"]


def _plain(row: Row) -> str:
    return json.dumps(row, sort_keys=True)
