"""The app that knows where text comes from."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """Outlets, feeds, articles and their revisions."""

    name = "sources"
