"""WARC files that are read or were, and how far."""

from django.db import models


class WarcFile(models.Model):
    """A file known by its content and not its name, so that one which was moved is read on."""

    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    name = models.TextField(help_text="as it was called when it was last read")
    offset = models.BigIntegerField(default=0, help_text="in the file, of where to go on")
    inside = models.BigIntegerField(default=0, help_text="unpacked bytes behind the offset")
    records = models.BigIntegerField(default=0, help_text="how many lie before that")
    started_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        """Its name."""
        return self.name
