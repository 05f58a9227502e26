"""One step of an archive's way in, for `benchmarks.archives`, which wants to know its memory.

python -m benchmarks.steps stream|hand-over|take-in|read FILE MOST
"""

import json
import sys
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django

django.setup()

from claims import pipeline, resolving
from claims.management.commands.ingest import Command
from sources import documents
from sources.models import Fetch, Revision
from sources.parsing.warc import ArchivedPage, read_archive
from sources.receiving import receive


class Timed:
    """A function that counts the seconds that are spent in it."""

    def __init__(self, module: object, name: str) -> None:
        """Stand in for a function of a module from now on."""
        self.seconds = 0.0
        self._function: Callable[..., Any] = getattr(module, name)
        patch.object(module, name, self).start()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Do it."""
        began = time.perf_counter()
        try:
            return self._function(*args, **kwargs)
        finally:
            self.seconds += time.perf_counter() - began


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
    do = {"stream": stream, "hand-over": hand_over, "take-in": take_in, "read": read}[step]
    extractor = Timed(documents, "article_of")
    reader = [Timed(pipeline, "find"), Timed(resolving, "resolve_attributions")]
    began = time.perf_counter()
    pages = do(Path(path), int(most))
    seconds = time.perf_counter() - began
    within = [extractor.seconds, sum(timed.seconds for timed in chain(reader))]
    sys.stdout.write(json.dumps({"pages": pages, "seconds": seconds, "within": within}) + "\n")


if __name__ == "__main__":
    main()
