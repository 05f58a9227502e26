"""The product's Celery application, but reading certain texts never ends: for `start_worker`."""

import time

import django

django.setup()

from claims import pipeline, resolving
from tracker.celery import app

__all__ = ["app"]

ENDLESS, DEAF = "endless", "deaf"
_find = resolving.find


def find(reading):
    """Read; some texts take for ever, some of these without hearing that time is up."""
    while ENDLESS in reading.revision.text:
        time.sleep(0.05)
    while DEAF in reading.revision.text:
        try:
            time.sleep(60)
        except Exception:  # noqa: BLE001, S112 - as a library in C would go on
            continue
    return _find(reading)


pipeline.find = find  # type: ignore[attr-defined]
