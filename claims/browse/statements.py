"""One statement: its words, each report of it, what every value rests on, and its history."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers, is_editor
from claims.browse.evidence import Ground, grounds
from claims.histories import history
from claims.models import Correction, Link, Reference, Report, Statement
from claims.models.statements import StatementQuerySet
from claims.passages import Paragraph, paragraphs_around


@dataclass(frozen=True, slots=True)
class Passage:
    """One report as its page part shows it."""

    report: Report
    paragraphs: Sequence[Paragraph]
    grounds: Sequence[Ground]


@require_safe
@for_readers
def statement(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A statement; a merged one leads to its successor, a rejected one is gone for readers."""
    found = get_object_or_404(_with_everything(), pk=pk)
    if found.merged_into_id:
        return redirect("statement", found.merged_into_id, permanent=True)
    if not found.is_visible and not is_editor(request):
        return render(request, "410.html", status=410)
    return render(request, "browse/statement.html", _context(found))


def _context(found: Statement) -> dict[str, object]:
    """Misread reports are shown only of a statement that editors alone see."""
    reports = [
        report for report in found.reports.all() if report.is_carried or not found.is_visible
    ]
    return {
        "statement": found,
        "passages": [_passage(report) for report in reports],
        "events": [link for link in found.links.all() if link.state in Link.BELIEVED],
        "history": history(found.corrections.all()),
    }


def _passage(report: Report) -> Passage:
    marks = {
        "content": report.content_spans,
        "source": report.source_spans,
        "cue": report.cue_spans,
    }
    return Passage(report, paragraphs_around(report.revision.text, marks), grounds(report))


def _with_everything() -> StatementQuerySet:
    references = Reference.objects.filter(doubtful=False).select_related("event")
    reports = (
        Report.objects.for_display()
        .defer(None)
        .defer("reading__extracted")
        .prefetch_related(Prefetch("references", references))
    )
    return Statement.objects.select_related("speaker").prefetch_related(
        "speaker__offices",
        Prefetch("reports", reports.select_related("parent__speaker", "reading")),
        Prefetch("links", Link.objects.select_related("event")),
        Prefetch("corrections", Correction.objects.for_history()),
    )
