"""What the desk's queue costs among 10,000 statements and among a million that wait.

    python -m benchmarks.queueing [--sizes 10000 1000000] [--rounds 20]

It makes a PostgreSQL of its own in a temporary folder, fills it with `benchmarks.newsroom`, puts
everything in order as `manage.py rerank` does, and opens the queue as an editor, from its start and
from places drawn by lot, under each filter. A first round is not counted.
"""

import argparse
import importlib

from benchmarks.browsing import measured, say, tell
from benchmarks.place import own_place
from tracker.embedded import Needs


def main() -> None:
    """Print median and 95th percentile of each page by size, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    with own_place(Needs(broker=False, durable=False)):
        deciding = importlib.import_module("benchmarks.deciding")
        desks = {size: [deciding.Desk(size)] for size in options.sizes}
        for size, (desk,) in desks.items():
            filled, ranked = desk.fill()
            say(f"{size:>9,} statements written in {filled:.0f} s, ranked in {ranked:.0f} s")
        times = measured(desks, options.rounds)
    tell(times, options.sizes)


if __name__ == "__main__":
    main()
