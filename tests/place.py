"""Where tests run: the services, embedded unless the environment names others, and a database."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from tracker.embedded import Needs, running

_END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@contextmanager
def services(*, broker: bool = True) -> Iterator[None]:
    """The database and, unless told otherwise, the broker; the folder goes away at the end."""
    needs = Needs(
        database=not settings.OWN_DATABASE,
        broker=broker and not settings.OWN_BROKER,
        durable=False,
    )
    try:
        with running(settings.PLACE, needs):
            yield
    finally:
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


@contextmanager
def own_database(*, broker: bool = True) -> Iterator[None]:
    """The services with a migrated test database, for what runs outside pytest."""
    with services(broker=broker):
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute(_END_OTHERS)  # a server's threads may still hold theirs
            name = settings.DATABASES["default"]["NAME"]
            connection.creation.destroy_test_db(name, verbosity=0)
