"""`manage.py import_speakers`: the speakers of a file into the database."""

from pathlib import Path

from claims.campaigns import offers_for_speakers
from claims.catalogue import Imported, import_speakers
from claims.interchange import read_speakers
from claims.management.importing import ImportCommand


class Command(ImportCommand):
    """Brings the speakers up to a file."""

    help = (
        "Add or update the speakers of a file, all or none. What an editor has changed "
        "wins over the file, and nothing is removed."
    )
    example = "python manage.py import_speakers speakers.yaml"
    packaged = "speakers.yaml"
    offers = staticmethod(offers_for_speakers)

    @staticmethod
    def store(file: Path) -> Imported:
        """Read all of the file before anything is written."""
        return import_speakers(read_speakers(file))
