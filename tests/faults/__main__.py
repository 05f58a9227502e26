"""The long version, by hand: `python -m tests.faults --kills 200 --flushes 20 --restarts 20`."""

import argparse
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.conf import settings

from tests.faults.articles import article_lines
from tests.faults.outcome import differing, forget_all, know_the_people, rows
from tests.faults.scenario import Faults, Newsroom, states, undisturbed
from tests.live import workers
from tests.place import own_database


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20, help="of workers, by SIGKILL")
    parser.add_argument("--flushes", type=int, default=2, help="of the broker")
    parser.add_argument("--restarts", type=int, default=2, help="of the database, half by a crash")
    parser.add_argument("--seed", type=int, default=7, help="of the order and the moments")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--lease", type=int, default=10, help="seconds")
    options = parser.parse_args()
    if options.restarts and settings.OWN_DATABASE:
        parser.error("only the embedded database can be restarted: unset DATABASE_URL")
    settings.LEASE_SECONDS = options.lease
    with own_database():
        return compare(options)


def compare(options: argparse.Namespace) -> int:
    """Both ways, and whether they came to the same."""
    know_the_people()
    lines = article_lines(options.articles)
    faults = Faults(options.kills, options.flushes, options.restarts, options.seed)
    began = time.monotonic()
    with workers() as start:
        newsroom = Newsroom(start, options.lease, seconds=600, size=options.workers)
        newsroom.disturbed(lines, faults)
    took, disturbed, how = time.monotonic() - began, rows(), states()
    forget_all()
    undisturbed(lines)
    once = set(disturbed["readings"].values()) == {1}
    differences = differing(disturbed, rows())
    counts = ", ".join(f"{len(found)} {name}" for name, found in disturbed.items())
    sys.stdout.write(
        f"{len(lines)} articles, {dict(newsroom.happened)}, {took:.0f} s: {how}\n{counts}\n"
        f"one reading per revision: {once}; rows that differ from an undisturbed run's: "
        f"{', '.join(differences) or 'none'}\n"
    )
    return 0 if once and not differences else 1


if __name__ == "__main__":
    sys.exit(main())
