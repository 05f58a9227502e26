"""Rows in their shapes, with what only a request knows: addresses, and who may read the text."""

from collections.abc import Sequence
from itertools import islice
from typing import Literal, cast

from django.db.models import Prefetch, prefetch_related_objects
from rest_framework.request import Request
from rest_framework.reverse import reverse

from claims import exporting, models
from claims.api import shapes
from claims.api.schema import serializer
from claims.exporting.shapes import ArticleName, ReportLine
from claims.histories import Entry, history
from claims.models.fetching import fetched
from claims.passages import paragraphs_around
from sources import models as sources

_EDITED: tuple[shapes.Edited, ...] = ("content", "via", "parent")


def links(request: Request, kind: str, key: int | str) -> shapes.Links:
    """Where the API and the pages have it."""
    return {
        "self": _address(request, f"v1:{kind}-detail", key),
        "page": _address(request, kind, key),
    }


def _address(request: Request, name: str, key: int | str) -> str:
    """An absolute address; made once for a request and name, as rows differ in their key alone."""
    known = request.__dict__.setdefault("addresses_known", {})
    if name not in known:
        known[name] = reverse(name, args=["0"], request=request).rpartition("0")
    before, _, after = known[name]
    return f"{before}{key}{after}"


def statement(row: models.Statement, request: Request) -> shapes.Statement:
    """For lists; takes rows of `for_lines`."""
    return {**exporting.line_of_statement(row), "links": links(request, "statement", row.pk)}


def statement_in_full(row: models.Statement, request: Request) -> shapes.StatementInFull:
    """With paragraphs and history; takes rows of `for_lines`."""
    return {
        **exporting.head_of_statement(row),
        "reports": in_context(fetched(row, "reports")),
        "history": histories([row], request)[0],
        "links": links(request, "statement", row.pk),
    }


def histories(rows: Sequence[models.Statement], request: Request) -> list[list[shapes.Correction]]:
    """The decisions on each statement, newest first, in constant queries."""
    decided = models.Correction.objects.for_history()
    prefetch_related_objects(rows, Prefetch("corrections", decided))
    entries = iter(history([each for row in rows for each in row.corrections.all()]))
    named = request.user.is_authenticated
    return [
        [_correction(entry, named=named) for entry in islice(entries, len(row.corrections.all()))]
        for row in rows
    ]


def report_in_context(row: models.Report, _request: Request) -> shapes.ReportInContext:
    """With the paragraphs around it; takes rows of `for_lines`."""
    return in_context([row])[0]


def in_context(rows: Sequence[models.Report]) -> list[shapes.ReportInContext]:
    """The texts come in one query: only here are they needed."""
    revisions = {row.revision_id for row in rows}
    texts = dict(sources.Revision.objects.filter(pk__in=revisions).values_list("pk", "text"))
    return [
        {
            **exporting.line_of_report(row),
            "edited": [name for name in _EDITED if name in (row.edited or {})],
            "paragraphs": _paragraphs(row, texts[row.revision_id]),
        }
        for row in rows
    ]


def _paragraphs(row: models.Report, text: str) -> list[shapes.Paragraph]:
    marks = {"content": row.content_spans, "source": row.source_spans, "cue": row.cue_spans}
    return [
        {
            "pieces": [
                cast(shapes.Piece, {"words": piece.words, "roles": list(piece.roles)})
                for piece in paragraph.pieces
            ],
            "adjoins": paragraph.adjoins,
        }
        for paragraph in paragraphs_around(text, marks)
    ]


def _correction(entry: Entry, *, named: bool) -> shapes.Correction:
    """An entry of the history; who decided is the newsroom's own affair."""
    row = entry.correction
    undone_by = entry.undone_by
    return cast(
        shapes.Correction,
        {
            "id": row.pk,
            "field": row.field,
            "was": entry.was,
            "became": entry.became,
            "cause": row.cause,
            "fault": row.fault,
            "reason": row.reason,
            "editor": row.editor.get_username() if named else None,
            "made": row.made_at.isoformat(),
            "undoes": row.undoes_id,
            "undone_by": undone_by.pk if undone_by else None,
        },
    )


