"""How documents come in."""

from django.contrib.postgres.indexes import HashIndex
from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery

from sources.models.articles import Revision
from sources.models.hosts import Host
from sources.models.watches import Watch
from sources.models.work import Work, WorkQuerySet, ended_index, pending_index


class FetchQuerySet(WorkQuerySet):
    """Documents on their way in."""

    @transaction.atomic
    def lease_by_host(self, limit: int) -> list[int]:
        """Lease what is to be fetched, one row of each host that is free, new articles first.

        A host with a thousand rows so costs the others nothing, and its own rows no messages that
        would find it busy. Rows whose host is not known yet go as they come.
        """
        waiting = self.filter(compressed=None).available()
        first = waiting.filter(host=OuterRef("pk")).order_by(*_NEW_FIRST).values("pk")[:1]
        hosts = Host.objects.free().annotate(row=Subquery(first)).exclude(row=None)
        chosen = list(hosts.values_list("row", flat=True))
        rows = waiting.filter(Q(pk__in=chosen) | Q(host=None))
        leased = rows.lease(limit, order=_NEW_FIRST)
        Host.objects.promise(
            self.model.objects.filter(pk__in=leased)
            .exclude(host=None)
            .values_list("host_id", flat=True)
        )
        return leased


class Fetch(Work):
    """One document on its way in: asked for by URL, or delivered with its bytes.

    Holds the bytes only until intake has made a revision of them; afterwards it is the receipt.
    """

    class Outcome(models.TextChoices):
        """What intake made of it."""

        NEW = "new"
        CHANGED = "changed"
        UNCHANGED = "unchanged"
        GONE = "gone"
        OLDER = "older", "older than what is here"

    url = models.TextField(blank=True)
    landed = models.TextField(blank=True, help_text="the address to which `url` led")
    origin = models.TextField(blank=True, help_text="file and line, feed, or who asked")
    media_type = models.CharField(max_length=100, blank=True)
    given = models.JSONField(default=dict, help_text="title, published, outlet, language as told")
    compressed = models.BinaryField(null=True)
    fetched_at = models.DateTimeField(
        null=True, blank=True, help_text="when an archive got it; empty where we did"
    )
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="HTTP status")
    note = models.TextField(blank=True, help_text="what was guessed or disbelieved in it")
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="fetches"
    )
    host = models.ForeignKey(
        Host, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    trail = models.JSONField(default=list, help_text="how far redirects have been followed")
    watch = models.ForeignKey(
        Watch, on_delete=models.SET_NULL, null=True, blank=True, related_name="fetches"
    )
    etag = models.CharField(max_length=500, blank=True, help_text="to ask by, then as answered")
    last_modified = models.CharField(max_length=100, blank=True)

    objects = FetchQuerySet.as_manager()  # type: ignore[misc]  # Work's own, and more

    class Meta:
        verbose_name_plural = "fetches"
        indexes = [
            pending_index("fetch_pending"),
            ended_index("fetch_ended"),
            HashIndex(fields=["url"], name="fetch_url"),
            models.Index(
                F("host"),
                F("watch").asc(nulls_first=True),
                F("id").desc(),
                condition=Q(state="pending", compressed=None),
                name="fetch_by_host",
            ),
        ]

    def __str__(self) -> str:
        """Where it came from."""
        return self.url or self.origin


_NEW_FIRST = (F("watch_id").asc(nulls_first=True), F("pk").desc())
