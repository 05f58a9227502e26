"""What somebody looked at when, so that what is new since can be told from the rest."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

# Looks that follow within this time are one visit: what was new at its first is new at its last.
VISIT = timedelta(minutes=30)
# What was written while somebody looked may have been stored just after: rather told twice.
MARGIN = timedelta(minutes=1)


class Looked(models.Model):
    """When somebody last looked, and when the visit before ended."""

    seen_at = models.DateTimeField(default=timezone.now)
    before_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    @property
    def new_since(self) -> datetime:
        """What came in after this is new to the present visit."""
        return self.before_at - MARGIN

    @property
    def not_seen_since(self) -> datetime:
        """What came in after this was not there at the last look."""
        return self.seen_at - MARGIN

    def look(self) -> Self:
        """Note that it is looked at now; at most once a minute, so that reading seldom writes."""
        now = timezone.now()
        if now - self.seen_at >= VISIT:
            self.before_at = self.seen_at
        if now - self.seen_at >= MARGIN:
            self.seen_at = now
            # A search that was deleted meanwhile is shown once more, and not saved again.
            row = type(self)._default_manager.filter(pk=self.pk)
            row.update(seen_at=self.seen_at, before_at=self.before_at)
        return self


class TimelineVisit(Looked):
    """Somebody's last visit of the timeline."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="timeline_visit",
    )

    def __str__(self) -> str:
        """Whose and when."""
        return f"{self.user_id}: {self.seen_at}"


class SavedSearch(Looked):
    """Filters of the timeline that somebody keeps under a name."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=80)
    query = models.TextField(help_text="the filters as the timeline's address has them")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_search_once_by_name"),
            models.UniqueConstraint(fields=["user", "query"], name="saved_search_once"),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name
