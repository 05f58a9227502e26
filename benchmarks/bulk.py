"""What whole lists of the API cost: memory, and whether every row is there.

    python -m benchmarks.bulk [--sizes 10000 670000] [--forms ndjson csv]

A database of that many made statements (some half as many reports again) is asked for all its
reports in each form, by a process of its own that throws away what it gets and says how much memory
it had at most. Streamed at constant memory, the last size takes as much as the first.
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
from types import ModuleType

from django.conf import settings

from benchmarks.browsing import say
from benchmarks.place import own_place
from tracker.embedded import Needs

WIDTHS = (11, 12, 7, 9, 8, 9)


def main() -> None:
    """A line for each size and form, and what the last size takes of the first's memory."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 670_000])
    parser.add_argument("--forms", nargs="+", default=["ndjson", "csv"])
    options = parser.parse_args()
    with own_place(Needs(broker=True, durable=False)):
        newsroom = importlib.import_module("benchmarks.newsroom")
        heads = zip(
            ("statements", "reports", "form", "seconds", "MB", "MiB most"), WIDTHS, strict=True
        )
        say(" ".join(f"{head:>{width}}" for head, width in heads))
        settings.STATIC_ROOT.mkdir(parents=True)
        peaks = {}
        for size in options.sizes:
            newsroom.fill(size)
            for form in options.forms:
                peaks[size, form] = _measured(newsroom, size, form)
        for form in options.forms:
            first, last = (peaks[size, form] for size in (options.sizes[0], options.sizes[-1]))
            say(f"{form}: memory {last / first:.2f}")


def _measured(newsroom: ModuleType, size: int, form: str) -> float:
    """MiB that the process had at most; SystemExit where a row is missing."""
    name, reports = newsroom.name_of(size), newsroom.reports_of(size)
    place = settings.DATABASES["default"]["HOST"]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.taking", form],
        env=os.environ | {"DATABASE_URL": f"postgres://on_record@/{place}/{name}"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    if told["rows"] != reports:
        message = f"{form}: {told['rows']} rows of {reports} reports"
        raise SystemExit(message)
    say(
        f"{size:>11,} {reports:>12,} {form:>7} {told['seconds']:>9.1f}"
        f" {told['bytes'] / 1e6:>8.1f} {told['peak']:>9.0f}"
    )
    return float(told["peak"])


if __name__ == "__main__":
    main()
