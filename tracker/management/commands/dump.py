"""Writes every list of the API into a folder: what researchers download."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.management.base import BaseCommand, CommandError

from claims.api.columnar import is_there
from claims.api.dumping import DumpError, dump


class Command(BaseCommand):
    """NDJSON, Parquet where pyarrow is installed, and a manifest with sums and the cursor."""

    help = (
        "Write every list into a new folder of FOLDER, with a manifest."
        " Example: manage.py dump dumps --site https://claims.example"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, whose links, how many to keep."""
        parser.add_argument("folder", type=Path, help="where dumps lie, each in its own folder")
        parser.add_argument("--site", default=settings.DUMP_SITE, help="where links lead")
        parser.add_argument("--keep", type=int, default=settings.DUMPS_KEPT, help="how many dumps")

    def handle(self, *, folder: Path, site: str, keep: int, **_options: object) -> None:
        """Write, and say where."""
        if keep < 1:
            message = f"--keep {keep} would keep none: give 1 or more."
            raise CommandError(message)
        try:
            made = dump(folder, site=site, keep=keep)
        except DisallowedHost as error:
            message = f"{site} is not among ALLOWED_HOSTS: give --site, or set DUMP_SITE."
            raise CommandError(message) from error
        except (DumpError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Wrote {made}")
        if not is_there():
            self.stderr.write("Without Parquet: pip install pyarrow, to have it too.")
