"""The lists of the API that `benchmarks.serving` asks for. Imported once Django is set up."""

import json
import os
import random
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.newsroom import FIRST, LOUD, fill, name_of
from benchmarks.statements import connected
from claims.api.throttling import AnonymousLimit
from claims.models import Statement

LIMIT = 100
YEAR = timedelta(days=365)
PORT = 8431


class Lists:
    """The API over a database of one size."""

    def __init__(self, size: int) -> None:
        """Nothing is made yet."""
        self.size = size

    def fill(self) -> None:
        """Make the database."""
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        fill(self.size)

    def one_round(self, number: int) -> dict[tuple[str, str], float]:
        """Milliseconds of each list: in full, as bare SQL, and unchanged."""
        took = {}
        unlimited = patch.dict(AnonymousLimit.THROTTLE_RATES, anon=None, user=None)
        with connected(name_of(self.size)), unlimited:
            client = Client(SERVER_NAME="localhost")
            client.get("/api/v1/outlets")  # the connection, which is no list's own
            lists = [*addresses(self.size, number)]
            # In another order each time, or what is tidied up now and then would fall on the same.
            random.Random(number).shuffle(lists)  # noqa: S311 - no secret
            for name, address in lists:
                with CaptureQueriesContext(connection) as queries:
                    etag = client.get(address)["ETag"]
                sql = [query["sql"] for query in queries]
                began = time.perf_counter()
                answer = client.get(address)
                took[name, "200"] = _since(began)
                took[name, "sql"] = _bare(sql)
                began = time.perf_counter()
                unchanged = client.get(address, headers={"If-None-Match": etag})
                took[name, "304"] = _since(began)
                if (answer.status_code, unchanged.status_code) != (200, 304):
                    message = f"{address}: {answer.status_code}, {unchanged.status_code}"
                    raise SystemExit(message)
        return took

    def asked_at_once(self, clients: int, seconds: float) -> float:
        """Answers a second to so many clients."""
        place = settings.DATABASES["default"]["HOST"]
        url = f"postgres://on_record@/{place}/{name_of(self.size)}"
        workers = ("-w", "2", "--threads", "4", "-b", f"127.0.0.1:{PORT}", "--log-level", "error")
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "tracker.wsgi", *workers],
            env=os.environ | {"DATABASE_URL": url, "API_RATE_ANONYMOUS": "1000000/min"},
        )
        try:
            return _rate(clients, seconds)
        finally:
            server.terminate()
            server.wait()


def addresses(size: int, number: int) -> Iterator[tuple[str, str]]:
    """Lists as programs would ask for them, of what is drawn by lot, and a hundred long."""
    chance = random.Random(number)  # noqa: S311 - no secret
    linked = Statement.objects.filter(links__isnull=False, sort_day__isnull=False)
    one = linked.filter(pk__gte=chance.randint(1, size * 9 // 10)).order_by("pk")[0]
    speaker = f"speaker-{chance.randint(1, LOUD)}"
    until = max(one.sort_day or FIRST, FIRST + YEAR)
    for name, parameters in (
        ("statements", {}),
        ("statements of a speaker", {"speaker": speaker}),
        ("statements of a year", {"since": until - YEAR, "until": until}),
        ("statements on an event", {"event": one.links.all()[0].event.slug}),
    ):
        yield name, f"/api/v1/statements?{urlencode({**parameters, 'limit': LIMIT})}"
    yield "reports", f"/api/v1/reports?limit={LIMIT}"
    yield "articles", f"/api/v1/articles?limit={LIMIT}"


def _bare(queries: list[str]) -> float:
    """Milliseconds of the queries through the driver alone, and of their rows as JSON."""
    connection.ensure_connection()
    began = time.perf_counter()
    with connection.connection.cursor() as cursor:
        for sql in queries:
            cursor.execute(sql)
            json.dumps(cursor.fetchall(), default=str)
    return _since(began)


def _since(began: float) -> float:
    return 1000 * (time.perf_counter() - began)


def _rate(clients: int, seconds: float) -> float:
    url = f"http://127.0.0.1:{PORT}/api/v1/statements?limit={LIMIT}"
    _wait_for(url)
    until = time.monotonic() + seconds
    answered = [0] * clients

    def ask(place: int) -> None:
        while time.monotonic() < until:
            with urllib.request.urlopen(url) as answer:
                answer.read()
            answered[place] += 1

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answered) / seconds


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url).close()  # noqa: S310 - our own address
        except urllib.error.HTTPError as error:
            raise SystemExit(str(error)) from None
        except OSError:
            time.sleep(0.1)
        else:
            return
