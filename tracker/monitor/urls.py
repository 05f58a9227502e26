"""Where the monitor's page is, and what its buttons do."""

from django.urls import path

from tracker.monitor import views

urlpatterns = [
    path("", views.monitor, name="monitor"),
    path("failures/", views.mend, name="monitor-mend"),
    path("feeds/<int:pk>/ask/", views.ask_now, name="monitor-ask"),
]
