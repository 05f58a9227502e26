"""The same statements served by Datasette from SQLite. Imported once Django is set up."""

import asyncio
import random
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette

from benchmarks.asking import WORDS, statements
from benchmarks.newsroom import name_of
from benchmarks.statements import connected, vocabulary

FACETS = [("_facet", name) for name in ("speaker", "event", "outlet", "kind")]
MAKING = """
    CREATE TABLE statements (id INTEGER PRIMARY KEY, day TEXT, speaker TEXT, kind TEXT, text TEXT,
        event TEXT, outlet TEXT);
    CREATE VIRTUAL TABLE statements_fts USING fts5
        (text, content='statements', content_rowid='id', tokenize='porter');
"""
FINDING = """
    CREATE INDEX by_day ON statements (day DESC, id DESC);
    CREATE INDEX by_speaker ON statements (speaker, day DESC);
    CREATE INDEX by_event ON statements (event, day DESC);
    CREATE INDEX by_outlet ON statements (outlet);
    CREATE INDEX by_kind ON statements (kind);
    INSERT INTO statements_fts (statements_fts) VALUES ('rebuild');
    ANALYZE;
"""


class Tables:
    """Datasette over a database of one size."""

    def __init__(self, path: Path, size: int) -> None:
        """Write the statements of that size into SQLite."""
        self._size = size
        self._name = path.stem
        with sqlite3.connect(path) as database, connected(name_of(size)):
            database.executescript(MAKING)
            marks = ",".join("?" * 7)
            rows = ((n, str(day) if day else None, *rest) for n, day, *rest in statements())
            database.executemany(f"INSERT INTO statements VALUES ({marks})", rows)  # noqa: S608
            database.executescript(FINDING)
        # With Datasette's own limit of a second, what is slow would not be measured.
        limits = {"sql_time_limit_ms": 60_000, "facet_time_limit_ms": 60_000}
        self._site = Datasette([str(path)], settings=limits | {"default_page_size": 50})

    def one_round(self, number: int) -> dict[str, float]:
        """Milliseconds of each page in this round."""
        return asyncio.run(self._ask(number))

    def lists(self, number: int) -> dict[str, float]:
        """Milliseconds of lists of a hundred as JSON in this round."""
        return asyncio.run(self._lists(number))

    async def _lists(self, number: int) -> dict[str, float]:
        row = await self._one(number)
        asked = {
            "statements": [],
            "statements of a speaker": [("speaker", row["speaker"])],
            "statements of a year": [
                ("day__gt", f"{int(row['day'][:4]) - 1}{row['day'][4:]}"),
                ("day__lte", row["day"]),
            ],
            "statements on an event": [("event", row["event"])],
        }
        paged = [("_sort_desc", "day"), ("_size", "100"), ("_nocount", "1"), ("_nofacet", "1")]
        return {
            name: await self._took(f"/{self._name}/statements.json?{urlencode([*filters, *paged])}")
            for name, filters in asked.items()
        }

    async def _ask(self, number: int) -> dict[str, float]:
        await self._site.client.get("/")
        addresses = self._addresses(number, await self._one(number))
        return {f"Datasette: {name}": await self._took(address) for name, address in addresses}

    async def _took(self, address: str) -> float:
        began = time.perf_counter()
        answer = await self._site.client.get(address)
        took = 1000 * (time.perf_counter() - began)
        if answer.status_code != 200:
            message = f"{address}: {answer.status_code}"
            raise SystemExit(message)
        return took

    async def _one(self, number: int) -> Any:  # noqa: ANN401 - a row of Datasette's
        """The statement whose like this round asks for."""
        first = random.Random(number).randint(1, self._size * 9 // 10)  # noqa: S311 - no secret
        found = await self._site.get_database(self._name).execute(
            "SELECT id, speaker, event, day FROM statements"
            " WHERE id >= ? AND event != '' AND day IS NOT NULL ORDER BY id LIMIT 1",
            [first],
        )
        return found.first()

    def _addresses(self, number: int, row: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
        chance = random.Random(number)  # noqa: S311 - no secret
        words = chance.sample(vocabulary()[0][WORDS], 2)
        sorted_ = ("_sort_desc", "day")
        asked = {
            "timeline": [],
            "timeline, far back": [("day__lte", row["day"])],
            "timeline, a speaker's": [("speaker", row["speaker"])],
            "timeline, a speaker's month": [
                ("speaker", row["speaker"]),
                ("day__gte", f"{row['day'][:7]}-01"),
            ],
            "search, a word": [("_search", words[0])],
            "search, two words": [("_search", " ".join(words))],
            "event": [("event", row["event"])],
            "speaker": [("speaker", row["speaker"])],
        }
        for name, filters in asked.items():
            query = urlencode([*filters, sorted_, *FACETS])
            yield name, f"/{self._name}/statements?{query}"
        yield "statement", f"/{self._name}/statements/{row['id']}"
