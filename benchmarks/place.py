"""A place of a benchmark's own: a folder that goes away, with the services that it needs."""

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings

from tracker.embedded import Needs, running


@contextmanager
def own_place(needs: Needs) -> Iterator[Path]:
    """Its folder; what needs the settings is imported within, once Django may look there."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # stop the server then, too
    folder = Path(tempfile.mkdtemp(prefix="on-record-benchmark-"))
    folder.chmod(0o711)  # where this runs as root, PostgreSQL does not
    os.environ |= {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tracker.settings"}
    os.environ.pop("DATABASE_URL", None)
    try:
        settings.PLACE.make_secret_key()
        django.setup()
        with running(settings.PLACE, needs):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
