"""Quotations that an outlet changed or dropped after it had published them."""

from typing import Self

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from claims.models.attributed import Withdrawn
from sources.models import Revision


class DriftQuerySet(models.QuerySet["Drift"]):
    """Reads of drifts."""

    def shown(self) -> Self:
        """Those of quotations that the reader still stands by, unless an editor dismissed them."""
        kept = self.exclude(report__withdrawn=Withdrawn.BY_READER)
        return kept.exclude(state=Drift.State.DISMISSED)

    def standing(self) -> Self:
        """Those shown whose words the outlet has not restored."""
        return self.shown().filter(restored=None)

    def waiting(self) -> Self:
        """Those at which an editor should look: of words that readers see, and nobody has yet."""
        return (
            self.standing()
            .filter(state=Drift.State.OPEN)
            .exclude(report__statement__status="rejected")
        )

    def with_parts(self) -> Self:
        """With outlet, revisions and statement, without the texts, newest first."""
        parts = ("report__revision__article__outlet", "report__statement__speaker")
        return (
            self.with_revisions()
            .select_related(*parts)
            .defer("report__revision__text", "report__statement__search")
            .newest_first()
        )

    def with_revisions(self) -> Self:
        """With the revisions that it lies between, without the texts."""
        revisions = ("before_revision", "after_revision", "restored")
        return self.select_related(*revisions).defer(*(f"{name}__text" for name in revisions))

    def newest_first(self) -> Self:
        """By the time at which the changed text was fetched."""
        return self.order_by("-after_revision__fetched_at", "-pk")


class Drift(models.Model):
    """Between two revisions a quotation became other words, or nothing.

    Derived from the texts (`claims.drifts`), so that no reading makes or unmakes one; the state
    follows the editors' decisions.
    """

    class State(models.TextChoices):
        """What editors have made of it."""

        OPEN = "open", _("nobody has looked at it")
        SEEN = "seen", _("seen by an editor")
        DISMISSED = "dismissed", _("dismissed by an editor")

    report = models.ForeignKey("Report", on_delete=models.CASCADE, related_name="drifts")
    before_revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    after_revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    before = models.TextField(help_text="the quoted words as they were")
    after = models.TextField(blank=True, help_text="what stood for them then; empty where nothing")
    restored = models.ForeignKey(
        Revision,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="the revision in which the words stood again",
    )
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)

    objects = DriftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "after_revision"], name="drift_once_per_report_and_revision"
            ),
            models.CheckConstraint(
                condition=~models.Q(before_revision=F("after_revision")),
                name="drift_between_two_revisions",
            ),
        ]
        indexes = [
            models.Index("id", condition=models.Q(state="open", restored=None), name="drift_open")
        ]

    def __str__(self) -> str:
        """From what to what."""
        return f"{self.before[:60]} → {self.after[:60] or 'dropped'}"

    @property
    def is_shown(self) -> bool:
        """The rule of `shown`, for one row whose report is at hand."""
        return self.state != self.State.DISMISSED and self.report.is_carried
