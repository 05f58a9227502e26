"""The project itself as an app: it has commands, and tasks need its Celery application."""

from importlib import import_module

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    """Settings, embedded services, health and the way the site is run."""

    name = "tracker"

    def ready(self) -> None:
        """Make the Celery application the one that `shared_task` finds."""
        import_module("tracker.celery")
