"""The long version, by hand: `python -m tests.faults --articles 500 --faults 2`."""

import argparse
import os
import shutil
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection

from tests.faults.articles import article_lines
from tests.faults.scenario import Newsroom, forget_all, know_the_people, rows, states, undisturbed
from tests.live import workers
from tracker.embedded import Needs, running


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--faults", type=int, default=1, help="worker killed and broker emptied")
    parser.add_argument("--lease", type=int, default=10, help="seconds")
    options = parser.parse_args()
    settings.LEASE_SECONDS = options.lease
    needs = Needs(database=not settings.OWN_DATABASE, broker=not settings.OWN_BROKER, durable=False)
    try:
        with running(settings.PLACE, needs):
            return compare_in_a_database(options)
    finally:
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


def compare_in_a_database(options: argparse.Namespace) -> int:
    """The comparison, in a database that is made for it."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        return compare(options)
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


def compare(options: argparse.Namespace) -> int:
    """Both ways, and whether they came to the same."""
    know_the_people()
    lines = article_lines(options.articles)
    began = time.monotonic()
    with workers() as start:
        newsroom = Newsroom(start, options.lease, seconds=600)
        newsroom.disturbed(lines, faults=options.faults)
    took, disturbed, how = time.monotonic() - began, rows(), states()
    forget_all()
    undisturbed(lines)
    once = set(disturbed["readings"].values()) == {1}
    equal = disturbed == rows()
    sys.stdout.write(
        f"{len(lines)} articles, {newsroom.kills} kills and flushes, {took:.0f} s: {how}\n"
        f"{len(disturbed['reports'])} reports, {len(disturbed['statements'])} statements; "
        f"one reading per revision: {once}; rows as undisturbed: {equal}\n"
    )
    return 0 if once and equal else 1


if __name__ == "__main__":
    sys.exit(main())
