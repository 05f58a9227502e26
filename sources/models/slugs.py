"""Slugs that no two rows share."""

from collections.abc import Callable
from contextlib import suppress
from itertools import chain, count
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

AGAIN = 4  # times, where others take the slug in the same moment; then the error is told

_Made = TypeVar("_Made")


def under_free_slug(rows: QuerySet[Any], slug: str, make: Callable[[str], _Made]) -> _Made:
    """What `make` writes under the slug, with a number behind it where another row has it."""
    for _ in range(AGAIN):
        with suppress(IntegrityError), transaction.atomic():
            return make(_free(rows, slug))
    return make(_free(rows, slug))


def _free(rows: QuerySet[Any], slug: str) -> str:
    taken = set(rows.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in count(2))
    return next(free for free in chain([slug], numbered) if free not in taken)
