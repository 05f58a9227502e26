"""Keys by which rows are known in every database that takes them in."""

from uuid import UUID, uuid4

from django.contrib.postgres.functions import RandomUUID
from django.db import models


def portable_key(help_text: str = "") -> "models.UUIDField[UUID | str, UUID]":
    """A column for such a key, also for rows that are written past the model."""
    return models.UUIDField(
        unique=True,
        default=uuid4,
        db_default=RandomUUID(),
        editable=False,
        help_text=help_text,
    )
