"""Use case: every list as files, with a manifest that says from where to follow the changes.

    STAMP/  statements.ndjson.gz, statements.parquet, ..., manifest.json

The cursor is taken before the first row is read: a row is as it was at the cursor or newer, and
what is newer comes again with the changes. So dump and changes together are what the lists show.
"""

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db import connection
from django.test import RequestFactory
from rest_framework.request import Request

from claims.api.changes import LISTS
from claims.api.columnar import ParquetFile, is_there
from claims.api.listing import CHUNK, Listing
from claims.api.shaping import Asked
from claims.interchange.lines import json_line
from claims.models import Change
from claims.sequencing import number_changes

STAMP = "%Y%m%dT%H%M%SZ"
_DUMP = re.compile(r"[0-9]{8}T[0-9]{6}Z")
_LOCK = 7_302_029  # PostgreSQL advisory lock: one dump at a time


class DumpError(RuntimeError):
    """A dump that can't be; the message says why."""


class BusyError(DumpError):
    """Another one is being written."""


def dump(folder: Path, *, site: str, keep: int) -> Path:
    """Write a dump into a folder of its own in `folder`, and remove all but the newest `keep`.

    `site` is where the links of rows lead. Raises `DumpError`, `DisallowedHost`
    where it is not among ours, and `OSError`.
    """
    request = _anonymous(site)
    with _alone():
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob("*.part"):  # of a run that was cut short
            shutil.rmtree(left)
        made = folder / datetime.now(UTC).strftime(STAMP)
        if made.exists():
            message = f"{made} is there already: wait a second."
            raise DumpError(message)
        part = made.with_suffix(".part")
        part.mkdir()
        _write(part, request, site)
        part.rename(made)
        for old in sorted(each for each in folder.iterdir() if _DUMP.fullmatch(each.name))[:-keep]:
            shutil.rmtree(old)
        return made


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            message = "Another dump is being written: wait for its end."
            raise BusyError(message)
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _write(folder: Path, request: Request, site: str) -> None:
    number_changes()
    cursor = Change.latest_number()
    counts = {
        f"{kind}s": _write_list(folder / f"{kind}s", listing, request)
        for kind, listing in LISTS.items()
    }
    files = {path.name: _described(path) for path in sorted(folder.iterdir())}
    manifest = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "site": site,
        "cursor": cursor,
        "counts": counts,
        "files": files,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def _write_list(path: Path, listing: type[Listing], request: Request) -> int:
    """One list in each form; returns how many rows it has."""
    view = listing(action="lines", request=request, format_kwarg=None, kwargs={})
    rows = view.streamed(Asked((), ()))
    count = 0
    with ExitStack() as stack:
        lines = stack.enter_context(gzip.open(f"{path}.ndjson.gz", "wt", 6, encoding="utf-8"))
        table = ParquetFile(path.with_suffix(".parquet"), view.shape) if is_there() else None
        if table:
            stack.callback(table.close)
        while some := list(islice(rows, CHUNK)):
            lines.writelines(json_line(row) + "\n" for row in some)
            if table:
                table.write(some)
            count += len(some)
    return count


def _described(path: Path) -> Mapping[str, Any]:
    with path.open("rb") as file:
        return {
            "bytes": path.stat().st_size,
            "sha256": hashlib.file_digest(file, "sha256").hexdigest(),
        }


def _anonymous(site: str) -> Request:
    """A request as of a reader who has not signed in: dumps are for all."""
    parts = urlsplit(site)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        message = f"{site!r} is no address of a site: write it as https://claims.example."
        raise DumpError(message)
    made = RequestFactory().get("/api/v1/", secure=parts.scheme == "https", HTTP_HOST=parts.netloc)
    made.get_host()  # links to another host than ours are refused now, not in the middle
    return Request(made)
