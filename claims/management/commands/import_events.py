"""`manage.py import_events`: the events of a file into the database."""

from pathlib import Path

from claims.campaigns import offers_for_events
from claims.catalogue import Imported, import_events
from claims.interchange import read_events
from claims.management.importing import ImportCommand


class Command(ImportCommand):
    """Brings the events up to a file."""

    help = (
        "Add or update the events of a file, all or none. What an editor has changed "
        "wins over the file, and nothing is removed."
    )
    example = "python manage.py import_events events.yaml"
    packaged = "events.yaml"
    offers = staticmethod(offers_for_events)

    @staticmethod
    def store(file: Path) -> Imported:
        """Read all of the file before anything is written."""
        return import_events(read_events(file))
