"""Use case: decisions on events that were exported from another database, or from this one.

An event is found again by the reports that tell of it, whatever it is called here, else by its
address. Reports that are not here yet are waited for: their articles may come in later.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from claims.anchoring import reports_meant
from claims.catalogue import import_events
from claims.event_beliefs import State, derive
from claims.interchange.decided_events import DecidedEventEntry, EventDecisionEntry
from claims.models import Batch, Event, EventDecision, Proposal, Report
from claims.remembering import Remembered
from claims.restoring import editors_named
from claims.windows import look_again_at
from sources.parsing.canonical import key_of
from sources.tombs import taken_down

_FOUND = ("title", "date", "place", "kind")


@transaction.atomic
def restore_event_decisions(entries: Sequence[DecidedEventEntry]) -> Remembered:
    """Take in decisions on events, all or none, each once; they stand in the order they were made.

    What an event is, is derived when all are in, so that merges find what they merge into.
    """
    decisions = [decision for entry in entries for decision in entry.decisions]
    rows = {
        row.key: row for row in EventDecision.objects.filter(key__in=[d.key for d in decisions])
    }
    known = len(rows)
    users, made = editors_named({d.made.by for d in decisions if d.key not in rows})
    events = {entry.place: _event_of(entry, rows) for entry in entries}
    for entry in entries:
        for decision in sorted(entry.decisions, key=lambda d: (d.made.at, d.undoes is not None)):
            if decision.key not in rows:
                event = events[entry.place]
                rows[decision.key] = _write(decision, event, users[decision.made.by], rows)
    for event in events.values():
        derive(event)
    return Remembered(len(decisions) - known, known, tuple(made))


def _write(
    entry: EventDecisionEntry, event: Event, editor: User, rows: dict[UUID, EventDecision]
) -> EventDecision:
    """The decision's row; what undoes a decision that is undone here already is that undo."""
    undone = rows[entry.undoes] if entry.undoes else None
    if undone is not None and hasattr(undone, "undone_by"):
        return undone.undone_by
    return EventDecision.objects.create(
        key=entry.key,
        event=event,
        field=entry.field,
        value=entry.value,
        replaced=entry.replaced,
        reason=entry.reason,
        editor=editor,
        made_at=entry.made.at,
        undoes=undone,
        batch=_batch(entry, editor, undone),
    )


def _batch(entry: EventDecisionEntry, editor: User, undone: EventDecision | None) -> Batch | None:
    """With which corrections it was decided; those may come in later."""
    if entry.batch is None:
        return None
    told: dict[str, Any] = {"editor": editor, "made_at": entry.made.at, "how": Batch.How.PARTED}
    undoes = undone.batch if undone else None
    return Batch.objects.get_or_create(key=entry.batch, defaults={**told, "undoes": undoes})[0]


def _event_of(entry: DecidedEventEntry, rows: dict[UUID, EventDecision]) -> Event:
    """The event that a line means: by its decisions, its reports, its address; else a new one."""
    known = next((rows[each.key] for each in entry.decisions if each.key in rows), None)
    if known is not None:
        return known.event
    if entry.found:
        return _proposal_of(entry).event
    here = Event.objects.filter(slug=entry.event.slug).first()
    if here is None:
        import_events([entry.event])
    return here or Event.objects.get(slug=entry.event.slug)


def _proposal_of(entry: DecidedEventEntry) -> Proposal:
    """That of a found event, which waits for those of its reports that are not here yet."""
    buried = taken_down(key_of(told["article_url"]) for told in entry.told_by)
    told_by = [told for told in entry.told_by if key_of(told["article_url"]) not in buried]
    reports, missing = reports_meant(told_by)
    found = _told_by(reports) or _at(entry, reports)
    if missing:
        found.told_by = missing
        found.save(update_fields=["told_by"])
    return found


def _told_by(reports: Sequence[Report]) -> Proposal | None:
    """The proposal that has most of these reports."""
    ids = {report.pk for report in reports}
    rows = Proposal.objects.select_related("event").filter(reports__overlap=sorted(ids))
    return max(rows, key=lambda row: (len(ids & set(row.reports)), -row.pk), default=None)


def _at(entry: DecidedEventEntry, reports: Sequence[Report]) -> Proposal:
    """That of the event of this address, which may be one of the catalogue; else a new one.

    One that other reports tell of is another event: the new one gets an address of its own.
    """
    event = Event.objects.select_related("proposal").filter(slug=entry.event.slug).first()
    if event is not None and hasattr(event, "proposal"):
        if not (reports and event.proposal.reports):
            return event.proposal
        event = None
    told: dict[str, Any] = {name: getattr(entry.event, name) for name in _FOUND}
    told["participants"] = list(entry.event.participants)
    if event is None:
        event = Event.objects.create_apart(entry.event.slug, state=State.PROPOSED, **told)
    look_again_at(reports)  # they tell what refers to it
    return Proposal.objects.create(
        event=event, reports=sorted(report.pk for report in reports), **told
    )
