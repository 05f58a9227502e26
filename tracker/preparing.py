"""Brings the embedded database up to date: its tables, and a first set of speakers and events."""

import sys

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

SEEDS = {"import_speakers": "speakers.yaml", "import_events": "events.yaml"}


def prepare() -> None:
    """Make a new or outdated database ready; a current one is left alone."""
    if pending_migrations():
        migrate()
    if not settings.PLACE.has("seeded"):
        seed()
        settings.PLACE.mark("seeded")


def pending_migrations() -> bool:
    """Whether the database lacks a migration that the code has."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    """Apply all migrations; what there is to say goes to standard error, out of a program's way."""
    sys.stderr.write("Preparing the database ...\n")
    call_command("migrate", verbosity=0, interactive=False)


def seed() -> None:
    """Load the speakers and events that the product brings; what editors changed stays."""
    for command, name in SEEDS.items():
        sys.stderr.write(f"{name}: ")
        call_command(command, str(settings.BASE_DIR / "claims" / name), stdout=sys.stderr)
