"""What a poll of the feed of changes costs that finds nothing, beside one that returns a page.

python -m benchmarks.polling --rows 2000 --rounds 40
"""

import argparse
import os
import statistics
import sys
import time
from unittest.mock import patch

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.test import Client

from claims.api.throttling import AnonymousLimit
from claims.models import Change
from tests.builders import make_report, make_speaker
from tests.place import own_database


def main() -> None:
    """Measure in a database that is made for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2000, help="reports, each with an article")
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    unlimited = patch.dict(AnonymousLimit.THROTTLE_RATES, anon=None, user=None)
    with own_database(broker=False), unlimited:
        compare(options.rows, options.rounds)


def compare(rows: int, rounds: int) -> None:
    """Both kinds of poll, in turn."""
    speaker = make_speaker()
    for _ in range(rows):
        make_report(speaker=speaker, said="2031-05-05")
    client = Client(SERVER_NAME="localhost")
    poll(client, 0)
    latest = Change.latest_number()
    taken = [(poll(client, latest), poll(client, latest // 2)) for _ in range(rounds)]
    nothing, page = (statistics.median(times) for times in zip(*taken, strict=True))
    sys.stdout.write(
        f"{latest} rows in the feed\nnothing new  {nothing * 1000:8.2f} ms\n"
        f"a page       {page * 1000:8.2f} ms\nratio        {nothing / page:8.3f}\n"
    )


def poll(client: Client, after: int) -> float:
    """Seconds that an answer takes."""
    began = time.perf_counter()
    answer = client.get(f"/api/v1/changes?after={after}")
    took = time.perf_counter() - began
    if answer.status_code != 200:
        raise SystemExit(answer.content.decode())
    return took


if __name__ == "__main__":
    main()
