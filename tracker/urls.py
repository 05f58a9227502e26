"""Where each part of the site is mounted."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from tracker import accounts, health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(accounts)),
    path("desk/", include("claims.desk.urls")),
    path("admin/", admin.site.urls),
    path("", include("claims.browse.urls")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("api/v1/", include("claims.api.urls")),
]
