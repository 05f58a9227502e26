"""`manage.py reresolve`: whom stored articles credit, found out anew by the present speakers."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from claims.campaigns import outdated, unresolved
from claims.management.campaigning import RedoCommand, add_campaign_options, named_or_refused
from claims.models import Receipt, Speaker
from claims.resolving import current_registry


class Command(RedoCommand):
    """Brings what is stored up to the speakers file, without the reader's model."""

    help = (
        "Find out again whom stored articles credit, after a speaker, an alias or an office came "
        "or changed; here or by the workers. What editors decided stays."
    )
    example = "python manage.py reresolve --speaker ada-varga --dry-run"
    stage = Receipt.Stage.RESOLVING
    done = "resolved"

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose articles, the period, and whether to do it, and where."""
        parser.add_argument("--speaker", help="only articles that may name this speaker (slug)")
        add_campaign_options(parser, dry_run="only show which reports would change, and how")

    def handle(self, *, speaker: str | None, since: date | None, **options: Any) -> None:  # noqa: ANN401
        """Exit status 1 where an article fails."""
        row = named_or_refused(Speaker, speaker)
        older = outdated(since).count()
        if older:
            self.complain(
                f"Left out: {older} read by an older version of the reader, to be read again first "
                "(python manage.py reread)."
            )
        readings = unresolved(row, since).order_by("pk").values_list("pk", flat=True)
        self.redo(list(readings), options, speakers_version=current_registry().version)
