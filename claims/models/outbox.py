"""What of the API changed: noted by triggers where it happens, numbered once it is committed."""

from typing import Self

from django.db import connection, models


class ChangeQuerySet(models.QuerySet["Change"]):
    """Reads of numbered changes."""

    def after(self, number: int) -> Self:
        """Those that a client has not seen who has seen that number."""
        return self.filter(number__gt=number).order_by("number")


class Change(models.Model):
    """A row of the API changed, came or went: the last time that it did (`claims.sequencing`)."""

    class Kind(models.TextChoices):
        """The lists of the API."""

        STATEMENT = "statement"
        REPORT = "report"
        SPEAKER = "speaker"
        EVENT = "event"
        OUTLET = "outlet"
        ARTICLE = "article"

    pk = models.CompositePrimaryKey("kind", "key")
    kind = models.CharField(max_length=9, choices=Kind)
    key = models.BigIntegerField(help_text="the row's own; it may be gone")
    number = models.BigIntegerField(unique=True, help_text="its place in the feed")

    objects = ChangeQuerySet.as_manager()

    def __str__(self) -> str:
        """What, and where it stands."""
        return f"{self.number}: {self.kind} {self.key}"

    @staticmethod
    def latest_number() -> int:
        """The number at which the feed ends by now, 0 while it is empty."""
        with connection.cursor() as cursor:  # by Django's own way it took a fifth of a 304
            cursor.execute("SELECT coalesce(max(number), 0) FROM claims_change")
            [number] = cursor.fetchone()
        return int(number)


class Touched(models.Model):
    """A row that something of the API is made of was written; waits for its number.

    Written by triggers in the writer's own transaction, and only ever added to: writers do not
    wait for each other. `part` says what it is a part of (`claims.sequencing`).
    """

    part = models.CharField(max_length=20)
    key = models.BigIntegerField()

    def __str__(self) -> str:
        """What was touched."""
        return f"{self.part} {self.key}"
