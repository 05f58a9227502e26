"""The Celery application: `celery -A tracker worker` and `celery -A tracker beat`."""

import logging.config
import os

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _log_as_the_site_does(**_: object) -> None:
    """Celery's way of being told to leave the logging alone."""
    logging.config.dictConfig(settings.LOGGING)
