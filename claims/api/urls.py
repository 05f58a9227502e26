"""Addresses under `/api/v1/`; without a slash at their end."""

from typing import Any

from django.urls import URLPattern, include, path, re_path
from rest_framework.renderers import JSONRenderer
from rest_framework.routers import SimpleRouter

from claims.api import bringing, changes, documents, following, quality, views
from claims.api.renderers import (
    AsNamed,
    AtomRenderer,
    JsonFeedRenderer,
    LinesRenderer,
    PlainJSONRenderer,
    TableRenderer,
)

router = SimpleRouter(trailing_slash=False)
router.register("statements", views.StatementViewSet, "statement")
router.register("reports", views.ReportViewSet, "report")
router.register("speakers", views.SpeakerViewSet, "speaker")
router.register("events", views.EventViewSet, "event")
router.register("outlets", following.OutletViewSet, "outlet")
router.register("articles", views.ArticleViewSet, "article")

followed = SimpleRouter(trailing_slash=False)  # what is no list
followed.register("documents", bringing.DocumentViewSet, "document")


def _forms(ending: str, action: str, **more: Any) -> list[URLPattern]:  # noqa: ANN401 - of views
    """Every list as one answer in that form."""
    return [
        path(
            f"{prefix}.{ending}",
            view.as_view({"get": action}, basename=name, **more),
            name=f"{name}-{action}",
        )
        for prefix, view, name in router.registry
    ]


def _feeds(ending: str, action: str, renderer: type[JSONRenderer]) -> list[URLPattern]:
    """Every list as a feed: readers of those seldom say what they take."""
    return _forms(ending, action, renderer_classes=[renderer], content_negotiation_class=AsNamed)


app_name = "v1"
urlpatterns = [
    path("", documents.RootView.as_view(), name="root"),
    *_forms("ndjson", "lines", renderer_classes=[LinesRenderer, PlainJSONRenderer]),
    *_forms("csv", "table", renderer_classes=[TableRenderer, PlainJSONRenderer]),
    *_feeds("atom", "atom", AtomRenderer),
    *_feeds("feed.json", "json_feed", JsonFeedRenderer),
    path("changes", changes.ChangesView.as_view(), name="changes"),
    path("quality", quality.QualityView.as_view(), name="quality"),
    path("schema", documents.SchemaView.as_view(), name="schema"),
    path("docs", documents.DocsView.as_view(), name="docs"),
    path("", include(router.urls)),
    path("", include(followed.urls)),
    re_path("", documents.NothingView.as_view()),
]
