"""Speakers: who they are, which office they held when, and what they said."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers
from claims.browse.forms import alternates
from claims.browse.listing import Place, page_of
from claims.models import Event, Link, Speaker, Statement

EVENTS = 12  # named on a speaker's page


@require_safe
@for_readers
def speakers(request: HttpRequest) -> HttpResponse:
    """Everybody in the speakers file, most quoted first; who is only known by name apart."""
    everybody = Speaker.objects.current().with_counts().prefetch_related("offices")
    silent = Q(statement_count=0, tracked=False)
    context = {
        "speakers": everybody.exclude(silent),
        "silent": everybody.filter(silent),
        "forms": alternates("speakers"),
    }
    return render(request, "browse/speakers.html", context)


@require_safe
@for_readers
def speaker(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A speaker; a merged one leads to the successor."""
    rows = Speaker.objects.select_related("merged_into").prefetch_related("offices")
    found = get_object_or_404(rows, slug=slug)
    if found.merged_into:
        return redirect("speaker", found.merged_into.slug, permanent=True)
    statements = Statement.objects.believed().filter(speaker=found)
    after = Place.parse(request.GET.get("after", ""))
    query = QueryDict(mutable=True)
    query["speaker"] = found.slug
    context = {
        "speaker": found,
        "page": page_of(statements, after=after),
        "later": after is not None,
        "query": query,
        "events": _events_of(found),
        "forms": alternates("speaker", slug=found.slug),
    }
    return render(request, "browse/speaker.html", context)


def _events_of(speaker: Speaker) -> "list[Event]":
    """The events that the speaker's statements refer to most, each with how many do."""
    links = Link.objects.believed().filter(
        statement__in=Statement.objects.believed().filter(speaker=speaker)
    )
    events = Event.objects.published().filter(links__in=links)
    return list(events.annotate(found=Count("links")).order_by("-found", "title")[:EVENTS])
