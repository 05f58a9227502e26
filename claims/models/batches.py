"""Decisions that were made at one press."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.decisions import stands
from claims.models.portable import portable_key


class BatchQuerySet(models.QuerySet["Batch"]):
    """Reads of batches."""

    def for_history(self) -> Self:
        """With who made them, what they follow, and how many of their decisions stand."""
        return self.select_related("editor", "sample__editor", "undoes__editor").annotate(
            size=Count("rows"), standing=Count("rows", filter=stands("rows"))
        )


class Batch(models.Model):
    """An editor's decision on one statement, made on others that were read alike, or its undo.

    Its rows are ordinary corrections. How they are alike is kept without any article's words.
    """

    class How(models.TextChoices):
        """What the statements have in common."""

        SOURCE = "source", _("the same words for the source were taken for the same one")
        DAY = "day", _("the same day was told by the same rule, in the same article or words")
        MARKS = "marks", _("the same article sets the words between the same marks")
        EVENT = "event", _("the same words were weighed alike as naming the event")
        SPLIT = "split", _("picked by hand, to split one speaker off another")
        PARTED = "parted", _("picked by hand, to split one event off another")

    key = portable_key("the same in every database that takes its decisions in")
    sample = models.ForeignKey(
        "Correction",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="batches",
        help_text="the decision that was applied to what is alike",
    )
    how = models.CharField(max_length=6, choices=How, blank=True)
    undoes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="batches"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = BatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(undoes=models.F("pk")) | Q(undoes=None),
                name="batch_does_not_undo_itself",
            ),
        ]

    def __str__(self) -> str:
        """Whose, and when."""
        return f"batch {self.pk} by {self.editor_id}"
