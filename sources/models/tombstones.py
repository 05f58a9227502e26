"""What was taken down, and stays out."""

from collections.abc import Iterable
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class TombstoneQuerySet(models.QuerySet["Tombstone"]):
    """Reads of tombstones."""

    def at(self, keys: Iterable[str]) -> Self:
        """Those that stand for one of these addresses (`parsing.canonical`)."""
        return self.filter(keys__overlap=list(keys))

    def of_statement(self, pk: int) -> Self:
        """Those that a statement's number leads to."""
        return self._with("statements", pk)

    def of_report(self, pk: int) -> Self:
        """Those that a report's number leads to."""
        return self._with("reports", pk)

    def _with(self, column: str, pk: int) -> Self:
        """Django guards other lookups against numbers that no column holds, not those of arrays."""
        possible = pk <= models.BigIntegerField.MAX_BIGINT
        return self.filter(**{f"{column}__contains": [pk]}) if possible else self.none()


class Tombstone(models.Model):
    """An article that was taken down: its addresses, and numbers by which its pages are known.

    Nothing of its words. While the tombstone stands, the article can't come in again.
    """

    url = models.TextField(unique=True)
    keys = ArrayField(models.TextField(), help_text="what its addresses have in common with others")
    article = models.BigIntegerField(null=True, blank=True, db_index=True)
    statements = ArrayField(models.BigIntegerField(), default=list, blank=True)
    reports = ArrayField(models.BigIntegerField(), default=list, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150)
    reason = models.TextField(blank=True)

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(fields=["keys"], name="tombstone_keys")]

    def __str__(self) -> str:
        """The address and the day."""
        return f"{self.url}, taken down on {self.at:%Y-%m-%d}"

    @property
    def refusal(self) -> str:
        """Why the article is not taken in."""
        why = f" ({self.reason})" if self.reason else ""
        return f"taken down on {self.at:%Y-%m-%d} by {self.by}{why}: it can't come in again"
