"""The app that knows what was said."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Speakers, statements, events and corrections."""

    name = "claims"
