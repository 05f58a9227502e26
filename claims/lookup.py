"""The catalogue in PostgreSQL as linking looks it up: capped, so that no answer grows with it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from claims.linking.catalogue import CatalogueEvent
from claims.linking.lookup import AFTER, BEFORE, UNDATED, Found
from claims.models import Event, KeyCount
from claims.models.keys import fits

# A branch each for what was, what is to come and what has no day: every one of them reads a few
# rows of the index on (key, day, event), in its order.
_NEAREST = """
    SELECT wanted.key, near.event_id, near.day
    FROM unnest(%(keys)s::text[]) AS wanted (key)
    CROSS JOIN LATERAL (
        (SELECT event_id, day FROM claims_eventkey
         WHERE key = wanted.key AND day <= %(day)s
         ORDER BY day DESC, event_id DESC LIMIT %(before)s)
        UNION ALL
        (SELECT event_id, day FROM claims_eventkey
         WHERE key = wanted.key AND day > %(day)s ORDER BY day, event_id LIMIT %(after)s)
        UNION ALL
        (SELECT event_id, day FROM claims_eventkey
         WHERE key = wanted.key AND day IS NULL ORDER BY event_id LIMIT %(undated)s)
    ) AS near
"""


class DatabaseLookup:
    """The published events of the database; an event's key is the text of its id."""

    def __init__(self) -> None:
        """Ask once how large the catalogue is."""
        self.size = Event.objects.published().count()

    def shared_by(self, keys: Iterable[str]) -> dict[str, int]:
        """By how many events each of these keys is shared."""
        wanted = [key for key in keys if fits(key)]
        return dict(KeyCount.objects.filter(key__in=wanted).values_list("key", "events"))

    def nearest(self, keys: Iterable[str], day: date | None) -> dict[str, list[Found]]:
        """For each key a capped number of events, those nearest to the day."""
        values: dict[str, Any] = {
            "keys": [key for key in keys if fits(key)],
            "day": day or date.max,
            "before": BEFORE,
            "after": AFTER,
            "undated": UNDATED,
        }
        found: dict[str, list[Found]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(_NEAREST, values)
            for key, event_id, when in cursor:
                found[key].append(Found(str(event_id), when))
        return found

    def described(self, events: Iterable[str]) -> dict[str, CatalogueEvent]:
        """What the catalogue says of these events."""
        rows = Event.objects.filter(pk__in=[int(key) for key in events]).described()
        return {event.key: event for event in rows.values()}
