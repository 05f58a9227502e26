"""One statement: its words, each report of it, what every value rests on, and its history."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers, is_editor
from claims.browse.linked_data import in_a_script
from claims.browse.sides import Sides
from claims.browse.tombs import gone_or_unknown
from claims.evidence import passages
from claims.grounding import whys
from claims.histories import history
from claims.models import Statement
from claims.wordings import wordings
from sources.models import Tombstone


@require_safe
@for_readers
def statement(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A statement; a merged one leads to its successor, a rejected one is gone for readers."""
    found = Statement.objects.with_evidence().filter(pk=pk).first()
    if found is None:
        return gone_or_unknown(request, Tombstone.objects.of_statement(pk))
    if found.merged_into_id:
        return redirect("statement", found.merged_into_id, permanent=True)
    if not found.is_visible and not is_editor(request):
        return render(request, "410.html", status=410)
    linked = in_a_script(found, request) if found.is_visible else ""
    return render(request, "browse/statement.html", _context(found) | {"linked_data": linked})


def _context(found: Statement) -> dict[str, object]:
    """Misread reports are shown only of a statement that editors alone see."""
    reports = [
        report for report in found.reports.all() if report.is_carried or not found.is_visible
    ]
    shown = passages(reports)
    return {
        "statement": found,
        "speaking": Sides().speaking(found),
        "passages": shown,
        "whys": whys(found, shown),
        "wordings": wordings((report.published_by, report.words) for report in reports),
        "events": found.believed_links,
        "relations": list(found.relations.shown().with_parts()),
        "relations_to_it": list(found.relations_to_it.shown().with_parts()),
        "history": history(found.corrections.all()),
    }
