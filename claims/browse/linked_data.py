"""Statements and articles as JSON-LD, for search engines, fact-checkers and annotation clients."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers
from claims.exporting.linked_data import (
    annotations_page,
    report_as_annotation,
    statement_as_linked_data,
)
from claims.models import Report, Statement
from sources.models import Article

_IN_A_SCRIPT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@require_safe
@for_readers
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement that readers see, in the words of schema.org."""
    row = get_object_or_404(Statement.objects.believed().with_parts(), pk=pk)
    return _answer(statement_as_linked_data(row, request.build_absolute_uri))


@require_safe
@for_readers
def annotations(request: HttpRequest, pk: int) -> HttpResponse:
    """The reports of an article's newest text as W3C Web Annotations; quotations only."""
    if not Article.objects.filter(pk=pk).exists():
        raise Http404
    rows = (
        Report.objects.for_lines()
        .defer(None)
        .standing()
        .filter(revision__article=pk, statement__in=Statement.objects.believed())
        .order_by("revision", "content")
    )
    absolute = request.build_absolute_uri
    told = [report_as_annotation(row, absolute) for row in rows]
    return _answer(annotations_page(absolute(request.path), told))


def in_a_script(row: Statement, request: HttpRequest) -> SafeString:
    """A statement as a page holds it in a script element: no words of it can end that."""
    told = statement_as_linked_data(row, request.build_absolute_uri)
    return mark_safe(json.dumps(told, ensure_ascii=False).translate(_IN_A_SCRIPT))  # noqa: S308


def _answer(told: dict[str, Any]) -> HttpResponse:
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = "application/ld+json"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
