"""Which of editors' decisions stand, where each is a row and so is its undo."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q

if TYPE_CHECKING:
    from claims.models.corrections import Correction
    from claims.models.proposals import EventDecision

_Row = TypeVar("_Row", "Correction", "EventDecision")


def standing_decisions(decisions: Iterable[_Row]) -> list[_Row]:
    """The decisions that hold, oldest first: neither undone nor undoing (an undo can be undone)."""
    rows = sorted(decisions, key=lambda row: (row.made_at, row.pk))
    undone: set[int] = set()
    for row in reversed(rows):
        if row.undoes_id is not None and row.pk not in undone:
            undone.add(row.undoes_id)
    return [row for row in rows if row.undoes_id is None and row.pk not in undone]


def stands(decision: str = "") -> Q:
    """The same as a query, of a relation's rows or of rows themselves, undoing ones too.

    It follows what was undone, brought back and undone again, and no further.
    """
    undo = f"{decision}__undone_by".removeprefix("__")
    brought_back = {f"{undo}__undone_by__isnull": False, f"{undo}__undone_by__undone_by": None}
    return Q(**{undo: None}) | Q(**brought_back)


def last_words(rows: Iterable[_Row]) -> list[_Row]:
    """What has to be undone for none of these to stand: they, or what brought them back since."""
    found = []
    for row in rows:
        last, stands = row, True
        while hasattr(last, "undone_by"):
            last, stands = last.undone_by, not stands
        if stands:
            found.append(last)
    return found
