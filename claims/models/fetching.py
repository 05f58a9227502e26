"""Related rows fetched ahead as plain lists.

Where a prefetch has no attribute of its own, Django makes a queryset for each row and each
relation, to hold what was found: a third of the time that a list of the API takes.
"""

from typing import Any

from django.db.models import Prefetch, QuerySet


def ahead(relation: str, rows: QuerySet[Any]) -> "Prefetch[Any]":
    """Fetches those rows of a relation for `fetched`."""
    return Prefetch(relation, rows, to_attr=_attribute(relation))


def fetched(row: object, relation: str) -> list[Any]:
    """The rows of a relation as `ahead` fetched them, else as the row itself has them."""
    found = row.__dict__.get(_attribute(relation))
    return list(getattr(row, relation).all()) if found is None else found


def _attribute(relation: str) -> str:
    return f"{relation.rpartition('__')[2]}_ahead"
