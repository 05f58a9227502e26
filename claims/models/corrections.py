"""Editors' decisions, append-only."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.portable import portable_key

if TYPE_CHECKING:
    from claims.models.reports import Report


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Reads of corrections."""

    def for_history(self) -> Self:
        """Newest first, with who and what undid it."""
        return self.select_related("editor", "undone_by__editor").order_by("-pk")

    def one_of_each_batch(self) -> Self:
        """Of what was decided at one press the first row, with how many stand for it."""
        earlier = Correction.objects.filter(batch=OuterRef("batch"), pk__lt=OuterRef("pk"))
        together = Correction.objects.filter(batch=OuterRef("batch")).order_by().values("batch")
        count = Subquery(together.annotate(rows=Count("pk")).values("rows"))
        return self.filter(Q(batch=None) | ~Exists(earlier)).annotate(batch_size=count)

    def unplaced(self) -> Self:
        """Decisions whose target could not be found again: they wait at the desk."""
        return self.filter(statement=None)


class Correction(models.Model):
    """One editor's decision on a statement; undo is another row.

    The target is kept by article, quote and context (W3C TextQuoteSelector), so that a new
    database or a changed article finds it again; `statement` is where it stands now.
    """

    class Field(models.TextChoices):
        """What was decided on."""

        SPEAKER = "speaker", _("Speaker")
        SAID = "said", _("Said")
        KIND = "kind", _("Kind")
        EVENT = "event", _("Event")
        VERDICT = "verdict", _("Verdict")
        SAME = "same", _("Same")
        RELATION = "relation", _("Relation")
        DRIFT = "drift", _("Drift")
        CONTENT = "content", _("Content")
        VIA = "via", _("Via")
        PARENT = "parent", _("Parent")
        ADDED = "added", _("Added")

    class Cause(models.TextChoices):
        """Whose mistake it was."""

        MISREAD = "misread", _("we misread")
        OUTLET = "outlet", _("the outlet is wrong")

    class Fault(models.TextChoices):
        """What is wrong with a statement that is rejected."""

        NO_STATEMENT = "no-statement", _("not a statement")
        WORDS = "words", _("wrong words")
        SPEAKER = "speaker", _("not this speaker's")
        DUPLICATE = "duplicate", _("a duplicate")
        FURNITURE = "furniture", _("page furniture")
        OTHER = "other", _("another cause")

    key = portable_key("the same in every database that takes the decision in")
    statement = models.ForeignKey(
        "Statement",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="corrections",
    )
    report = models.ForeignKey(
        "Report",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="corrections",
        help_text="that report; the decision goes where it goes",
    )
    others: "models.ManyToManyField[Report, models.Model]" = models.ManyToManyField(
        "Report",
        blank=True,
        related_name="corrections_by_others",
        help_text="the reports with which it was joined or from which it was parted",
    )
    article_url = models.TextField()
    quote = models.TextField()
    quote_prefix = models.CharField(max_length=32, blank=True)
    quote_suffix = models.CharField(max_length=32, blank=True)
    field = models.CharField(max_length=8, choices=Field)
    value = models.JSONField(help_text="see claims.deciding for the shape by field")
    replaced = models.JSONField(null=True, help_text="the believed value before")
    cause = models.CharField(max_length=7, choices=Cause, default=Cause.MISREAD)
    fault = models.CharField(
        max_length=12, choices=Fault, blank=True, help_text="of what was rejected, where told"
    )
    reason = models.TextField(blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="corrections"
    )
    made_at = models.DateTimeField(
        default=timezone.now, help_text="the same for all that was decided together"
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    batch = models.ForeignKey(
        "Batch", on_delete=models.SET_NULL, null=True, blank=True, related_name="rows"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            HashIndex(fields=["article_url"], name="correction_waiting", condition=Q(report=None)),
            GinIndex(
                fields=["value"],
                name="correction_same",
                opclasses=["jsonb_path_ops"],
                condition=Q(field="same"),
            ),
        ]
        permissions = [("lead", "Can merge and split rows, and set rules")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(undoes=models.F("pk")) | Q(undoes=None),
                name="correction_does_not_undo_itself",
            ),
            models.CheckConstraint(
                condition=Q(fault="") | Q(field="verdict"), name="correction_fault_of_verdict"
            ),
        ]

    def __str__(self) -> str:
        """What was decided."""
        return f"{self.field} of statement {self.statement_id} by {self.editor_id}"

    @property
    def can_tell_of_others(self) -> bool:
        """Whether the reader's mistake may be one that it made elsewhere too (`claims.alike`)."""
        fields = (self.Field.SPEAKER, self.Field.SAID, self.Field.KIND, self.Field.EVENT)
        misread = self.cause == self.Cause.MISREAD and self.statement_id is not None
        return misread and self.undoes_id is None and self.field in fields
