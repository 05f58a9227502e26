"""Which programs may use the API, on whose behalf, for what and until when."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a token may be used for, as far as its user may do it."""

    READ = "read", _("read what its user may read")
    CORRECT = "correct", _("correct and confirm statements")
    INGEST = "ingest", _("bring articles in")
    MANAGE = "manage", _("add outlets and feeds, merge events and speakers")


def all_scopes() -> list[str]:
    """What tokens could do before there were scopes."""
    return ["read", "correct"]


USE_NOTED_EVERY = timedelta(minutes=1)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Reads of tokens."""

    def in_order(self) -> Self:
        """The newest first."""
        return self.order_by("-pk")

    def of(self, plain: str) -> "ApiToken | None":
        """The token with that plain form, with its user, whether it may still be used or not."""
        return self.select_related("user").filter(digest=ApiToken.hash(plain)).first()


class ApiToken(models.Model):
    """A program's key to the API on behalf of a user; only its hash is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    label = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(models.CharField(max_length=10), default=all_scopes)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    def __str__(self) -> str:
        """The label under which its owner knows it."""
        return self.label

    @classmethod
    def issue(
        cls,
        user: models.Model,
        label: str,
        scopes: Iterable[str] = (Scope.READ, Scope.CORRECT),
        expires_at: datetime | None = None,
    ) -> str:
        """Make a token and return its plain form, which can't be shown again."""
        plain = secrets.token_urlsafe(32)
        cls.objects.create(
            user=user,
            label=label,
            digest=cls.hash(plain),
            scopes=[scope for scope in Scope.values if scope in set(scopes)],
            expires_at=expires_at,
        )
        return plain

    @property
    def has_expired(self) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and self.expires_at <= timezone.now()

    def may_read(self) -> bool:
        """Whether it opens what its user may read, still."""
        return self.user.is_active and not self.has_expired and Scope.READ in self.scopes

    def note_use(self) -> None:
        """Keep when it was last used, to the minute: not one write for each read."""
        now = timezone.now()
        unnoted = models.Q(last_used_at=None) | models.Q(last_used_at__lt=now - USE_NOTED_EVERY)
        if self.last_used_at is None or self.last_used_at < now - USE_NOTED_EVERY:
            ApiToken.objects.filter(unnoted, pk=self.pk).update(last_used_at=now)

    @staticmethod
    def hash(plain: str) -> str:
        """SHA-256, hexadecimal: enough for 256 random bits."""
        return hashlib.sha256(plain.encode()).hexdigest()
