"""`manage.py relink`: which events stored articles refer to, by the events of today."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from claims.campaigns import unlinked
from claims.management.campaigning import RedoCommand, add_campaign_options, named_or_refused
from claims.models import Event, Receipt


class Command(RedoCommand):
    """Brings the links of what is stored up to the events."""

    help = (
        "Link stored articles again, after an event or an alias of one came or changed; here or "
        "by the workers. What editors decided stays."
    )
    example = "python manage.py relink --event opening-of-the-bridge --dry-run"
    stage = Receipt.Stage.LINKING
    done = "linked"

    def add_arguments(self, parser: CommandParser) -> None:
        """Which event's articles, the period, and whether to do it, and where."""
        parser.add_argument("--event", help="only articles that name this event (slug)")
        add_campaign_options(parser, dry_run="only show which reports would change, and how")

    def handle(self, *, event: str | None, since: date | None, **options: Any) -> None:  # noqa: ANN401
        """Exit status 1 where an article fails."""
        row = named_or_refused(Event, event)
        readings = unlinked(row, since).order_by("pk").values_list("pk", flat=True)
        self.redo(list(readings), options)
