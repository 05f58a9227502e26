"""The Celery application: `celery -A tracker worker` and `celery -A tracker beat`."""

import logging.config
import os

from celery import Celery
from celery.signals import heartbeat_sent, setup_logging
from django.conf import settings

from tracker import heartbeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _log_as_the_site_does(**_: object) -> None:
    """Celery's way of being told to leave the logging alone."""
    logging.config.dictConfig(settings.LOGGING)


@heartbeat_sent.connect
def _tell_that_we_live(**_: object) -> None:
    """Each worker does this every other second, however busy its processes are."""
    heartbeat.beat(heartbeat.WORKER)
