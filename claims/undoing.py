"""Use case: an editor takes back what they decided last, all of it that was decided together."""

from datetime import timedelta
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from claims.corrections import lock_to_undo, undo
from claims.curation import undo_decision
from claims.models import Correction, EventDecision
from claims.models.decisions import last_words

_Row = TypeVar("_Row", Correction, EventDecision)

WITHIN = timedelta(hours=24)  # what is older is looked for in the history, not hit by a key


def last_decisions(editor: User) -> list[Correction]:
    """What an editor decided last and nobody took back: the rows of one moment, oldest first."""
    return _last_of(Correction.objects.all(), editor)


def last_event_decisions(editor: User) -> list[EventDecision]:
    """What an editor decided last on an event alone and nobody took back, likewise."""
    return _last_of(EventDecision.objects.filter(batch=None), editor)


@transaction.atomic
def undo_last(editor: User) -> list[Correction]:
    """Take it back, the last decided first; returns the rows that do so, none if there was none."""
    decisions = last_decisions(editor)
    lock_to_undo(decisions)
    rows = [undo(row.pk, editor=editor) for row in reversed(decisions)]
    along = EventDecision.objects.filter(batch__in={row.batch_id for row in decisions})
    for row in last_words(along):
        undo_decision(row.pk, editor=editor)
    return rows


def _last_of(rows: QuerySet[_Row], editor: User) -> list[_Row]:
    rows = rows.filter(
        editor=editor, undoes=None, undone_by=None, made_at__gt=timezone.now() - WITHIN
    )
    latest = rows.order_by("-made_at", "-pk").first()
    return list(rows.filter(made_at=latest.made_at).order_by("pk")) if latest else []
