"""The queue as `benchmarks.queueing` opens it. Imported once Django is set up."""

import random
import time
from collections.abc import Iterator
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.newsroom import fill, name_of
from benchmarks.statements import connected
from claims.models import Waiting
from claims.waiting import rerank


class Desk:
    """An editor's desk over a database of one size."""

    def __init__(self, size: int) -> None:
        """Nothing is made yet."""
        self.size = size

    def fill(self) -> tuple[float, float]:
        """Make the database and its queue; returns the seconds of each."""
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        times = [time.perf_counter()]
        fill(self.size)
        times.append(time.perf_counter())
        with connected(name_of(self.size)) as cursor:
            sum(rerank())
            cursor.execute("VACUUM ANALYZE claims_waiting")
            editor = User.objects.create_user("nora")
            editor.user_permissions.add(Permission.objects.get(codename="add_correction"))
        times.append(time.perf_counter())
        return times[1] - times[0], times[2] - times[1]

    def one_round(self, number: int) -> dict[str, float]:
        """Milliseconds of each page in this round."""
        took = {}
        with connected(name_of(self.size)):
            client = Client(SERVER_NAME="localhost")
            client.force_login(
                User.objects.get(), backend="django.contrib.auth.backends.ModelBackend"
            )
            client.get(reverse("desk-decisions"))  # connection and templates, no page's own
            for name, query in _queries(random.Random(number)):  # noqa: S311 - no secret
                began = time.perf_counter()
                answer = client.get(f"{reverse('desk')}?{urlencode(query)}")
                took[name] = 1000 * (time.perf_counter() - began)
                if answer.status_code != 200:
                    message = f"{query}: {answer.status_code}"
                    raise SystemExit(message)
        return took


def _queries(chance: random.Random) -> Iterator[tuple[str, dict[str, str]]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(statement_id) FROM claims_waiting")
        last = cursor.fetchone()[0]
    one = Waiting.objects.filter(pk__gte=chance.randint(1, last)).order_by("pk")[0]
    place = f"{one.rank!r},{one.pk}"
    yield "the first", {}
    yield "somewhere", {"after": place}
    yield "the one before", {"before": place}
    yield "a speaker who says much", {"speaker": "speaker-1"}
    yield "a speaker who says little", {"speaker": f"speaker-{chance.randint(6, 500)}"}
    yield "an outlet, somewhere", {"outlet": f"outlet-{chance.randint(1, 200)}", "after": place}
    yield "an event", {"event": f"event-{one.events[0]}"} if one.events else {"kind": "direct"}
    yield "a reason", {"reason": "undated"}
    yield (
        "speaker, outlet and reason",
        {"speaker": "speaker-2", "outlet": f"outlet-{chance.randint(1, 200)}", "reason": "undated"},
    )
