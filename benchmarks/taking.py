"""Takes a whole list of the API and prints what it cost as JSON, for `benchmarks.bulk`."""

import csv
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import django
from django.test import Client


def main(form: str) -> None:
    """Read all reports in that form and throw them away."""
    django.setup()
    began = time.perf_counter()
    answer = Client(SERVER_NAME="localhost").get(f"/api/v1/reports.{form}")
    taken = Taken(answer)
    head = form == "csv"
    rows = sum(1 for _ in (csv.reader(taken) if head else taken)) - head
    answer.close()
    told = {
        "rows": rows,
        "bytes": taken.bytes,
        "seconds": time.perf_counter() - began,
        "peak": _most(),
    }
    sys.stdout.write(json.dumps(told))


def _most() -> float:
    """MiB that this program had at most: `ru_maxrss` tells of what it was forked from, too."""
    told = Path("/proc/self/status").read_text()
    return int(re.search(r"^VmHWM:\s+(\d+) kB$", told, re.MULTILINE)[1]) / 1024  # type: ignore[index]


class Taken:
    """The lines of an answer, as they come."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        """Nothing is read yet."""
        self.parts = parts
        self.bytes = 0

    def __iter__(self) -> Iterator[str]:
        rest = b""
        for part in self.parts:
            self.bytes += len(part)
            *whole, rest = (rest + part).split(b"\n")
            yield from (f"{line.decode()}\n" for line in whole)
        if rest:
            yield rest.decode()


if __name__ == "__main__":
    main(sys.argv[1])
