"""Blind re-checks: which accepted statements were drawn, and what another editor says of them."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Count, F
from django.utils.translation import gettext_lazy as _

from claims.models.attributed import Kind
from claims.models.statements import Statement


class Stratum(models.TextChoices):
    """Why a statement counts as accepted; what is true of one is not of the other."""

    CONFIRMED = "confirmed", _("confirmed by an editor")
    UNDECIDED = "undecided", _("published without a decision")


class SampleQuerySet(models.QuerySet["Sample"]):
    """Reads of samples."""

    def waiting(self) -> Self:
        """Those that lack an answer; what became part of another statement is asked no more."""
        answered = self.annotate(answered=Count("rechecks"))
        return answered.filter(answered__lt=F("wanted"), statement__merged_into=None)

    def for_editor(self, editor: User) -> Self:
        """What that editor may be asked: nothing that they decided on or answered already."""
        return (
            self.waiting()
            .exclude(rechecks__editor=editor)
            .exclude(statement__corrections__editor=editor)
            .order_by("pk")
        )


class Sample(models.Model):
    """A statement drawn by chance, with what was accepted of it on that day."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="samples")
    stratum = models.CharField(max_length=9, choices=Stratum)
    day = models.DateField(help_text="on which it was drawn")
    speaker = models.JSONField(default=dict, help_text="as a decision on the speaker has it")
    kind = models.CharField(max_length=8, choices=Kind)
    said = models.CharField(max_length=80, blank=True, help_text="EDTF")
    cue = models.CharField(max_length=60, blank=True, help_text="in small letters")
    wanted = models.PositiveSmallIntegerField(default=1, help_text="by how many editors")

    objects = SampleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "stratum"], name="sample_drawn_once"),
        ]

    def __str__(self) -> str:
        """Which, from where."""
        return f"statement {self.statement_id}, {self.stratum}, drawn on {self.day}"


class RecheckQuerySet(models.QuerySet["Recheck"]):
    """Reads of answers."""

    def differing(self, statements: Iterable[Statement]) -> Self:
        """What was said of statements that was not believed of them then, the newest first."""
        rows = self.filter(sample__statement__in=statements, differs=True)
        return rows.order_by("-made_at", "-pk")


class Recheck(models.Model):
    """What an editor said of a sample without having seen what is believed; no decision.

    The four `right` fields compare it with the sample: None where the editor could not tell or
    nothing had been published that could be wrong.
    """

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="rechecks")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rechecks"
    )
    is_statement = models.BooleanField()
    speaker = models.JSONField(null=True, help_text="{}: nobody is named; null: can't tell")
    kind = models.CharField(max_length=8, choices=Kind, blank=True, help_text="empty: can't tell")
    said = models.CharField(  # noqa: DJ001 - null is unlike a day that no article tells
        max_length=80,
        null=True,
        help_text="EDTF, empty: the articles do not tell; null: can't tell",
    )
    statement_right = models.BooleanField()
    speaker_right = models.BooleanField(null=True)
    kind_right = models.BooleanField(null=True)
    said_right = models.BooleanField(null=True)
    differs = models.BooleanField(help_text="from what was believed when it was said")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = RecheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "editor"], name="recheck_once_an_editor"),
        ]

    def __str__(self) -> str:
        """Of what, by whom."""
        return f"sample {self.sample_id} by {self.editor_id}"
