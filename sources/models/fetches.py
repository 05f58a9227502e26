"""How documents come in."""

from django.contrib.postgres.indexes import HashIndex
from django.db import models

from sources.models.articles import Revision
from sources.models.work import Work, ended_index, pending_index


class Fetch(Work):
    """One document on its way in: asked for by URL, or delivered with its bytes.

    Holds the bytes only until intake has made a revision of them; afterwards it is the receipt.
    """

    class Outcome(models.TextChoices):
        """What intake made of it."""

        NEW = "new"
        CHANGED = "changed"
        UNCHANGED = "unchanged"

    url = models.TextField(blank=True)
    origin = models.TextField(blank=True, help_text="file and line, feed, or who asked")
    media_type = models.CharField(max_length=100, blank=True)
    given = models.JSONField(default=dict, help_text="title, published, outlet, language as told")
    compressed = models.BinaryField(null=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="HTTP status")
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="fetches"
    )

    class Meta:
        verbose_name_plural = "fetches"
        indexes = [
            pending_index("fetch_pending"),
            ended_index("fetch_ended"),
            HashIndex(fields=["url"], name="fetch_url"),
        ]

    def __str__(self) -> str:
        """Where it came from."""
        return self.url or self.origin
