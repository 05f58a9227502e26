"""Articles that are looked at again as they age."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sources.models.articles import Article

# News is mended in its first hours and seldom later; each age is looked at once.
AGES = (
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=30),
)


class WatchQuerySet(models.QuerySet["Watch"]):
    """Reads of watches."""

    def due(self) -> Self:
        """Those whose article has come to the next age, the longest due first."""
        return self.filter(due_at__lte=timezone.now()).order_by("due_at")


class Watch(models.Model):
    """An article that came by its address: when it is looked at next, and what its server marked.

    `due_at` is null when there is nothing more to look at: all ages are over, or it is gone.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="watch")
    url = models.TextField(help_text="what is asked; the article's own may be another")
    since = models.DateTimeField(help_text="published, or first seen: what its age counts from")
    due_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True, help_text="its server said 404 or 410")
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "watches"
        indexes = [models.Index(fields=["due_at"], condition=~Q(due_at=None), name="watch_due")]

    def __str__(self) -> str:
        """What is looked at."""
        return self.url

    def plan(self) -> None:
        """Set the next age that lies ahead; ages that were missed are looked at as one."""
        self.due_at = None if self.gone_at else next_look(self.since, timezone.now())


def next_look(since: datetime, now: datetime) -> datetime | None:
    """The first age after `now`, or None after the last."""
    return next((since + age for age in AGES if since + age > now), None)
