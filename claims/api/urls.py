"""Addresses under `/api/v1/`; without a slash at their end."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, include, path, re_path
from rest_framework.routers import SimpleRouter

from claims.api import bringing, changes, documents, following, quality, views
from claims.api.renderers import FEEDS, STREAMS, AsNamed, PlainJSONRenderer

router = SimpleRouter(trailing_slash=False)
router.register("statements", views.StatementViewSet, "statement")
router.register("reports", views.ReportViewSet, "report")
router.register("speakers", views.SpeakerViewSet, "speaker")
router.register("events", views.EventViewSet, "event")
router.register("outlets", following.OutletViewSet, "outlet")
router.register("articles", views.ArticleViewSet, "article")

followed = SimpleRouter(trailing_slash=False)  # what is no list
followed.register("documents", bringing.DocumentViewSet, "document")


def _forms() -> Iterator[URLPattern]:
    """Every list as one answer in each form; readers of feeds seldom say what they take."""
    for action, renderer in (STREAMS | FEEDS).items():
        how: dict[str, Any] = {"renderer_classes": [renderer, PlainJSONRenderer]}
        if action in FEEDS:
            how = {"renderer_classes": [renderer], "content_negotiation_class": AsNamed}
        for prefix, view, name in router.registry:
            answer = view.as_view({"get": action}, basename=name, **how)
            yield path(f"{prefix}.{renderer.format}", answer, name=f"{name}-{action}")


app_name = "v1"
urlpatterns = [
    path("", documents.RootView.as_view(), name="root"),
    *_forms(),
    path("changes", changes.ChangesView.as_view(), name="changes"),
    path("quality", quality.QualityView.as_view(), name="quality"),
    path("schema", documents.SchemaView.as_view(), name="schema"),
    path("docs", documents.DocsView.as_view(), name="docs"),
    path("", include(router.urls)),
    path("", include(followed.urls)),
    re_path("", documents.NothingView.as_view()),
]
