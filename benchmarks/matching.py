"""What finding and scoring a report's like costs, among 100,000 and among a million statements.

    python -m benchmarks.matching [--sizes 100000 1000000] [--rounds 6] [--probes 200]

It makes a PostgreSQL of its own in a temporary folder (about 6 GB for the million) and removes it.
The statements: 500 speakers, five of whom make half of them; ten years, a fifth of them undated;
8 to 20 words, Zipf-distributed: those that news has, in their order, then invented ones. Rounds
alternate between the sizes, each asks other reports, and nothing of a round is remembered.
"""

import argparse
import importlib
import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise

from benchmarks.place import own_place
from tracker.embedded import Needs


def main() -> None:
    """Print the median and the 95th percentile of each size, in milliseconds, and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--probes", type=int, default=200, help="reports a round")
    options = parser.parse_args()
    with own_place(Needs(broker=False, durable=False)):
        statements = importlib.import_module("benchmarks.statements")
        for size in options.sizes:
            began = time.perf_counter()
            statements.fill(size)
            _say(f"{size:>9,} statements written in {time.perf_counter() - began:.0f} s")
        times = _measure(statements.one_round, options)
    _print(times)


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
