"""What pages cost among 10,000 statements and among a million, and Datasette beside them.

    python -m benchmarks.browsing [--sizes 10000 1000000] [--rounds 20]
        [--times 1] [--no-datasette]

It makes a PostgreSQL of its own in a temporary folder (about 4 GB for the million) and removes it.
Datasette, from PyPI, is asked for the same statements in SQLite, if it is installed
(`pip install datasette`): a list of fifty with the same filters and counts of the same facets.
Rounds alternate between the sizes and ask for other statements; a first one is not counted. On a
machine that does other things too, `--times 3` counts the quickest of three requests in a row.
"""

import argparse
import importlib
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.place import own_place
from tracker.collecting import settle
from tracker.embedded import Needs

Times = Mapping[tuple[str, int], list[float]]  # milliseconds, by page and size


def main() -> None:
    """Print median and 95th percentile of each page by size, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--no-datasette", action="store_true")
    options = parser.parse_args()
    with own_place(Needs(broker=False, durable=False)) as folder:
        asking = importlib.import_module("benchmarks.asking")
        sites = {size: [asking.Pages(size, options.times)] for size in options.sizes}
        for size, (pages,) in sites.items():
            began = time.perf_counter()
            pages.fill()
            say(f"{size:>9,} statements written in {time.perf_counter() - began:.0f} s")
        if not options.no_datasette and find_spec("datasette"):
            for size, askers in sites.items():
                askers.append(_datasette(folder, size))
        times = measured(sites, options.rounds)
    tell(times, options.sizes)


def _datasette(folder: Path, size: int) -> Any:  # noqa: ANN401 - imported late
    beside = importlib.import_module("benchmarks.beside")
    return beside.Tables(folder / f"{size}.db", size)


def measured(sites: Mapping[int, list[Any]], rounds: int) -> Times:
    """Milliseconds of each address, asked anew in each round."""
    times: dict[tuple[str, int], list[float]] = defaultdict(list)
    settle()  # as the web server does
    for number in range(rounds + 1):
        for size, askers in sites.items():
            for asker in askers:
                took = asker.one_round(number)
                for name, value in took.items() if number else ():
                    times[name, size].append(value)
    return times


def tell(times: Times, sizes: list[int]) -> None:
    """A line a page: what it costs at each size, and how many times the first the last is."""
    heads = "".join(f"{size:>20,}" for size in sizes)
    say(f"{'ms: median / 95th percentile':40}{heads}  ratios")
    for name in dict.fromkeys(name for name, _ in times):
        values = [times[name, size] for size in sizes]
        cells = "".join(f"{f'{statistics.median(v):.1f} / {high(v):.1f}':>20}" for v in values)
        ratios = (of(values[-1]) / of(values[0]) for of in (statistics.median, high))
        say(f"{name:40}{cells}{''.join(f'{ratio:7.2f}' for ratio in ratios)}")


def high(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1] if values[1:] else values[0]


def say(line: str) -> None:
    """Print."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
