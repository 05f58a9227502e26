"""The long version, by hand: `python -m tests.month --feeds 50 --articles 2000`."""

import argparse
import os
import sys
import time
from collections import Counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.conf import settings

from sources.models import Fetch, Revision
from tests.month.outcome import faults_of
from tests.month.running import Month, month
from tests.month.stories import World
from tests.place import own_database


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=50)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--days", type=float, default=32)
    parser.add_argument("--pace", type=float, default=5, help="seconds between requests to a host")
    parser.add_argument("--ceiling", type=float, default=240, help="minutes between feed requests")
    options = parser.parse_args()
    settings.HOST_PACE_SECONDS, settings.FEED_CEILING_MINUTES = options.pace, options.ceiling
    settings.FETCH_CONTACT = "https://desk.example/about"
    world = World(options.feeds, options.articles, options.days)
    with own_database(broker=False), month(world) as passing:
        return tell(passing)


def tell(passing: Month) -> int:
    """Let it pass, and say what came of it."""
    began = time.monotonic()
    passing.pass_by()
    took = time.monotonic() - began
    faults = faults_of(passing)
    log = passing.press.log
    revisions = Counter(Revision.objects.values_list("number", flat=True))
    states = Counter(Fetch.objects.values_list("state", "outcome"))
    lines = [
        f"{passing.world.feeds} feeds, {len(passing.world.stories)} stories, "
        f"{passing.world.days:g} days in {took:.0f} s",
        f"{len(log)} requests to {len({line.host for line in log})} hosts: "
        f"{dict(Counter(line.status for line in log))}",
        f"of them feeds {sum('/feed/' in line.path for line in log)}, "
        f"robots.txt {sum(line.path == '/robots.txt' for line in log)}",
        f"articles by revision {dict(revisions)}; rows of the queue {dict(states)}",
        f"faults: {len(faults)}",
        *faults[:20],
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
