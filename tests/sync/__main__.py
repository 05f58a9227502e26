"""The long version, by hand: `python -m tests.sync --changes 20000 --writers 8 --clients 4`."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from tests.place import own_database
from tests.sync.fire import Outcome, sync_under_fire


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=20_000)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    with own_database(broker=False), tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        outcome = sync_under_fire(Path(folder), **vars(options))
        return tell(outcome, time.monotonic() - began)


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
