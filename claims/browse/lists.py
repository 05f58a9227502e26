"""Every list of the pages in its other forms: the rows, filters and order of the page."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from claims import exporting
from claims.browse.access import for_programs
from claims.browse.addresses import cleaned
from claims.browse.forms import Items, Listed, answer
from claims.browse.listing import Place, ids_of
from claims.browse.voices import VOICES, in_voice
from claims.exporting.entries import newest_entries
from claims.exporting.shapes import EventLine, OutletLine, SpeakerLine, StatementRow
from claims.filters import StatementFilterSet
from claims.models import Event, Speaker, Statement
from claims.models.days import ListDay
from claims.models.statements import StatementQuerySet
from sources.models import Outlet


@require_safe
@for_programs
def timeline(request: HttpRequest, form: str) -> HttpResponseBase:
    """The statements that the timeline shows under the same filters."""
    return _statements(request, form, (gettext("Statements"), reverse("timeline")), request.GET)


@require_safe
@for_programs
def speaker(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """What one speaker said; a merged one leads to the successor."""
    found = get_object_or_404(Speaker.objects.select_related("merged_into"), slug=slug)
    if found.merged_into:
        return redirect("speaker-form", found.merged_into.slug, form, permanent=True)
    page, voice = reverse("speaker", args=[slug]), request.GET.get("voice", "")
    if voice not in VOICES:
        return _statements(request, form, (found.name, page), _with(request, "speaker", slug))
    among = in_voice(found, voice)
    return _statements(request, form, (found.name, page), request.GET, among=among, voice=voice)


@require_safe
@for_programs
def event(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """What was said of one event; a merged one leads to its successor."""
    found = get_object_or_404(Event.objects.curated().select_related("merged_into"), slug=slug)
    if found.merged_into:
        return redirect("event-form", found.merged_into.slug, form, permanent=True)
    page = reverse("event", args=[slug])
    return _statements(request, form, (found.title, page), _with(request, "event", slug))


@require_safe
@for_programs
def outlet(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """What one outlet carries."""
    found = get_object_or_404(Outlet, slug=slug)
    page = reverse("outlet", args=[slug])
    return _statements(request, form, (found.name, page), _with(request, "outlet", slug))


@require_safe
@for_programs
def speakers(request: HttpRequest, form: str) -> HttpResponseBase:
    """Everybody whom the page lists, most quoted first."""
    shown = Speaker.objects.current().spoken().prefetch_related("offices")
    listed = Listed(
        title=gettext("Speakers"),
        page=reverse("speakers"),
        shape=SpeakerLine,
        items=lambda: (list(map(exporting.line_of_speaker, shown)), ""),
        lines=lambda: map(exporting.line_of_speaker, shown),
        page_of=lambda line: reverse("speaker", args=[line["slug"]]),
        entries=lambda: newest_entries(shown),
    )
    return answer(request, listed, form)


@require_safe
@for_programs
def events(request: HttpRequest, form: str) -> HttpResponseBase:
    """The published events, newest first."""
    rows = Event.objects.published().in_time()
    listed = Listed(
        title=gettext("Events"),
        page=reverse("events"),
        shape=EventLine,
        items=lambda: (list(map(exporting.line_of_event, rows)), ""),
        lines=lambda: map(exporting.line_of_event, rows),
        page_of=lambda line: reverse("event", args=[line["slug"]]),
        entries=lambda: newest_entries(rows),
    )
    return answer(request, listed, form)


@require_safe
@for_programs
def outlets(request: HttpRequest, form: str) -> HttpResponseBase:
    """All outlets by name."""
    rows = Outlet.objects.all()
    listed = Listed(
        title=gettext("Outlets"),
        page=reverse("outlets"),
        shape=OutletLine,
        items=lambda: (list(map(exporting.line_of_outlet, rows)), ""),
        lines=lambda: map(exporting.line_of_outlet, rows),
        page_of=lambda line: reverse("outlet", args=[line["slug"]]),
        entries=lambda: newest_entries(rows),
    )
    return answer(request, listed, form)


def _with(request: HttpRequest, name: str, value: str) -> QueryDict:
    """The filters of the address, and one that the page itself stands for."""
    parameters = request.GET.copy()
    parameters[name] = value
    return parameters


def _statements(
    request: HttpRequest,
    form: str,
    own: tuple[str, str],
    parameters: QueryDict,
    *,
    among: StatementQuerySet | None = None,
    **kept: str,
) -> HttpResponseBase:
    """Statements in one of the forms; what can't be filtered by is named instead of left out.

    `own` is the page's title and address. They are `among` those given, else all that are
    believed; `kept` stands in addresses, too.
    """
    title, page = own
    believed = Statement.objects.believed() if among is None else among
    filters = StatementFilterSet(parameters, believed)
    found, place, by = filters.without(), request.GET.get("after", ""), filters.day
    after = Place.parse(place)
    faults = [message for messages in filters.errors.values() for message in messages]
    if place and after is None:
        told = gettext("“%(place)s” is no place in this list: follow “next” as it comes.")
        faults.append(told % {"place": place})
    if faults:
        told = "".join(f"{fault}\n" for fault in faults)
        return HttpResponse(told, status=400, content_type="text/plain; charset=utf-8")
    stays = cleaned(request.GET)
    stays.update(kept)
    query = stays.urlencode()
    listed = Listed(
        title=title,
        page=f"{page}?{query}".rstrip("?"),
        shape=StatementRow,
        items=lambda: _page(found, after, by, f"{request.path}?{query}"),
        lines=lambda: _rows(found, by),
        page_of=lambda line: reverse("statement", args=[line["id"]]),
        entries=lambda: newest_entries(found),
    )
    return answer(request, listed, form)


def _page(found: StatementQuerySet, after: Place | None, by: ListDay, own: str) -> Items:
    """A page of statements; the next one's address is this list's own with a place."""
    ids, following = ids_of(found, after=after, by=by)
    rows = Statement.objects.for_lines().in_bulk(ids)
    address = f"{own}&after={following}".replace("?&", "?") if following else ""
    return [exporting.line_of_statement(rows[pk]) for pk in ids], address


def _rows(found: StatementQuerySet, by: ListDay) -> Iterator[Any]:
    rows = found.for_lines().newest_first(by).iterator(chunk_size=exporting.CHUNK)
    return map(exporting.row_of_statement, rows)
