"""How an editor likes the desk."""

from django.conf import settings
from django.db import models


class DeskPreference(models.Model):
    """One editor's; who has none likes it as it comes."""

    editor = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="desk_preference",
    )
    keys = models.BooleanField(default=True, help_text="single keys do something (WCAG 2.1.4)")

    def __str__(self) -> str:
        """Whose."""
        return f"desk of {self.editor_id}"
