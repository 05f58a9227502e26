"""Statements and articles as JSON-LD, for search engines, fact-checkers and annotation clients."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers
from claims.browse.tombs import gone_or_unknown
from claims.exporting.linked_data import (
    annotations_page,
    report_as_annotation,
    statement_as_linked_data,
)
from claims.models import Report, Statement
from claims.models.reports import ReportQuerySet
from sources.models import Article, Tombstone

_ANNOTATION = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
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
    rows = _annotated().standing().filter(revision__article=pk).order_by("revision", "content")
    absolute = request.build_absolute_uri
    told = [report_as_annotation(row, absolute) for row in rows]
    return _answer(annotations_page(absolute(request.path), told), _ANNOTATION)


@require_safe
@for_readers
def annotation(request: HttpRequest, pk: int) -> HttpResponse:
    """One report as a Web Annotation of the text that it was read from, changed since or not."""
    row = _annotated().filter(pk=pk).first()
    if row is None:
        return gone_or_unknown(request, Tombstone.objects.of_report(pk))
    return _answer(report_as_annotation(row, request.build_absolute_uri), _ANNOTATION)


def _annotated() -> ReportQuerySet:
    """The reports of what readers see, with the texts that they stand in."""
    rows = Report.objects.for_lines().defer(None)
    return rows.filter(statement__in=Statement.objects.believed())


def in_a_script(row: Statement, request: HttpRequest) -> SafeString:
    """A statement as a page holds it in a script element: no words of it can end that."""
    told = statement_as_linked_data(row, request.build_absolute_uri)
    return mark_safe(json.dumps(told, ensure_ascii=False).translate(_IN_A_SCRIPT))  # noqa: S308


def _answer(told: dict[str, Any], kind: str = "application/ld+json") -> HttpResponse:
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = kind
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
