"""`manage.py import_event_decisions`: what editors decided on events, into the database."""

from pathlib import Path

from claims.interchange.decided_events import read_decided_events
from claims.management.taught import TaughtCommand
from claims.recalling import restore_event_decisions
from claims.remembering import Remembered


class Command(TaughtCommand):
    """Takes decisions on events in by their keys."""

    help = (
        "Take in the decisions on events that `export event_decisions` wrote, all or none, each "
        "once. Events are known again by the reports that tell of them."
    )
    example = "python manage.py import_event_decisions event_decisions.jsonl"

    def store(self, file: Path) -> Remembered:
        """With events that are not here."""
        return restore_event_decisions(read_decided_events(file))
