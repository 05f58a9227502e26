"""Use case: two events are one, and that taken back.

References stay as they were read. What is believed follows at once; the articles that name who was
merged are linked again by the workers, now that its names are the successor's.
"""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from claims.campaigns import unlinked
from claims.curation import decide_event, undo_decision
from claims.event_beliefs import Field
from claims.models import Event, EventDecision, Link, Proposal, Receipt, Statement
from claims.models.decisions import last_words
from claims.models.statements import StatementQuerySet
from claims.pipeline import queue_again
from claims.undoing import last_event_decisions


@dataclass(frozen=True, slots=True)
class EventMove:
    """What goes over from one event to another."""

    event: Event
    into: Event
    statements: int
    names: list[str]
    articles: int


def move_of(event: Event, into: Event) -> EventMove:
    """What a merge would move."""
    names = [name for name in (event.title, *event.aliases) if name not in into.aliases]
    return EventMove(event, into, moving(event).count(), names, unlinked(event).count())


def moving(event: Event) -> StatementQuerySet:
    """The believed statements that refer to an event, doubtful links too, the newest said first."""
    links = Link.objects.filter(event=event).exclude(state=Link.State.REJECTED)
    return Statement.objects.believed().filter(links__in=links).newest_said_first()


@transaction.atomic
def merge_event(event_id: int, into: str, *, editor: User, reason: str = "") -> list[EventDecision]:
    """Let an event be the one of that slug from now on. Raises `InvalidDecision`."""
    rows = decide_event(event_id, {Field.MERGED: into}, editor=editor, reason=reason)
    if rows:
        _link_again(event_id)
    return rows


@transaction.atomic
def part_event(event_id: int, *, editor: User, reason: str = "") -> list[EventDecision]:
    """Take back every merge of an event into others that stands; a second call changes nothing."""
    Proposal.objects.lock(event_id)
    merges = EventDecision.objects.filter(event=event_id, field=Field.MERGED, undoes=None)
    return [
        undo_event_decision(row.pk, editor=editor, reason=reason)
        for row in last_words(merges.order_by("-made_at", "-pk"))
    ]


@transaction.atomic
def undo_event_decision(decision_id: int, *, editor: User, reason: str = "") -> EventDecision:
    """Take a decision on an event back; after a merge its articles are linked again too.

    Raises `EventDecision.DoesNotExist`.
    """
    row = undo_decision(decision_id, editor=editor, reason=reason)
    if row.field == Field.MERGED:
        _link_again(row.event_id)
    return row


@transaction.atomic
def undo_last_on_event(editor: User) -> list[EventDecision]:
    """Take back what an editor decided last on an event; returns what was, none if nothing was."""
    rows = last_event_decisions(editor)
    for row in reversed(rows):
        undo_event_decision(row.pk, editor=editor)
    return rows


def _link_again(event_id: int) -> None:
    readings = unlinked(Event.objects.get(pk=event_id)).values_list("pk", flat=True)
    queue_again(Receipt.Stage.LINKING, readings)
