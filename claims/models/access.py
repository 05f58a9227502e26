"""Who may write through the API."""

import hashlib
import secrets

from django.conf import settings
from django.db import models


class ApiToken(models.Model):
    """A program's key to the API on behalf of a user; only its hash is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    label = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        """The label under which its owner knows it."""
        return self.label

    @classmethod
    def issue(cls, user: models.Model, label: str) -> str:
        """Make a token and return its plain form, which can't be shown again."""
        plain = secrets.token_urlsafe(32)
        cls.objects.create(user=user, label=label, digest=cls.hash(plain))
        return plain

    @staticmethod
    def hash(plain: str) -> str:
        """SHA-256, hexadecimal: enough for 256 random bits."""
        return hashlib.sha256(plain.encode()).hexdigest()
