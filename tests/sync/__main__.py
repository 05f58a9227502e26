"""The long version, by hand: `python -m tests.sync --changes 20000 --writers 8 --clients 4`."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection

from tests.sync.fire import Outcome, sync_under_fire
from tracker.embedded import Needs, running


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=20_000)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    needs = Needs(database=not settings.OWN_DATABASE, broker=False, durable=False)
    try:
        with running(settings.PLACE, needs):
            return run_in_a_database(options)
    finally:
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


def run_in_a_database(options: argparse.Namespace) -> int:
    """All of it, in a database that is made for it."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as folder:
            outcome = sync_under_fire(Path(folder), **vars(options))
            return tell(outcome, time.monotonic() - began)
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


def tell(outcome: Outcome, took: float) -> int:
    """Say what came of it."""
    lines = [
        f"{outcome.done.total()} changes in {took:.0f} s: {dict(outcome.done)}",
        f"not committed: {outcome.refused.total()}: {dict(outcome.refused)}",
        *(
            f"{each.path.name}: {each.polls} polls, {each.taken} changes, {each.restarts} restarts"
            for each in outcome.followers
        ),
        f"rows of the API: {outcome.rows}",
        f"differing: {', '.join(outcome.differing) or 'none'}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if outcome.differing else 0


if __name__ == "__main__":
    sys.exit(main())
