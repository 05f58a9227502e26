"""Runs of the reader over revisions, and the receipts of what follows a run."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models import Revision, Work, ended_index, pending_index

_DONE_LAST = (Work.State.PENDING, Work.State.FAILED, Work.State.DISCARDED, Work.State.DONE)


class Reading(Work):
    """One run of the extractor over one revision: its version, its receipt, its error.

    `extracted` is the whole outcome as JSON (`claims.interchange.readings`), kept as the audit
    trail of what this version said; null until the run is done. `attributions` is the part that
    took the model (`claims.interchange.attributions`) and `keys` what the article is found by
    (`claims.extraction.keys`), so that a change to the speakers file needs neither model nor texts.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="readings")
    version = models.CharField(max_length=40)
    speakers_version = models.CharField(max_length=64, blank=True)
    extracted = models.JSONField(null=True, blank=True)
    attributions = models.JSONField(null=True, blank=True)
    keys = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "version"], name="reading_once_per_version"
            ),
        ]
        indexes = [
            pending_index("reading_pending"),
            ended_index("reading_ended"),
            GinIndex(fields=["keys"], name="reading_keys"),
        ]

    def __str__(self) -> str:
        """The revision and the version."""
        return f"reading {self.version} of revision {self.revision_id}"

    @property
    def progress(self) -> str:
        """The state of the reading with all that follows it: done once every stage is."""
        states = {self.state, *self.receipts.values_list("state", flat=True)}
        return next(state for state in _DONE_LAST if state in states)


class Receipt(Work):
    """A later stage's work on one reading."""

    class Stage(models.TextChoices):
        """The stages in the order in which a reading passes them.

        Resolving comes about when the speakers file has changed; a new reading is resolved.
        """

        RESOLVING = "resolving", _("Resolving")
        RECORDING = "recording", _("Recording")
        MATCHING = "matching", _("Matching")
        LINKING = "linking", _("Linking")
        RELATING = "relating", _("Relating")

    stage = models.CharField(max_length=9, choices=Stage)
    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="receipts")
    version = models.CharField(max_length=64, blank=True, help_text="of what the stage consulted")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "reading"], name="receipt_once_per_stage_and_reading"
            ),
        ]
        indexes = [pending_index("receipt_pending"), ended_index("receipt_ended")]

    def __str__(self) -> str:
        """The stage and the reading."""
        return f"{self.stage} of reading {self.reading_id}"