def speaker(row: models.Speaker, request: Request) -> shapes.Speaker:
    """Takes rows with their offices prefetched."""
    return {
        **exporting.line_of_speaker(row),
        "id": row.pk,
        "links": links(request, "speaker", row.slug),
    }


def speaker_in_full(row: models.Speaker, request: Request) -> shapes.SpeakerInFull:
    """With the one into whom they were merged; takes rows that have it."""
    merged = row.merged_into
    return {**speaker(row, request), "merged_into": merged.slug if merged else None}


def event(row: models.Event, request: Request) -> shapes.Event:
    """An event of the catalogue."""
    return {**exporting.line_of_event(row), "links": links(request, "event", row.slug)}


def event_in_full(row: models.Event, request: Request) -> shapes.EventInFull:
    """With the one into which it was merged; takes rows that have it."""
    merged = row.merged_into
    return {**event(row, request), "merged_into": merged.slug if merged else None}


def outlet(row: sources.Outlet, request: Request) -> shapes.Outlet:
    """Who publishes."""
    return {
        "id": row.pk,
        "slug": row.slug,
        "name": row.name,
        "homepage": row.homepage,
        "links": links(request, "outlet", row.slug),
    }


def outlet_in_full(row: sources.Outlet, request: Request) -> shapes.OutletInFull:
    """With its feeds."""
    feeds = row.feeds.order_by("url").values("url", "every_minutes", "active")
    return {**outlet(row, request), "feeds": [*feeds]}


def article(row: sources.Article, request: Request) -> shapes.Article:
    """For lists: never a word of the text."""
    return {
        **article_name(row),
        "language": row.language,
        "copy_of": _copy_of(row),
        "links": links(request, "article", row.pk),
    }


def article_name(row: sources.Article) -> ArticleName:
    """An article as its reports name it; takes rows with their outlet."""
    return {
        "id": row.pk,
        "url": row.url,
        "title": row.title,
        "outlet": row.outlet.name if row.outlet else "",
        "published": row.published or None,
    }


def _copy_of(row: sources.Article) -> shapes.CopyOf | None:
    told: sources.Signature | None = getattr(row, "signature", None)
    if told is None or not (told.credited or told.original):
        return None
    if told.original is None:
        return {"outlet": told.credited, "article": None, "basis": "credit"}
    basis = cast(Literal["credit", "earliest", "unknown"], told.basis)
    named = article_name(told.original)
    return {"outlet": told.original.publisher, "article": named, "basis": basis}


def article_in_full(row: sources.Article, request: Request) -> shapes.ArticleInFull:
    """With its revisions, and the newest text for who signed in."""
    revisions = list(row.revisions.defer("text"))
    signed_in = request.user.is_authenticated
    return {
        **article(row, request),
        "text": revisions[-1].text if signed_in and revisions else None,
        "revisions": [revision(each) for each in revisions],
    }


def revision(row: sources.Revision) -> shapes.Revision:
    """When a text was fetched, and its digest; never a word of it."""
    return {
        "number": row.number,
        "title": row.title,
        "fetched": row.fetched_at.isoformat(),
        "digest": row.digest,
    }


MovedSerializer = serializer(shapes.Moved)
WaitingSerializer = serializer(shapes.Waiting)
StatementSerializer = serializer(shapes.Statement, statement)
StatementInFullSerializer = serializer(shapes.StatementInFull, statement_in_full)
ReportSerializer = serializer(ReportLine, lambda row, _: exporting.line_of_report(row))
ReportInContextSerializer = serializer(shapes.ReportInContext, report_in_context)
SpeakerSerializer = serializer(shapes.Speaker, speaker)
SpeakerInFullSerializer = serializer(shapes.SpeakerInFull, speaker_in_full)
EventSerializer = serializer(shapes.Event, event)
EventInFullSerializer = serializer(shapes.EventInFull, event_in_full)
OutletSerializer = serializer(shapes.Outlet, outlet)
OutletInFullSerializer = serializer(shapes.OutletInFull, outlet_in_full)
ArticleSerializer = serializer(shapes.Article, article)
ArticleInFullSerializer = serializer(shapes.ArticleInFull, article_in_full)
ChangePageSerializer = serializer(shapes.ChangePage)
