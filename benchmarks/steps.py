"""One step of an archive's way in, for `benchmarks.archives`, which wants to know its memory.

python -m benchmarks.steps stream|hand-over|take-in|read FILE MOST
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from benchmarks import timing
from claims import pipeline
from claims.management.commands.ingest import Command
from sources.models import Fetch, Revision
from sources.parsing.warc import ArchivedPage, read_archive
from sources.receiving import receive


def stream(path: Path, _: int) -> int:
    """Read the file, and nothing else."""
    with path.open("rb") as file:
        return sum(isinstance(record.holds, ArchivedPage) for record in read_archive(file))


def hand_over(path: Path, _: int) -> int:
    """As `ingest --queue` does."""
    command = Command()
    command.stdout.write = lambda *_: None  # type: ignore[method-assign]
    before = Fetch.objects.count()
    call = {"json": True, "afresh": False, "published": "", "outlet": "", "title": ""}
    command.handle(sources=[str(path)], queue=True, language="", **call)
    return Fetch.objects.count() - before


def take_in(*_: object) -> int:
    """What workers do with what waits, one after the other."""
    waiting = Fetch.objects.pending().order_by("pk").values_list("pk", flat=True)
    return sum(receive(pk) is not None for pk in list(waiting))


def read(_: Path, most: int) -> int:
    """Read what has no reading yet, the newest first, with all that follows a reading."""
    unread = Revision.objects.filter(readings=None).order_by("-pk")
    ids = list(unread.values_list("pk", flat=True)[:most])
    for pk in ids:
        pipeline.process(pk)
    return len(ids)


def main() -> None:
    """Print pages, seconds, and those within the extractor and the reader."""
    step, path, most = sys.argv[1:]
    steps: dict[str, Callable[[Path, int], int]] = {
        "stream": stream,
        "hand-over": hand_over,
        "take-in": take_in,
        "read": read,
    }
    do = steps[step]
    extractor, reader = timing.extractor(), timing.reader()
    began = time.perf_counter()
    pages = do(Path(path), int(most))
    seconds = time.perf_counter() - began
    within = [extractor.seconds, sum(timed.seconds for timed in reader)]
    sys.stdout.write(json.dumps({"pages": pages, "seconds": seconds, "within": within}) + "\n")


if __name__ == "__main__":
    main()
