"""What lists of the API cost among 10,000 statements and a million, beside bare SQL and Datasette.

    python -m benchmarks.serving [--sizes 10000 1000000] [--rounds 20] [--clients 1 8 32]

Each list of a hundred is asked for as programs do, then its SQL is run again through psycopg2 and
what it returns written by `json.dumps`; then the list again with its ETag, for a 304. Datasette is
asked for the same statements as JSON, if it is installed (`pip install datasette`). At last so many
clients at once ask a server of two processes for pages of statements, for some seconds each.
"""

import argparse
import importlib
import statistics
from collections import defaultdict
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from benchmarks.browsing import high, say
from benchmarks.place import own_place
from tracker.collecting import settle
from tracker.embedded import Needs

Times = dict[tuple[str, str, int], list[float]]  # by list, how it was asked for, and size


def main() -> None:
    """Print the medians, their ratios, and the requests a second."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--clients", nargs="*", type=int, default=[1, 8, 32])
    parser.add_argument("--seconds", type=float, default=8, help="for which clients ask")
    options = parser.parse_args()
    with own_place(Needs(broker=True, durable=False)) as folder:
        listing = importlib.import_module("benchmarks.listing")
        lists = {size: listing.Lists(size) for size in options.sizes}
        for each in lists.values():
            each.fill()
        if find_spec("datasette"):
            beside = importlib.import_module("benchmarks.beside")
            tables = {size: beside.Tables(folder / f"{size}.db", size) for size in lists}
        else:
            tables = {}
        tell(_measured(lists, tables, options.rounds), options.sizes)
        for clients in options.clients:
            rate = lists[options.sizes[-1]].asked_at_once(clients, options.seconds)
            say(f"{clients:>3} clients: {rate:8.1f} lists of 100 a second")


def _measured(lists: Mapping[int, Any], tables: Mapping[int, Any], rounds: int) -> Times:
    """Milliseconds of each list, asked anew in each round; a first one is not counted."""
    times: Times = defaultdict(list)
    settle()  # as the web server does
    for number in range(rounds + 1):
        for size, each in lists.items():
            found = each.one_round(number)
            if size in tables:
                beside = tables[size].lists(number)
                found |= {(name, "datasette"): took for name, took in beside.items()}
            for (name, how), took in found.items() if number else ():
                times[name, how, size].append(took)
    return times


def tell(times: Times, sizes: list[int]) -> None:
    """A line a list and size, and what a list costs more at the last size than at the first."""
    say(f"{'list of 100, ms (median / 95 %)':34}{'statements':>11}{'200':>16}{'SQL':>8}{'304':>8}"
        f"{'200:SQL':>9}{'304:200':>9}{'Datasette':>11}")  # fmt: skip
    names = dict.fromkeys(name for name, _, _ in times)
    for name in names:
        for size in sizes:
            whole, bare, same = (times[name, how, size] for how in ("200", "sql", "304"))
            middle = statistics.median(whole)
            both = f"{middle:.1f} / {high(whole):.1f}"
            sql, unchanged = statistics.median(bare), statistics.median(same)
            rows = times.get((name, "datasette", size))
            other = f"{statistics.median(rows):.1f}" if rows else "-"
            say(f"{name:34}{size:>11,}{both:>16}{sql:>8.1f}{unchanged:>8.1f}"
                f"{middle / sql:>9.2f}{unchanged / middle:>9.2f}{other:>11}")  # fmt: skip
        first, last = (
            statistics.median(times[name, "200", size]) for size in (sizes[0], sizes[-1])
        )
        say(f"{name:34}{sizes[-1]:,} : {sizes[0]:,} = {last / first:.2f}")


if __name__ == "__main__":
    main()
