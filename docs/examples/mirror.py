"""A mirror of everything that the API lists: `python mirror.py http://127.0.0.1:8000 mirror.db`."""

import json
import sqlite3
import sys
import time
from typing import Any

import httpx

Row = dict[str, Any]


class Mirror:
    """Rows by kind and id in an SQLite file, with the cursor at which they stand."""

    def __init__(self, api: httpx.Client, path: str) -> None:
        """Go on where the file stands; a new one begins at 0."""
        self.api, self.db = api, sqlite3.connect(path)
        self.db.execute("CREATE TABLE IF NOT EXISTS place (cursor INTEGER)")
        self.db.execute("CREATE TABLE IF NOT EXISTS rows (kind, id, data, PRIMARY KEY (kind, id))")

    def follow(self) -> int:
        """Take in what changed since the last time, page by page; returns how many changes."""
        taken = 0
        while True:
            ((cursor,),) = self.db.execute("SELECT coalesce(max(cursor), 0) FROM place")
            answer = self.api.get("/api/v1/changes", params={"after": cursor, "limit": 500})
            page: Row = answer.raise_for_status().json()
            with self.db:  # a page and its cursor together, or neither
                for change in page["results"]:
                    self.keep(change)
                self.db.execute("INSERT INTO place VALUES (?)", [page["cursor"]])
            taken += len(page["results"])
            if page["next"] is None:
                return taken

    def keep(self, change: Row) -> None:
        """Let a row be what it became, or go."""
        key = (change["kind"], change["id"])
        self.db.execute("DELETE FROM rows WHERE kind = ? AND id = ?", key)
        if not change["deleted"]:
            self.db.execute("INSERT INTO rows VALUES (?, ?, ?)", (*key, json.dumps(change["data"])))


if __name__ == "__main__":
    mirror = Mirror(httpx.Client(base_url=sys.argv[1]), sys.argv[2])
    while True:
        sys.stdout.write(f"{mirror.follow()} changes\n")
        time.sleep(10)
