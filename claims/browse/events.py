"""Events: what each side said of them, side by side on one time axis."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers
from claims.browse.forms import alternates
from claims.browse.listing import Group, groups_of
from claims.models import Event, Link, Relation, Statement

SIDES = 4  # columns; whoever has no side, or a rarer one, shares a last column
OTHERS = "Others"
AT_MOST = 200  # statements on one page; the timeline has them all


@dataclass(frozen=True, slots=True)
class Moment:
    """One row of the axis: a day, and what each side said on it."""

    group: Group
    cells: Sequence[tuple[str, Sequence[Statement]]]


@require_safe
@for_readers
def events(request: HttpRequest) -> HttpResponse:
    """All published events, newest first."""
    listed = Event.objects.published().with_counts().in_time()
    context = {"events": listed, "forms": alternates("events")}
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
    shown = list(statements.with_parts().newest_said_first()[: AT_MOST + 1])
    query = QueryDict(mutable=True)
    query["event"] = found.slug
    context = {
        "event": found,
        "query": query,
        "more": len(shown) > AT_MOST,
        "shown": shown[:AT_MOST],
        "forms": alternates("event", slug=found.slug),
        "relations": _relations(shown[:AT_MOST]),
        **_axis(shown[:AT_MOST]),
    }
    return render(request, "browse/event.html", context)


def _relations(statements: Sequence[Statement]) -> list[Relation]:
    """How these statements relate to each other, in the order in which that was said."""
    ids = [statement.pk for statement in statements]
    among = Relation.objects.shown().filter(statement__in=ids, other__in=ids).with_parts()
    return list(among.order_by(F("statement__sort_day").asc(nulls_last=True), "pk"))


def _axis(statements: Sequence[Statement]) -> dict[str, object]:
    """The sides in the order of their share, and a moment for each date, oldest first."""
    counts = Counter(map(_side, statements))
    named = [side for side, _ in counts.most_common() if side][:SIDES]
    sides = named + [OTHERS] * (len(named) < len(counts))
    groups = groups_of(statements)
    dated = [group for group in groups if group.edtf]
    ordered = dated[::-1] + [group for group in groups if not group.edtf]
    return {"sides": sides, "moments": [_moment(group, sides) for group in ordered]}


def _moment(group: Group, sides: Sequence[str]) -> Moment:
    by_side: dict[str, list[Statement]] = {side: [] for side in sides}
    for statement in reversed(group.statements):
        side = _side(statement)
        by_side[side if side in by_side else OTHERS].append(statement)
    return Moment(group, list(by_side.items()))


def _side(statement: Statement) -> str:
    return statement.speaker.side if statement.speaker else ""
