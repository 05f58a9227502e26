"""Outlets: who publishes, and what was reported there."""

from collections.abc import Sequence

from django.db.models import BigIntegerField, Count, F, Func, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers
from claims.browse.forms import alternates
from claims.browse.leading import leading
from claims.browse.listing import Place, page_of
from claims.models import Drift, Report, Statement
from claims.models.drifts import DriftQuerySet
from sources.models import Article, Outlet, Revision

ARTICLES = 20  # the newest, on an outlet's page
RECENT = 100  # the newest, of which the page tells what was carried first and what was changed
DRIFTS = 10
REVISIONS = 10


@require_safe
@for_readers
def outlets(request: HttpRequest) -> HttpResponse:
    """All outlets by name, each with how much of it there is."""
    articles = Count("articles", distinct=True)
    counted = Outlet.objects.annotate(article_count=articles).order_by("name")
    statements = _statements_by_outlet()
    listed = [(outlet, statements.get(outlet.pk, 0)) for outlet in counted]
    context = {"outlets": listed, "forms": alternates("outlets")}
    return render(request, "browse/outlets.html", context)


@require_safe
@for_readers
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    """One outlet: its newest articles, and the statements that it carries."""
    found = get_object_or_404(Outlet, slug=slug)
    statements = Statement.objects.believed().carried_by_any([found])
    after = Place.parse(request.GET.get("after", ""))
    articles = list(Article.objects.for_list().filter(outlet=found)[: RECENT + 1])
    recent, shown = articles[:RECENT], articles[:ARTICLES]
    counts = _statements_of(shown)
    drifts = list(_drifts(found)[: DRIFTS + 1])
    query = QueryDict(mutable=True)
    query["outlet"] = found.slug
    context = {
        "outlet": found,
        "query": query,
        "articles": [(article, counts.get(article.pk, 0)) for article in shown],
        "article_count": Article.objects.filter(outlet=found).count(),
        "page": page_of(statements, after=after),
        "forms": alternates("outlet", slug=found.slug),
        "later": after is not None,
        "leading": leading(found, recent),
        "counted": len(recent),
        "all_counted": len(articles) <= RECENT,
        "drifts": drifts[:DRIFTS],
        "more_drifts": len(drifts) > DRIFTS,
        "changed": _changed(recent),
    }
    return render(request, "browse/outlet.html", context)


def _drifts(outlet: Outlet) -> DriftQuerySet:
    """The quotations that it changed or dropped, newest first."""
    believed = Statement.objects.believed()
    rows = Drift.objects.shown().filter(report__revision__article__outlet=outlet)
    return rows.filter(report__statement__in=believed).with_parts()


def _changed(articles: Sequence[Article]) -> list[Revision]:
    """The newest revisions in which the outlet changed what it had published."""
    rows = Revision.objects.filter(article__in=articles, number__gt=1, remade=False)
    return list(rows.select_related("article").defer("text").order_by("-fetched_at")[:REVISIONS])


def _statements_by_outlet() -> dict[int, int]:
    """How many believed statements each outlet carries, by its id."""
    each = Func(F("carried_by"), function="unnest", output_field=BigIntegerField())
    counted = Statement.objects.believed().order_by().values(outlet=each).annotate(Count("pk"))
    return {row["outlet"]: row["pk__count"] for row in counted}


def _statements_of(articles: Sequence[Article]) -> dict[int, int]:
    """How many believed statements each of these articles has, by its id."""
    believed = Q(statement__in=Statement.objects.believed())
    reports = Report.objects.carried().filter(believed, revision__article__in=articles).order_by()
    by_article = reports.values_list("revision__article")
    return dict(by_article.annotate(Count("statement", distinct=True)))
