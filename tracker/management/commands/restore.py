"""Brings back what `backup` wrote."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from tracker import preparing
from tracker.archiving import ArchiveError, restore


class Command(BaseCommand):
    """A backup into an empty database, also from the embedded server to one of one's own."""

    help = (
        "Restore a file that `backup` wrote into an empty database."
        " Example: VAR_DIR=/srv/on-record manage.py restore on-record.dump"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether it may take the place of what is there."""
        parser.add_argument("file", type=Path, help="a file that `backup` wrote")
        parser.add_argument(
            "--replace", action="store_true", help="drop what the database holds, all of it, first"
        )

    def handle(self, *, file: Path, replace: bool, **_options: object) -> None:
        """Restore in one transaction, then apply the migrations that are newer than the file."""
        if not file.is_file():
            reason = f"{file} is not there"
            raise CommandError(reason)
        try:
            restore(file, replace=replace)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        connection.close()
        if preparing.pending_migrations():
            preparing.migrate()
        if not settings.OWN_DATABASE:
            settings.PLACE.mark("seeded")
            settings.PLACE.mark("demo")
        self.stdout.write(f"Restored {file}")
