"""Outlets: who publishes, and what was reported there."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers
from claims.browse.forms import alternates
from claims.browse.listing import Place, page_of
from claims.models import Report, Statement
from sources.models import Article, Outlet

ARTICLES = 20  # the newest, on an outlet's page


@require_safe
@for_readers
def outlets(request: HttpRequest) -> HttpResponse:
    """All outlets by name, each with how much of it there is."""
    articles = Count("articles", distinct=True)
    counted = Outlet.objects.annotate(article_count=articles).order_by("name")
    statements = _statements_by("revision__article__outlet")
    listed = [(outlet, statements.get(outlet.pk, 0)) for outlet in counted]
    context = {"outlets": listed, "forms": alternates("outlets")}
    return render(request, "browse/outlets.html", context)


@require_safe
@for_readers
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    """One outlet: its newest articles, and the statements that it carries."""
    found = get_object_or_404(Outlet, slug=slug)
    carried = Report.objects.carried().filter(revision__article__outlet=found)
    statements = Statement.objects.believed().filter(pk__in=carried.values("statement"))
    after = Place.parse(request.GET.get("after", ""))
    articles = Article.objects.for_list().filter(outlet=found)
    counts = _statements_by("revision__article", revision__article__outlet=found)
    query = QueryDict(mutable=True)
    query["outlet"] = found.slug
    context = {
        "outlet": found,
        "query": query,
        "articles": [(article, counts.get(article.pk, 0)) for article in articles[:ARTICLES]],
        "article_count": articles.count(),
        "page": page_of(statements, after=after),
        "forms": alternates("outlet", slug=found.slug),
        "later": after is not None,
    }
    return render(request, "browse/outlet.html", context)


def _statements_by(key: str, **restriction: Any) -> dict[int, int]:  # noqa: ANN401
    """How many believed statements each has, by id."""
    believed = Q(statement__in=Statement.objects.believed())
    reports: QuerySet[Report, Any] = Report.objects.carried().filter(believed, **restriction)
    return dict(reports.order_by().values_list(key).annotate(Count("statement", distinct=True)))
