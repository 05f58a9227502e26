"""Events: what each side said of them, side by side on one time axis."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers
from claims.browse.axis import axis_of
from claims.browse.connectors import AGAINST, draw
from claims.browse.coverage import coverage_of
from claims.browse.forms import alternates
from claims.models import Event, Link, Relation, Speaker, Statement

LISTED = 200  # events on one page of the list
AT_MOST = 200  # statements on one page; the timeline has them all


@require_safe
@for_readers
def events(request: HttpRequest) -> HttpResponse:
    """The published events, newest first, page by page; only a page's statements are counted."""
    ids = Event.objects.published().in_time().values_list("pk", flat=True)
    page = Paginator(ids, LISTED).get_page(request.GET.get("page"))
    listed = Event.objects.filter(pk__in=list(page)).with_counts().in_time()
    context = {"events": listed, "page": page, "forms": alternates("events")}
    return render(request, "browse/events.html", context)


@require_safe
@for_readers
def event(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An event; a merged one leads to its successor."""
    found = get_object_or_404(Event.objects.select_related("merged_into"), slug=slug)
    if found.merged_into:
        return redirect("event", found.merged_into.slug, permanent=True)
    if found.state != Event.State.CURATED:
        return render(request, "404.html", status=404)
    links = Link.objects.believed().filter(event=found)
    statements = Statement.objects.believed().filter(links__in=links)
    listed = list(statements.with_parts().newest_said_first()[: AT_MOST + 1])
    shown = listed[:AT_MOST]
    relations = list(Relation.objects.among(shown))
    axis = axis_of(shown, relations)
    query = QueryDict(mutable=True)
    query["event"] = found.slug
    context = {
        "event": found,
        "query": query,
        "more": len(listed) > AT_MOST,
        "shown": shown,
        "forms": alternates("event", slug=found.slug),
        "axis": axis,
        "map": draw(axis, relations),
        "against": [relation for relation in relations if relation.kind in AGAINST],
        "relations": [relation for relation in relations if relation.kind not in AGAINST],
        "disputed": [row for row in shown if row.rival_sources or row.rival_days],
        "coverage": coverage_of(shown),
        "choices": _speakers_of(shown),
    }
    return render(request, "browse/event.html", context)


def _speakers_of(statements: Sequence[Statement]) -> list[Speaker]:
    """Who made the statements, by name."""
    speakers = {row.speaker for row in statements if row.speaker}
    return sorted(speakers, key=lambda speaker: speaker.name)
