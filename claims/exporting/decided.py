"""What editors decided on events as lines: by words and keys that mean the same in any database."""

from claims.exporting.shapes import DecidedEventLine, EventDecisionLine
from claims.joins import anchor
from claims.models import Event, EventDecision, Proposal, Report


def line_of_decided(event: Event) -> DecidedEventLine:
    """An event as it was found, the reports that tell of it, and every decision on it."""
    found: Proposal | None = getattr(event, "proposal", None)
    told = found or event
    reports = Report.objects.filter(pk__in=found.reports if found else []).in_line_order()
    anchors = [
        anchor(row) for row in reports.select_related("revision__article").defer("revision__text")
    ]
    return {
        "slug": event.slug,
        "found": found is not None,
        "title": told.title,
        "aliases": event.aliases,
        "text": event.text,
        "date": told.date,
        "place": told.place,
        "participants": told.participants,
        "kind": told.kind,
        "told_by": [*anchors, *(found.told_by if found else [])],
        "decisions": [_decision(row) for row in event.decisions.all()],
    }


def _decision(row: EventDecision) -> EventDecisionLine:
    return {
        "key": str(row.key),
        "field": row.field,
        "value": row.value,
        "replaced": row.replaced,
        "reason": row.reason,
        "made": row.made_at.isoformat(),
        "made_by": row.editor.get_username(),
        "undoes": str(row.undoes.key) if row.undoes else None,
        "batch": str(row.batch.key) if row.batch else None,
    }
