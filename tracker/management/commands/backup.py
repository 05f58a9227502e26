"""Writes everything that On Record keeps to one file."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tracker.archiving import ArchiveError, back_up


class Command(BaseCommand):
    """The database with its raw archive, in pg_dump's custom format."""

    help = (
        "Write everything to one file, while the site runs or not."
        " Example: manage.py backup on-record.dump"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument(
            "file", type=Path, help="the file to write; one that exists is replaced"
        )

    def handle(self, *, file: Path, **_options: object) -> None:
        """Write, and say how much."""
        try:
            back_up(file)
        except (ArchiveError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Wrote {file} ({file.stat().st_size / 1e6:.1f} MB)")
