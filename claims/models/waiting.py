"""What awaits an editor's decision: its place in the desk's queue, and who is at it."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.speakers import Speaker

Place = tuple[float, int]  # a rank, and the statement's id where several have the same


class Reason(models.TextChoices):
    """Why an editor should look at a statement: what it is worth, what is doubtful about it."""

    RECHECK = "recheck", _("a blind re-check disagrees")
    SOURCES = "sources", _("outlets credit different sources")
    DAYS = "days", _("outlets date it differently")
    DRIFTED = "drifted", _("an outlet changed its words")
    UNNAMED = "unnamed", _("nobody is credited by name")
    UNDATED = "undated", _("the day is unknown")
    LINKS = "links", _("a doubtful link to an event")
    UNSURE = "unsure", _("the reader is not sure")
    TRACKED = "tracked", _("a tracked speaker")
    OUTLETS = "outlets", _("several outlets carry it")


class WaitingQuerySet(models.QuerySet["Waiting"]):
    """Reads of the queue; the bound on the rank alone is where an index scan can begin."""

    def in_order(self) -> Self:
        """What is worth an editor's time first."""
        return self.order_by("-rank", "statement_id")

    def from_place(self, place: Place) -> Self:
        """The one at that place, and what comes after it."""
        rank, pk = place
        return self.filter(Q(rank__lt=rank) | Q(statement_id__gte=pk), rank__lte=rank)

    def after(self, place: Place) -> Self:
        """What comes after that place."""
        rank, pk = place
        return self.filter(Q(rank__lt=rank) | Q(statement_id__gt=pk), rank__lte=rank)

    def before(self, place: Place) -> Self:
        """What comes before that place, the nearest first."""
        rank, pk = place
        earlier = self.filter(Q(rank__gt=rank) | Q(statement_id__lt=pk), rank__gte=rank)
        return earlier.order_by("rank", "-statement_id")


class Waiting(models.Model):
    """A statement that nobody has decided on, written by `claims.waiting` alone.

    Its filters stand beside its rank, so that neither the next one nor a count joins anything.
    """

    statement = models.OneToOneField(
        "Statement", on_delete=models.CASCADE, primary_key=True, related_name="waiting"
    )
    rank = models.FloatField()
    reasons = ArrayField(models.CharField(max_length=8), default=list)
    speaker = models.ForeignKey(
        Speaker, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=8)
    outlets = ArrayField(models.BigIntegerField(), default=list)
    events = ArrayField(models.BigIntegerField(), default=list)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(F("rank").desc(), F("statement"), name="waiting_rank"),
            models.Index(F("speaker"), F("rank").desc(), F("statement"), name="waiting_speaker"),
            GinIndex(fields=["outlets", "events", "reasons"], name="waiting_filters"),
        ]

    def __str__(self) -> str:
        """Which, and where it stands."""
        return f"statement {self.statement_id} at {self.rank:.2f}"

    @property
    def place(self) -> Place:
        """Where it stands."""
        return (self.rank, self.statement_id)


class ForATime(models.QuerySet["Looking | SetAside"]):
    """Reads of what holds for a while."""

    def standing(self) -> Self:
        """What has not run out."""
        return self.filter(until__gt=timezone.now())

    def statements(self) -> Iterable[int]:
        """Which statements they are about."""
        return self.values_list("statement", flat=True)


class Looking(models.Model):
    """An editor has a statement before them: a soft lease, so that two don't decide on one."""

    statement = models.OneToOneField(
        "Statement", on_delete=models.CASCADE, primary_key=True, related_name="looked_at"
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="looking_at"
    )
    until = models.DateTimeField()

    objects = ForATime.as_manager()

    def __str__(self) -> str:
        """Who, at what."""
        return f"{self.editor_id} is looking at statement {self.statement_id}"


class SetAside(models.Model):
    """An editor skipped a statement: to them alone it does not come back for a while."""

    statement = models.ForeignKey("Statement", on_delete=models.CASCADE, related_name="+")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="set_aside"
    )
    until = models.DateTimeField()

    objects = ForATime.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["editor", "statement"], name="set_aside_once"),
        ]

    def __str__(self) -> str:
        """Who, what."""
        return f"{self.editor_id} set statement {self.statement_id} aside"
