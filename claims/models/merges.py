"""Who was found to be somebody else: merges of speakers, and their undoing."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext

from claims.models.portable import portable_key


class SpeakerMergeQuerySet(models.QuerySet["SpeakerMerge"]):
    """Reads of merges."""

    def for_history(self) -> Self:
        """With both speakers and who decided, newest first."""
        return self.select_related("speaker", "into", "made_by", "undone_by").order_by("-pk")


class SpeakerMerge(models.Model):
    """A chief's word that two speakers are one; `Speaker.merged_into` is what stands of them."""

    key = portable_key()
    speaker = models.ForeignKey("Speaker", on_delete=models.CASCADE, related_name="merges")
    into = models.ForeignKey("Speaker", on_delete=models.CASCADE, related_name="merges_into")
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="speaker_merges"
    )
    made_at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_why = models.TextField(blank=True)

    objects = SpeakerMergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["speaker"], condition=Q(undone_at=None), name="speaker_merged_once"
            ),
            models.CheckConstraint(condition=~Q(speaker=F("into")), name="speaker_merge_of_two"),
        ]

    def __str__(self) -> str:
        """Who is whom."""
        return gettext("%(one)s is %(other)s") % {"one": self.speaker.name, "other": self.into.name}
