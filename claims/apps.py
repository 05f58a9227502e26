"""The app that knows what was said."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClaimsConfig(AppConfig):
    """Speakers, statements, events and corrections."""

    name = "claims"

    def ready(self) -> None:
        """Have the groups made where permissions are: once the tables are there."""
        from claims.people import make_groups  # noqa: PLC0415 - models are ready now

        post_migrate.connect(make_groups, sender=self)
