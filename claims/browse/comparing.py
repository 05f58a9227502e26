"""Two speakers side by side on one event, or on all that they spoke of."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers
from claims.browse.addresses import address_with
from claims.browse.axis import axis_of
from claims.browse.connectors import draw
from claims.browse.counting import Newest
from claims.browse.forms import alternates
from claims.models import Event, Link, Relation, Speaker, Statement
from claims.models.statements import StatementQuerySet

AT_MOST = 200  # statements on the page; the timeline has them all
CHOICES = 60  # speakers of an event that can be chosen


@require_safe
@for_readers
def compare(request: HttpRequest) -> HttpResponseBase:
    """Speakers `a` and `b`, each in a column; `event` is optional, who is missing can be chosen."""
    one = _row(Speaker.objects.all(), request.GET.get("a", ""))
    other = _row(Speaker.objects.all(), request.GET.get("b", ""))
    event = _row(Event.objects.curated(), request.GET.get("event", ""))
    for name, row in (("a", one), ("b", other), ("event", event)):
        if row and row.merged_into:
            address = address_with(request.GET, name, row.merged_into.slug)
            return redirect(f"{reverse('compare')}{address}", permanent=True)
    context = {"a": one, "b": other, "event": event, "title": gettext("Two speakers side by side")}
    context["choices"] = _choices(event, [one, other])
    if one and other and one != other:
        context |= _compared(one, other, event)
    return render(request, "browse/compare.html", context)


def _row(rows: QuerySet[Any], slug: str) -> Any:  # noqa: ANN401 - a speaker or an event
    """The row of that slug; none where none is asked for."""
    if not slug:
        return None
    found = rows.select_related("merged_into").filter(slug=slug) if "\x00" not in slug else rows[:0]
    row = found.first()
    if row is None:
        message = f"no {rows.model._meta.verbose_name} “{slug}”"
        raise Http404(message)
    return row


def _compared(one: Speaker, other: Speaker, event: Event | None) -> Mapping[str, Any]:
    """The statements of both on one axis, each in the column of their own name."""
    found = _of_event(event).said_by([one, other])
    listed = list(found.with_parts().newest_said_first()[: AT_MOST + 1])
    shown = listed[:AT_MOST]
    relations = list(Relation.objects.among(shown))
    names = {one.pk: one.name, other.pk: other.name}
    if one.name == other.name:
        names = {one.pk: f"{one.name} ({one.slug})", other.pk: f"{other.name} ({other.slug})"}
    axis = axis_of(shown, relations, columns=names)
    query = _query([one.slug, other.slug], event)
    return {
        "title": gettext("%(one)s and %(other)s")
        % {"one": names[one.pk], "other": names[other.pk]},
        "axis": axis,
        "map": draw(axis, relations),
        "relations": relations,
        "more": len(listed) > AT_MOST,
        "query": query,
        "forms": alternates("timeline", query.urlencode()),
    }


def _of_event(event: Event | None) -> StatementQuerySet:
    believed = Statement.objects.believed()
    if event is None:
        return believed
    return believed.filter(links__in=Link.objects.believed().filter(event=event))


def _query(speakers: Iterable[str], event: Event | None) -> QueryDict:
    """The same statements on the timeline."""
    query = QueryDict(mutable=True)
    query.setlist("speaker", list(speakers))
    if event:
        query["event"] = event.slug
    return query


def _choices(event: Event | None, chosen: Iterable[Speaker | None]) -> list[Speaker]:
    """Who spoke of the event, most first, or everybody who is tracked; and who is chosen."""
    if event is None:
        found = list(Speaker.objects.current().filter(tracked=True).order_by("name"))
    else:
        newest = Newest.of(_of_event(event))
        counts = Counter(row.speaker for row in newest.rows if row.speaker is not None)
        rows = Speaker.objects.in_bulk([pk for pk, _ in counts.most_common(CHOICES)])
        found = sorted(rows.values(), key=lambda row: (-counts[row.pk], row.name))
    return found + [row for row in chosen if row and row not in found]
