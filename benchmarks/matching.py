"""What finding and scoring a report's like costs, among 100,000 and among a million statements.

    python -m benchmarks.matching [--sizes 100000 1000000] [--rounds 6] [--probes 200]

It makes a PostgreSQL of its own in a temporary folder (about 6 GB for the million) and removes it.
The statements: 500 speakers, five of whom make half of them; ten years, a fifth of them undated;
8 to 20 words, Zipf-distributed: those that news has, in their order, then invented ones. Rounds
alternate between the sizes, each asks other reports, and nothing of a round is remembered.
"""

import argparse
import importlib
import os
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import django
from django.conf import settings

from tracker.embedded import Needs, running


def main() -> None:
    """Print the median and the 95th percentile of each size, in milliseconds, and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--probes", type=int, default=200, help="reports a round")
    options = parser.parse_args()
    with _own_database() as statements:
        for size in options.sizes:
            began = time.perf_counter()
            statements.fill(size)
            _say(f"{size:>9,} statements written in {time.perf_counter() - began:.0f} s")
        times = _measure(statements.one_round, options)
    _print(times)


@contextmanager
def _own_database() -> Iterator[ModuleType]:
    """A server in a folder that goes away; the rest is imported once Django may look there."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # stop the server then, too
    folder = Path(tempfile.mkdtemp(prefix="on-record-benchmark-"))
    os.environ |= {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tracker.settings"}
    os.environ.pop("DATABASE_URL", None)
    try:
        settings.PLACE.make_secret_key()
        django.setup()
        with running(settings.PLACE, Needs(broker=False, durable=False)):
            yield importlib.import_module("benchmarks.statements")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(
    one_round: Callable[[int, int, int], list[float]], options: argparse.Namespace
) -> dict[int, list[float]]:
    """Milliseconds of each probe by size, without those of a first round."""
    times: dict[int, list[float]] = {size: [] for size in options.sizes}
    for number in range(options.rounds + 1):
        for size in times:
            took = one_round(size, number, options.probes)
            times[size] += took if number else []
    return times


def _print(times: dict[int, list[float]]) -> None:
    _say("statements      median     95 %   (ms a statement)")
    for size, took in times.items():
        _say(f"{size:>10,}  {_median(took):>8.2f} {_high(took):>8.2f}")
    for smaller, larger in pairwise(times):
        median = _median(times[larger]) / _median(times[smaller])
        high = _high(times[larger]) / _high(times[smaller])
        _say(f"ratio       {median:>8.2f} {high:>8.2f}")


def _median(took: list[float]) -> float:
    return statistics.median(took)


def _high(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[-1]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
