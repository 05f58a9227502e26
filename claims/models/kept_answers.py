"""Answers to writes, kept for a day under the keys that programs chose for them."""

from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.utils import timezone

LONGEST_KEY = 200
KEPT_FOR = timedelta(hours=24)


class KeptAnswerQuerySet(models.QuerySet["KeptAnswer"]):
    """Reads and writes of kept answers."""

    def expired(self) -> Self:
        """Those that nobody can ask for any more."""
        return self.filter(made_at__lt=timezone.now() - KEPT_FOR)

    def claim(self, holder: str, key: str, fingerprint: str) -> "KeptAnswer | None":
        """The row of this key, made unless there is one; others see it at once.

        None where somebody who had it gives it up in this moment.
        """
        mine = self.filter(holder=holder, key=key)
        mine.expired().delete()
        row = KeptAnswer(holder=holder, key=key, fingerprint=fingerprint)
        self.bulk_create([row], ignore_conflicts=True)
        return mine.first()

    def forget_expired(self) -> int:
        """Delete what nobody can ask for any more; returns how many."""
        return self.expired().delete()[0]

    def withhold(self) -> int:
        """Forget what was answered, and that alone: the keys stay used. Returns how many."""
        return self.exclude(status=None).update(body="", headers={})


class KeptAnswer(models.Model):
    """What the write under a key came to; without a status it is under way, or was cut short.

    Who does the work locks the row until the answer is in it, so that a row without either is one
    whose work came to nothing and may be begun again.
    """

    holder = models.CharField(max_length=40, help_text="whose key it is: a token or a user")
    key = models.CharField(max_length=LONGEST_KEY)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of what was asked for")
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    headers: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    body = models.TextField(blank=True, help_text="JSON; empty once it was withheld")

    objects = KeptAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "key"], name="one_answer_a_key"),
        ]

    def __str__(self) -> str:
        """Whose key, and which."""
        return f"{self.key} of {self.holder}"

    @property
    def is_withheld(self) -> bool:
        """Whether the answer had to go while its key is still in use."""
        return self.status is not None and not self.body
