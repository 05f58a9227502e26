"""What a WARC file costs on its way in: time, memory, and the share of the extractor.

    python -m benchmarks.archives [--pages 20000] [--small 2000] [--read 20000]

It makes two files of invented pages and a PostgreSQL of its own in a temporary folder, and streams
each file through every step in a process of its own: reading the file alone, handing over, taking
in, reading by the model. Each step's peak of resident memory is that of its process. Then the
handing over and the whole ingestion of another file are killed (-9) in the middle and taken up.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.pages import write_archive
from benchmarks.place import own_place
from tracker.embedded import Needs

STEPS = ("stream", "hand-over", "take-in", "read")
KILLED_PAGES = 60  # of the file whose whole ingestion is killed


@dataclass(frozen=True, slots=True)
class Run:
    """One step over one file."""

    step: str
    pages: int
    seconds: float
    extractor: float
    reader: float
    peak: int  # MiB


def main() -> None:
    """Print the table, and what killing came to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--small", type=int, default=2_000)
    parser.add_argument("--read", type=int, default=20_000, help="most pages read by the model")
    options = parser.parse_args()
    with own_place(Needs()) as folder:
        _manage("migrate", "-v0")
        _measure(folder, options)
        _kill(folder, options.pages)


def _measure(folder: Path, options: argparse.Namespace) -> None:
    _say("| step | pages | seconds | pages/s | extractor | reader | peak MiB |")
    _say("| --- " * 7 + "|")
    for pages in (options.small, options.pages):
        path = folder / f"{pages}.warc.gz"
        write_archive(path, pages, seed=pages)
        for step in STEPS:
            run = _run(step, path, most=options.read)
            _say(
                f"| {run.step} | {run.pages:,} | {run.seconds:.1f} "
                f"| {run.pages / run.seconds:.1f} | {run.extractor / run.seconds:.0%} "
                f"| {run.reader / run.seconds:.0%} | {run.peak} |"
            )


def _run(step: str, path: Path, most: int) -> Run:
    """Do a step in a process of its own, whose memory is then known."""
    words = [sys.executable, "-m", "benchmarks.steps", step, str(path), str(most)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{step} ended with {process.returncode}"
        raise RuntimeError(message)
    told = json.loads(output.splitlines()[-1])
    extractor, reader = told["within"]
    peak = used.ru_maxrss // 1024
    return Run(step, told["pages"], told["seconds"], extractor, reader, peak)


def _kill(folder: Path, pages: int) -> None:
    """Kill the handing over and the whole ingestion in the middle; say what comes of it."""
    for kind, count, seed, flags in (
        ("handed over", pages, 7, ["--queue"]),
        ("ingested", KILLED_PAGES, 8, []),
    ):
        path = folder / f"killed-{seed}.warc.gz"
        write_archive(path, count, seed)
        before = _rows(seed)
        first = subprocess.Popen(
            _command("ingest", str(path), *flags), stdout=subprocess.DEVNULL, start_new_session=True
        )
        while _rows(seed)["fetches" if flags else "articles"] < count // 2:
            if first.poll() is not None:
                break
            time.sleep(0.02)
        first.kill()
        first.wait()
        halfway = _rows(seed)
        _manage("ingest", str(path), "--json", *flags)
        _say(f"{count:,} pages {kind}: {before} -> killed at {halfway} -> resumed {_rows(seed)}")


def _rows(seed: int) -> dict[str, int]:
    """How much there is of one file's pages."""
    from django.db import connection  # noqa: PLC0415 - needs the settings

    from claims.models import Reading  # noqa: PLC0415
    from sources.models import Article, Fetch, Revision  # noqa: PLC0415

    here = f"https://outlet{seed}.example/"
    counts = {
        "fetches": Fetch.objects.filter(url__startswith=here).count(),
        "articles": Article.objects.filter(url__startswith=here).count(),
        "revisions": Revision.objects.filter(article__url__startswith=here).count(),
        "readings": Reading.objects.filter(revision__article__url__startswith=here).count(),
    }
    connection.close()
    return counts


def _command(*words: str) -> list[str]:
    return [sys.executable, "manage.py", *words]


def _manage(*words: str) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run(_command(*words), check=True, stdout=quiet, stderr=quiet)


def _say(line: Any) -> None:  # noqa: ANN401 - whatever can be printed
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
