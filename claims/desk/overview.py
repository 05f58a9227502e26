"""Pages that show what there is to decide, and what was decided."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.corrections import Fault
from claims.desk.access import DeskRequest, editors_only
from claims.desk.dossier import Dossier
from claims.desk.forms import QueueForm
from claims.desk.keys import KEYS, has_keys
from claims.desk.naming import likeliest
from claims.desk.narrowing import COUNTED
from claims.desk.numbers import number_in
from claims.desk.queue import Queue
from claims.desk.seen import Seen
from claims.desk.why import why
from claims.histories import history
from claims.models import Correction, Drift, Proposal, Reading, Relation, Sample
from claims.models.corrections import CorrectionQuerySet

PAGE = 50


def render_desk(
    request: DeskRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the desk, with the counts that its navigation shows."""
    counts = {
        "unplaced_count": _waiting().count(),
        "relation_count": Relation.objects.proposed().count(),
        "drift_count": Drift.objects.waiting().count(),
        "proposed_count": Proposal.objects.waiting().count(),
        "recheck_count": Sample.objects.for_editor(request.user).count(),
        "failed_count": Reading.objects.failed().count(),
        "keys": KEYS,
        "has_keys": has_keys(request.user),
    }
    return render(request, template, counts | context, status=status)


@editors_only
@require_safe
def queue(request: DeskRequest) -> HttpResponse:
    """The next statement to decide on, why it is asked, and the way to those beside it."""
    waiting = Queue(request.GET, request.user)
    looks_ahead = request.method == "HEAD" or "peek" in request.GET
    statement = waiting.next(keep=not looks_ahead)
    context: dict[str, Any] = {
        "queue": waiting,
        "filters": waiting.filters() if waiting.filtering else {},
        "count": waiting.count,
        "counted": COUNTED,
    }
    if statement:
        context["dossier"] = Dossier.of(statement)
        context["why"] = why(context["dossier"])
        seen = Seen.of(statement).signed(statement)
        context["form"] = QueueForm(statement, initial={"seen": seen})
        form_url = reverse("desk-statement", args=[statement.pk])
        context["correct_url"] = f"{form_url}?queue&{waiting.parameters()}"
        context["faults"] = Fault.choices
        context["likeliest"] = likeliest(statement)
    return render_desk(request, "desk/queue.html", context)


@editors_only
@require_safe
def decisions(request: DeskRequest) -> HttpResponse:
    """What editors decided lately, newest first."""
    rows = Correction.objects.for_history().one_of_each_batch()
    rows = rows.select_related("statement__speaker")
    before = number_in(request.GET.get("before", ""))
    if before:
        rows = rows.filter(pk__lt=before)
    page = history(rows[: PAGE + 1])
    context = {"entries": page[:PAGE], "older": page[PAGE - 1] if len(page) > PAGE else None}
    return render_desk(request, "desk/decisions.html", context)


@editors_only
@require_safe
def unplaced(request: DeskRequest) -> HttpResponse:
    """Decisions whose words are in no article any more, the oldest first."""
    context = {"entries": history(_waiting().order_by("pk")[:PAGE]), "page": PAGE}
    return render_desk(request, "desk/unplaced.html", context)


def _waiting() -> CorrectionQuerySet:
    return Correction.objects.for_history().unplaced().filter(undoes=None, undone_by=None)
