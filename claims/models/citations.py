"""What was known of a statement when somebody cited it."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models

from claims.models.statements import Statement


def _new_key() -> str:
    return secrets.token_urlsafe(9)


class Citation(models.Model):
    """A statement as it was believed at one version: a stored document, not a query into the past.

    `document` is empty once all the articles that it rested on were taken down. The statement may
    go or be merged away; what was frozen stays.
    """

    key = models.CharField(max_length=16, unique=True, default=_new_key, editable=False)
    statement = models.ForeignKey(
        Statement, on_delete=models.SET_NULL, null=True, related_name="citations"
    )
    version = models.PositiveIntegerField()
    document: "models.JSONField[Any, Any]" = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )

    def __str__(self) -> str:
        """The statement and its version."""
        return f"statement {self.statement_id}, version {self.version}"
