"""What statements refer to."""

from collections import defaultdict
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Count, F, Q, When
from django.utils.translation import gettext_lazy as _

from claims.linking.catalogue import CatalogueEvent
from claims.models.keys import EventKey
from sources.models.slugs import under_free_slug


class EventQuerySet(models.QuerySet["Event"]):
    """Reads of events."""

    def curated(self) -> Self:
        """What an editor stands behind, merged away or not."""
        return self.filter(state=Event.State.CURATED)

    def published(self) -> Self:
        """What readers may see: curated and not merged away."""
        return self.curated().filter(merged_into=None)

    def linkable(self) -> Self:
        """What an editor may link a statement to: published or proposed, and not merged away."""
        return self.filter(merged_into=None).exclude(state=Event.State.REJECTED)

    def with_counts(self) -> Self:
        """Each with the number of believed statements that refer to it."""
        believed = Q(
            links__state__in=Link.BELIEVED,
            links__statement__merged_into=None,
            links__statement__withdrawn__in=["", "outlet"],
        ) & ~Q(links__statement__status="rejected")
        return self.annotate(statement_count=Count("links", filter=believed))

    def described(self) -> dict[int, CatalogueEvent]:
        """The published among them as linking sees them, known there by the text of their id.

        The names of what was merged into an event are names of that event.
        """
        columns = ("pk", "title", "aliases", "text", "earliest", "latest", "place", "participants")
        rows = list(self.published().values_list(*columns))
        merged: dict[int, list[str]] = defaultdict(list)
        gone = Event.objects.filter(merged_into__in=[row[0] for row in rows]).order_by("pk")
        for event in gone:
            if event.merged_into_id is not None:
                merged[event.merged_into_id] += [event.title, *event.aliases]
        return {
            pk: CatalogueEvent(
                str(pk),
                title,
                (*aliases, *merged[pk]),
                text,
                first,
                last,
                place,
                tuple(participants),
            )
            for pk, title, aliases, text, first, last, place, participants in rows
        }

    def index(self) -> None:
        """Bring the key table up to these events; needed after writes that call no `save`."""
        found = self.described()
        for pk in self.order_by("pk").values_list("pk", flat=True):
            EventKey.objects.index(pk, found.get(pk))

    def create_apart(self, slug: str, **fields: Any) -> "Event":  # noqa: ANN401 - columns
        """A new one under the slug, with a number behind it where another event has it."""
        return under_free_slug(self, slug, lambda free: self.create(slug=free, **fields))

    def in_time(self) -> Self:
        """What still goes on first, then newest first, the undated last."""
        ended = Case(When(earliest__isnull=False, latest=None, then=0), default=1)
        return self.order_by(ended, F("latest").desc(nulls_last=True), "title", "pk")


class Event(models.Model):
    """Something that happened, is planned or is proposed, that statements refer to."""

    class State(models.TextChoices):
        """Who stands behind the entry."""

        CURATED = "curated", _("Curated")
        PROPOSED = "proposed", _("Proposed")
        REJECTED = "rejected", _("Rejected")

    slug = models.SlugField(max_length=200, unique=True)
    title = models.CharField(max_length=300)
    aliases = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    text = models.TextField(blank=True)
    date = models.CharField(max_length=80, blank=True, help_text="EDTF")
    earliest = models.DateField(null=True, blank=True, editable=False)
    latest = models.DateField(null=True, blank=True, editable=False)
    place = models.CharField(max_length=200, blank=True)
    participants = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    kind = models.CharField(max_length=40, blank=True, help_text="PLOVER's vocabulary")
    state = models.CharField(max_length=8, choices=State, default=State.CURATED)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    edited_fields = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, editable=False
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = [F("latest").desc(nulls_last=True), "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest__lte=F("latest")) | Q(earliest=None) | Q(latest=None),
                name="event_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")) | Q(merged_into=None),
                name="event_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        """The title."""
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        """Keep the key table up to the event, and to the one that it was merged into."""
        super().save(*args, **kwargs)
        Event.objects.filter(pk__in=[self.pk, self.merged_into_id]).index()

    @property
    def is_published(self) -> bool:
        """Whether readers may see it."""
        return self.state == Event.State.CURATED and self.merged_into_id is None

    @property
    def has_one_day(self) -> bool:
        """Whether it is known to have been on one day, and on which."""
        return self.earliest is not None and self.earliest == self.latest


class LinkQuerySet(models.QuerySet["Link"]):
    """Reads of links."""

    def believed(self) -> Self:
        """Links that hold, made above the threshold or confirmed, to what editors stand behind."""
        return self.filter(state__in=Link.BELIEVED, event__state=Event.State.CURATED)

    def in_order(self) -> Self:
        """With their events, the surest first; two databases agree on the order."""
        return self.select_related("event").order_by("-confidence", "event__slug")


class Link(models.Model):
    """A statement refers to an event: what is believed. Derived (`claims.beliefs`)."""

    class State(models.TextChoices):
        """Machine's or editors' word on it."""

        LINKED = "linked", _("Linked")
        DOUBTFUL = "doubtful", _("Doubtful")
        CONFIRMED = "confirmed", _("Confirmed")
        REJECTED = "rejected", _("Rejected")

    BELIEVED = ("linked", "confirmed")
    UNSURE_BELOW = 0.7  # pages say so, and the desk looks at it before others

    statement = models.ForeignKey("Statement", on_delete=models.CASCADE, related_name="links")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="links")
    state = models.CharField(max_length=9, choices=State)
    confidence = models.FloatField()

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["-confidence", "pk"]
        indexes = [
            models.Index(
                fields=["statement"],
                include=["event"],
                condition=Q(state__in=["linked", "confirmed"]),  # `BELIEVED`
                name="link_believed",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["statement", "event"], name="link_once"),
        ]

    def __str__(self) -> str:
        """Which statement, which event."""
        return f"{self.statement_id} refers to {self.event_id} ({self.state})"

    @property
    def is_believed(self) -> bool:
        """The rule of `believed`, for one row."""
        return self.state in Link.BELIEVED and self.event.state == Event.State.CURATED

    @property
    def is_unsure(self) -> bool:
        """Whether it is made by the machine alone, with little confidence."""
        return self.state == Link.State.LINKED and self.confidence < Link.UNSURE_BELOW


class ReferenceQuerySet(models.QuerySet["Reference"]):
    """Reads of references."""

    def in_order(self) -> Self:
        """With their events, the surest first; two databases agree on the order."""
        return self.select_related("event").order_by("-confidence", "event__slug")


class Reference(models.Model):
    """A report's words refer to an event: what the machine reads in one article."""

    report = models.ForeignKey("Report", on_delete=models.CASCADE, related_name="references")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="references")
    confidence = models.FloatField()
    doubtful = models.BooleanField(default=False)
    evidence = models.JSONField(default=list)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["-confidence", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "event"], name="reference_once"),
        ]

    def __str__(self) -> str:
        """Which report, which event."""
        return f"report {self.report_id} refers to {self.event_id}"
