"""`manage.py import_merges`: speakers who were found to be others, into the database."""

from pathlib import Path

from claims.interchange.taught import read_merges
from claims.management.taught import TaughtCommand
from claims.remembering import Remembered, restore_merges


class Command(TaughtCommand):
    """Takes merges of speakers in by their keys."""

    help = "Take in the merges of speakers that `export merges` wrote, all or none, each once."
    example = "python manage.py import_merges merges.jsonl"

    def store(self, file: Path) -> Remembered:
        """With those who were merged, where nobody knows them here."""
        return restore_merges(read_merges(file))
