"""Where each part of the site is mounted."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from tracker import accounts, health, metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("claims.api.urls")),  # first, as the busiest
    path("", include(accounts)),
    path("account/tokens/", include("claims.api.tokens")),
    path("desk/", include("claims.desk.urls")),
    path("admin/", admin.site.urls),
    path("", include("claims.browse.urls")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("health", health.whole, name="health"),
    path("metrics", metrics.metrics, name="metrics"),
    path("monitor/", include("tracker.monitor.urls")),
]

handler400 = "tracker.failing.bad_request"
handler404 = "tracker.failing.not_found"
handler500 = "tracker.failing.server_error"
