"""Addresses under `/api/v1/`; without a slash at their end."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from claims.api import changes, documents, views

router = SimpleRouter(trailing_slash=False)
router.register("statements", views.StatementViewSet, "statement")
router.register("reports", views.ReportViewSet, "report")
router.register("speakers", views.SpeakerViewSet, "speaker")
router.register("events", views.EventViewSet, "event")
router.register("outlets", views.OutletViewSet, "outlet")
router.register("articles", views.ArticleViewSet, "article")

app_name = "v1"
urlpatterns = [
    path("", documents.RootView.as_view(), name="root"),
    path("reports.ndjson", views.ReportLinesView.as_view(), name="report-lines"),
    path("changes", changes.ChangesView.as_view(), name="changes"),
    path("schema", documents.SchemaView.as_view(), name="schema"),
    path("docs", documents.DocsView.as_view(), name="docs"),
    path("", include(router.urls)),
    re_path("", documents.NothingView.as_view()),
]
