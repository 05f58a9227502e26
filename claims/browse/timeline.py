"""The timeline: every believed statement by the day it was said, or first reported."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Count, F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from claims.browse.access import for_readers
from claims.browse.addresses import address_with, cleaned
from claims.browse.counting import Newest
from claims.browse.facets import chips, facets
from claims.browse.forms import alternates
from claims.browse.histogram import Counted, Histogram, draw
from claims.browse.listing import Place, page_of
from claims.browse.marking import marks
from claims.browse.names import named_in, topics_in
from claims.browse.visits import own_query, visit
from claims.filters import BY, StatementFilterSet
from claims.models import Statement

AROUND = timedelta(days=30)  # drawn before and after a short range, so that it can be moved
SHORT = timedelta(days=14)


@require_safe
@for_readers
@vary_on_headers("HX-Request")
def timeline(request: HttpRequest) -> HttpResponse:
    """Statements by day, filtered; htmx gets the part of the page that changes."""
    filters = StatementFilterSet(request.GET, Statement.objects.believed())
    query = cleaned(request.GET, filters.valid)
    after = Place.parse(request.GET.get("after", ""))
    found = filters.without()
    newest = Newest.of(found, filters.day)
    page = page_of(found, after=after, newest=newest, by=filters.day)
    context = {
        "filters": filters,
        "query": query,
        "page": page,
        "marks": marks(page.statements, filters.form.cleaned_data.get("q") or ""),
        "facets": facets(filters, newest),
        "chips": chips(filters, query),
        "faults": [message for messages in filters.errors.values() for message in messages],
        "histogram": _histogram(filters, newest),
        "visit": visit(request, query, found),
        "own_query": own_query(query),
        "later": after is not None,
        "days": [(name, told, address_with(query, "by", name)) for name, told in BY],
        "named": named_in(query),
        "topics": topics_in(query),
        "forms": alternates("timeline", query.urlencode()),
    }
    part = _is_for_htmx(request)
    response = render(request, f"browse/timeline{'_results' if part else ''}.html", context)
    if part:
        response["HX-Push-Url"] = f"{request.path}?{query.urlencode()}".rstrip("?")
    return response


def _is_for_htmx(request: HttpRequest) -> bool:
    """Whether a part is asked for; going back in the history takes the whole page."""
    htmx = HtmxDetails(request)
    return bool(htmx) and not htmx.history_restore_request


def _histogram(filters: StatementFilterSet, newest: Newest) -> Histogram | None:
    """The days of the newest found; around a short range, what its neighbourhood holds."""
    chosen, by = filters.form.cleaned_data, filters.day
    since, until = chosen.get("since"), chosen.get("until")
    if since and until and until - since <= SHORT:
        first = max(since, date.min + AROUND) - AROUND
        last = min(until, date.max - AROUND) + AROUND
        near = filters.without("since", "until")
        within = {f"{by.earliest}__gte": first, f"{by.sort}__range": (first, last)}
        days = near.filter(**within).order_by().values_list(F(by.earliest), F(by.latest))
        return draw(Counted(*row) for row in days.annotate(Count("pk")) if row[1])
    counts = Counter((row.earliest, row.latest) for row in newest.rows if row.day)
    bounded = (Counted(a, b, n) for (a, b), n in counts.items() if a and b)
    return draw(bounded, from_day=newest.first_whole_day())
