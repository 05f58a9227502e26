"""Use case: what is believed of a proposed event: the machine's word under the editors'."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from claims.beliefs import believe_all
from claims.edtf import bounds
from claims.heirs import successor_of
from claims.models import Event, EventDecision, Proposal, Reference, Report, Statement
from claims.models.decisions import standing_decisions
from claims.models.proposals import RULE

Field = EventDecision.Field
State = Event.State

SURE = 0.8  # confidence from which a report refers to a published event without an editor

_VERDICTS = {"published": State.CURATED, "rejected": State.REJECTED, "open": State.PROPOSED}
_NAMED = (Field.TITLE, Field.DATE, Field.PLACE)


def standing(decisions: Iterable[EventDecision]) -> dict[str, Any]:
    """The value that stands of each field that was decided on."""
    return {row.field: row.value for row in standing_decisions(decisions)}


@transaction.atomic
def believe_event(proposal: Proposal) -> Event:
    """Derive the event of a proposal anew, with its references and its statements' links.

    Safe to repeat, and the same whatever the order in which articles and decisions came in.
    """
    event = Event.objects.select_for_update().get(pk=proposal.event_id)
    decided = standing(event.decisions.all())
    for name in ("title", "date", "place"):
        setattr(event, name, decided.get(name, getattr(proposal, name)))
    kept = [name for name in event.edited_fields if name not in _NAMED]  # set in the admin
    for name in ("participants", "kind"):
        setattr(event, name, getattr(event if name in kept else proposal, name))
    event.state = _VERDICTS[decided.get(Field.VERDICT, "open")]
    event.edited_fields = sorted([*kept, *(name.value for name in _NAMED if name in decided)])
    event.earliest, event.latest = bounds(event.date)
    was_in = event.merged_into_id
    _point(event, decided)
    event.save()
    _refer(proposal, event)
    if event.merged_into_id != was_in:
        _believe_what_refers_to(event)
    for behind in Proposal.objects.filter(event__merged_into=event):
        believe_event(behind)
    return event


@transaction.atomic
def derive(event: Event) -> Event:
    """Derive an event anew on which editors decided, one that was found or one of the catalogue.

    Of one of the catalogue nothing can be decided here but into which other it is merged.
    """
    proposal = Proposal.objects.filter(event=event).first()
    if proposal is not None:
        return believe_event(proposal)
    event = Event.objects.select_for_update().get(pk=event.pk)
    _point(event, standing(event.decisions.all()))
    event.save()
    _believe_what_refers_to(event)
    return event


def _point(event: Event, decided: dict[str, Any]) -> None:
    """Let it lead to the event that it is, where that is decided, or to none if it once was."""
    if Field.MERGED in decided:
        event.merged_into = _other(event, decided[Field.MERGED])
    elif _once_merged(event):
        event.merged_into = None


def _believe_what_refers_to(event: Event) -> None:
    """Derive the statements that refer to it, or to what was merged into it before."""
    along = [event]
    for row in along:
        along += [gone for gone in Event.objects.filter(merged_into=row) if gone not in along]
    slugs = [row.slug for row in along]
    decided = Q(corrections__field="event", corrections__value__event__in=slugs)
    told = Statement.objects.filter(Q(reports__references__event__in=along) | decided)
    believe_all(told.filter(merged_into=None).distinct().order_by("pk"))


def _other(event: Event, slug: str) -> Event | None:
    """The event that one was merged into; none where that one was merged into this meanwhile."""
    found = Event.objects.filter(slug=slug).first()
    return found if found and successor_of(found) != event else None


def _once_merged(event: Event) -> bool:
    return event.decisions.filter(field=Field.MERGED).exists()


def _refer(proposal: Proposal, event: Event) -> None:
    """Make the references what the machine found and the editors left of it."""
    target = successor_of(event)
    targets = _ever(event) | {event.pk, target.pk}
    old = Reference.objects.filter(
        event__in=targets, evidence__0__rule__startswith=RULE, evidence__0__proposal=event.pk
    )
    had = {(ref.report_id, ref.event_id, ref.confidence, ref.doubtful) for ref in old}
    wanted = [] if State.REJECTED in (event.state, target.state) else _wanted(proposal, target)
    now = {(ref.report_id, ref.event_id, ref.confidence, ref.doubtful) for ref in wanted}
    if had == now:
        return
    old.delete()
    Reference.objects.bulk_create(wanted, ignore_conflicts=True)
    changed = {report for report, *_ in had ^ now}
    believe_all(Statement.objects.filter(reports__in=changed).distinct())


def _ever(event: Event) -> set[int]:
    """Every event that this one was merged into, also where that was undone."""
    slugs = event.decisions.filter(field=Field.MERGED).values_list("value", flat=True)
    return set(Event.objects.filter(slug__in=list(slugs)).values_list("pk", flat=True))


def _wanted(proposal: Proposal, target: Event) -> list[Reference]:
    """A reference for each report that is still there and has none to the event by its name."""
    links = {link["report"]: link for link in proposal.links}
    standing_reports = set(
        Report.objects.standing().filter(pk__in=links).values_list("pk", flat=True)
    )
    named = Reference.objects.filter(event=target, report__in=links).exclude(
        evidence__0__rule__startswith=RULE
    )
    left = standing_reports - set(named.values_list("report_id", flat=True))
    published = target.state == State.CURATED
    return [
        Reference(
            report_id=report,
            event=target,
            confidence=links[report]["confidence"],
            doubtful=not published or links[report]["confidence"] < SURE,
            evidence=[
                {**entry, "rule": RULE + entry["rule"], "proposal": proposal.event_id}
                for entry in links[report]["evidence"]
            ],
        )
        for report in sorted(left)
    ]
