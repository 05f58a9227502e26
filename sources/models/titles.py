"""What articles were called before."""

from django.db import models
from django.utils import timezone

from sources.models.articles import Article


class EarlierTitle(models.Model):
    """A title that an outlet has replaced; the text may be the same as before."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="earlier_titles")
    title = models.TextField()
    replaced_at = models.DateTimeField(default=timezone.now, help_text="the last time")

    class Meta:
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        """The title."""
        return self.title
