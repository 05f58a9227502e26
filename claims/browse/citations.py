"""Frozen citations: what was known then, and what has changed since."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims import citing
from claims.browse.access import for_readers
from claims.models import Citation, Statement


@require_POST
@for_readers
def cite(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Freeze a statement, and go to what was frozen."""
    by = request.user if isinstance(request.user, User) else None
    try:
        made = citing.cite(pk, by)
    except Statement.DoesNotExist:
        return render(request, "404.html", status=404)
    return redirect("citation", made.key)


@require_safe
@for_readers
def citation(request: HttpRequest, key: str) -> HttpResponse:
    """The page of a citation."""
    status, context = _told(request, key)
    return render(request, "browse/citation.html", context, status=status)


@require_safe
@for_readers
def citation_json(request: HttpRequest, key: str) -> HttpResponse:
    """The same for programs."""
    status, context = _told(request, key)
    row, now = context["citation"], context["now"]
    told = {
        "url": context["url"],
        "cited": row.made_at.isoformat(),
        "then": row.document or None,
        "now": now and request.build_absolute_uri(f"/statements/{now.pk}/"),
        "changes": context["changes"],
    }
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


def _told(request: HttpRequest, key: str) -> tuple[int, dict[str, Any]]:
    """What a citation shows, and the status: 410 where all of it was taken down."""
    rows = Citation.objects.select_related("statement__merged_into", "statement__speaker")
    row = get_object_or_404(rows, key=key)
    now = citing.cited_now(row)
    url = request.build_absolute_uri(f"/citations/{row.key}/")
    context = {
        "citation": row,
        "cited": row.document,
        "now": now,
        "changes": citing.changes_since(row, now) if row.document and now else [],
        "line": f"{citing.in_plain_words(row.document)}. {url}" if row.document else "",
        "url": url,
    }
    return 200 if row.document else 410, context
