"""Use case: every editor's decision on a proposed event, and its undo.

A decision's value, by field:

    verdict   "published" | "rejected" | "open"
    title     the title
    date      EDTF, "" for an unknown day
    place     the place, "" where there is none
    merged    the slug of the event that it is the same as

What splits a statement off an event is a decision on the statement (`claims.corrections`).
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from claims.edtf import EdtfError, bounds
from claims.event_beliefs import Field, State, derive
from claims.heirs import successor_of
from claims.interchange.slugs import slug_of
from claims.models import Event, EventDecision, Proposal

VERDICTS = ("published", "rejected", "open")
LONGEST = {Field.TITLE: 300, Field.PLACE: 200}

_BY_STATE = {
    State.CURATED.value: "published",
    State.REJECTED.value: "rejected",
    State.PROPOSED.value: "open",
}


class InvalidDecision(ValueError):  # noqa: N818 - named for what it is
    """A decision that makes no sense; the message names the field, the value and the remedy."""

    def __init__(self, message: str, *, field: str) -> None:
        """`field` is the name of the field at fault."""
        super().__init__(message)
        self.field = field


@transaction.atomic
def decide_event(
    event_id: int, values: Mapping[str, str], *, editor: User, reason: str = ""
) -> list[EventDecision]:
    """Add an editor's decisions on a proposed event and derive it anew, all or nothing.

    A value that is believed already is no decision, but for a verdict, which is the editor's word
    on it. One of the catalogue can only be merged. Raises `InvalidDecision`,
    `Proposal.DoesNotExist` for anything else on an event that was never proposed.
    """
    if values.keys() - {Field.MERGED}:
        Proposal.objects.select_for_update().get(event=event_id)
    else:
        Proposal.objects.lock(event_id)
    _hold(event_id, values.get(Field.MERGED, ""))
    event = Event.objects.select_related("merged_into").get(pk=event_id)
    for field, value in values.items():
        _check(event, Field(field), value)
    made_at = timezone.now()
    rows = [
        EventDecision.objects.create(
            event=event,
            made_at=made_at,
            field=field,
            value=value,
            replaced=believed_value(event, Field(field)),
            reason=reason,
            editor=editor,
        )
        for field, value in values.items()
        if field == Field.VERDICT or value != believed_value(event, Field(field))
    ]
    derive(event)
    return rows


def decide_as_edited(
    event: Event, fields: Iterable[str], *, editor: User, reason: str = ""
) -> list[EventDecision]:
    """Let what was changed on an event that is not saved yet be decisions, with history and undo.

    So it outlives the next look at the articles. Of one that was never proposed there are none.
    """
    told = {"title": event.title, "date": event.date, "place": event.place}
    values = {name: value for name, value in told.items() if name in fields}
    if "state" in fields:
        values[Field.VERDICT] = _BY_STATE[event.state]
    if not values or not Proposal.objects.filter(event=event.pk).exists():
        return []
    return decide_event(event.pk, values, editor=editor, reason=reason)


@transaction.atomic
def add_event(
    values: Mapping[str, str], *, editor: User, reason: str = ""
) -> tuple[Event, EventDecision]:
    """Put an event into the catalogue by an editor's decision, whose undo takes it out again.

    It has `title`, `date` and `place`. Raises `InvalidDecision`.
    """
    for field, value in values.items():
        _check(Event(), Field(field), value)
    title = values["title"]
    event = Event.objects.create_apart(slug_of(title), title=title, state=State.PROPOSED)
    Proposal.objects.create(event=event, **values)
    [verdict] = decide_event(event.pk, {"verdict": "published"}, editor=editor, reason=reason)
    event.refresh_from_db()
    return event, verdict


def _hold(event_id: int, slug: str) -> None:
    """Lock the two events, so that no two editors merge each into the other at once."""
    both = Event.objects.filter(Q(pk=event_id) | Q(slug=slug)).order_by("pk")
    list(both.select_for_update().values_list("pk"))


@transaction.atomic
def undo_decision(decision_id: int, *, editor: User, reason: str = "") -> EventDecision:
    """Take a decision back by another row; undoing an undo brings the decision back.

    Undoing what is undone already returns the row that did it. Raises `EventDecision.DoesNotExist`.
    """
    undone = EventDecision.objects.select_for_update().get(pk=decision_id)
    if hasattr(undone, "undone_by"):
        return undone.undone_by
    row = EventDecision.objects.create(
        event=undone.event,
        field=undone.field,
        value=undone.replaced,
        replaced=undone.value,
        reason=reason,
        editor=editor,
        undoes=undone,
    )
    derive(undone.event)
    return row


def believed_value(event: Event, field: EventDecision.Field) -> str:
    """What is believed now of the field that a decision is about, in that field's shape."""
    if field == Field.VERDICT:
        return _BY_STATE[event.state]
    if field == Field.MERGED:
        return event.merged_into.slug if event.merged_into else ""
    value: str = getattr(event, field.value)
    return value


def _check(event: Event, field: EventDecision.Field, value: str) -> None:
    """Raise `InvalidDecision` unless the value is one of its field's."""
    checks: dict[EventDecision.Field, Callable[[Event, Any], str]] = {
        Field.VERDICT: _fault_of_verdict,
        Field.TITLE: _fault_of_title,
        Field.DATE: _fault_of_date,
        Field.PLACE: _fault_of_place,
        Field.MERGED: _fault_of_merging,
    }
    fault = checks[field](event, value)
    if fault:
        message = f"{field.value}: {fault}"
        raise InvalidDecision(message, field=field.value)


def _fault_of_verdict(_: Event, value: object) -> str:
    return "" if value in VERDICTS else f"{value!r} is none of {', '.join(VERDICTS)}"


def _fault_of_title(_: Event, value: str) -> str:
    if not value.strip():
        return gettext("an event needs a title: write one")
    return _too_long(Field.TITLE, value)


def _fault_of_place(_: Event, value: str) -> str:
    return _too_long(Field.PLACE, value)


def _too_long(field: EventDecision.Field, value: str) -> str:
    most = LONGEST[field]
    if len(value) <= most:
        return ""
    return gettext("longer than %(most)s characters: shorten it") % {"most": most}


def _fault_of_date(_: Event, value: str) -> str:
    try:
        bounds(value)
    except EdtfError as error:
        return str(error)
    return ""


def _fault_of_merging(event: Event, value: str) -> str:
    target = Event.objects.linkable().filter(slug=value).first()
    if target is None:
        return gettext("there is no event %(event)r; add it first") % {"event": value}
    if successor_of(target) == event:
        return gettext("an event can't be merged into itself: choose another")
    return ""
