"""Celery tasks of the project as a whole."""

from pathlib import Path

from celery import shared_task
from django.conf import settings

from claims.api import dumping
from tracker import handout, heartbeat

_LONGEST_DUMP = 6 * 3600


@shared_task
def hand_out() -> None:
    """Send what is due; beat calls it every couple of seconds."""
    handout.hand_out()
    heartbeat.beat(heartbeat.HAND_OUT)


@shared_task(time_limit=_LONGEST_DUMP, soft_time_limit=_LONGEST_DUMP - 60)
def dump() -> None:
    """Write every list to `DUMP_DIR`. Delivered again while it runs, it does nothing."""
    try:
        dumping.dump(Path(settings.DUMP_DIR), site=settings.DUMP_SITE, keep=settings.DUMPS_KEPT)
    except dumping.BusyError:
        return
