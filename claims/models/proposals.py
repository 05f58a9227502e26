"""Events that the machine proposes, and what editors decide on them."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.events import Event, Reference
from claims.models.portable import portable_key

RULE = "proposed: "  # begins the rule of every reference that a proposal made


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Reads of proposals."""

    def waiting(self) -> Self:
        """Those on which nobody has decided and to which statements still refer."""
        told = Reference.objects.filter(event=OuterRef("event_id"))
        return self.filter(
            Exists(told), event__state=Event.State.PROPOSED, event__merged_into=None
        ).select_related("event")

    def lock(self, event_id: int) -> "Proposal | None":
        """That of an event, held to the end of the transaction; None for one never proposed."""
        return self.select_for_update().filter(event=event_id).first()

    def decided(self) -> Self:
        """Those published, rejected or merged by an editor."""
        open_ = Q(event__state=Event.State.PROPOSED, event__merged_into=None)
        return self.exclude(open_).filter(event__decisions__isnull=False).distinct()


class Proposal(models.Model):
    """What the machine knows of an event that it proposed, whatever editors have made of it.

    `reports` are those that the words of the articles put together, by id; `links` are what is
    written as references: [{report, window, confidence, evidence}].
    """

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="proposal")
    title = models.CharField(max_length=300)
    date = models.CharField(max_length=80, blank=True, help_text="EDTF")
    place = models.CharField(max_length=200, blank=True)
    participants = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    terms = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    reports = ArrayField(models.BigIntegerField(), default=list, blank=True)
    links = models.JSONField(default=list)
    told_by = models.JSONField(
        default=list,
        blank=True,
        help_text="reports by their words (`claims.joins.anchor`), while they are not here yet",
    )

    objects = ProposalQuerySet.as_manager()

    def __str__(self) -> str:
        """The machine's title."""
        return self.title


class Window(models.Model):
    """A stretch of days in which events are looked for together: its receipt.

    `seen` is the checksum of what its articles' reports were when it was last looked at.
    """

    number = models.IntegerField(unique=True)
    seen = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        """Its number."""
        return f"window {self.number}"


class EventDecisionQuerySet(models.QuerySet["EventDecision"]):
    """Reads of decisions on events."""

    def for_history(self) -> Self:
        """Newest first, with who and what undid it."""
        return self.select_related("event__proposal", "editor", "undone_by__editor").order_by("-pk")


class EventDecision(models.Model):
    """One editor's decision on a proposed event, append-only; undo is another row."""

    class Field(models.TextChoices):
        """What was decided on."""

        VERDICT = "verdict", _("Verdict")
        TITLE = "title", _("Title")
        DATE = "date", _("Date")
        PLACE = "place", _("Place")
        MERGED = "merged", _("Merged")

    key = portable_key("the same in every database that takes it in")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="decisions")
    field = models.CharField(max_length=7, choices=Field)
    value = models.JSONField(help_text="see claims.curation for the shape by field")
    replaced = models.JSONField(null=True, help_text="the believed value before")
    reason = models.TextField(blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="event_decisions"
    )
    made_at = models.DateTimeField(default=timezone.now)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    batch = models.ForeignKey(
        "Batch",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="event_decisions",
        help_text="the decisions on statements at one press with which it was made",
    )

    objects = EventDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(undoes=models.F("pk")) | Q(undoes=None),
                name="event_decision_does_not_undo_itself",
            ),
        ]

    def __str__(self) -> str:
        """What was decided."""
        return f"{self.field} of event {self.event_id} by {self.editor_id}"
