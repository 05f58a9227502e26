"""The key table of the catalogue: which terms and names lead to which events."""

from typing import TYPE_CHECKING

from django.db import models

from claims.linking.lookup import keys_of, last_day

if TYPE_CHECKING:
    from claims.linking.catalogue import CatalogueEvent

LONGEST_KEY = 120  # characters; a longer one leads nowhere


class EventKeyQuerySet(models.QuerySet["EventKey"]):
    """Reads and writes of keys."""

    def index(self, event_id: int, described: "CatalogueEvent | None") -> None:
        """Make an event's keys those of its description, none where it is not to be found.

        Only what differs is written. A trigger keeps count of how many events share a key.
        """
        wanted = set() if described is None else {k for k in keys_of(described) if fits(k)}
        day = None if described is None else last_day(described)
        mine = self.filter(event_id=event_id)
        mine.exclude(key__in=wanted, **_on(day)).delete()
        had = set(mine.values_list("key", flat=True))
        self.bulk_create(
            (EventKey(key=key, day=day, event_id=event_id) for key in sorted(wanted - had)),
            ignore_conflicts=True,  # with whoever indexes the same event now
        )


class EventKey(models.Model):
    """A key leads to an event; `day` is the event's last, by which the nearest are taken."""

    key = models.CharField(max_length=LONGEST_KEY)
    day = models.DateField(null=True)
    event = models.ForeignKey("Event", on_delete=models.CASCADE, related_name="keys")

    objects = EventKeyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["key", "day", "event"], name="event_key_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["event", "key"], name="event_key_once"),
        ]

    def __str__(self) -> str:
        """Which key, which event."""
        return f"{self.key} leads to {self.event_id}"


class KeyCount(models.Model):
    """How many events share a key. Kept by a trigger on the key table, never written here."""

    key = models.CharField(max_length=LONGEST_KEY, primary_key=True)
    events = models.IntegerField()

    def __str__(self) -> str:
        """The key and its events."""
        return f"{self.key}: {self.events}"


def fits(key: str) -> bool:
    """Whether a key is short enough to be kept."""
    return len(key) <= LONGEST_KEY


def _on(day: object) -> dict[str, object]:
    return {"day__isnull": True} if day is None else {"day": day}
