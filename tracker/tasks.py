"""Celery tasks of the project as a whole."""

from celery import shared_task

from tracker import handout, heartbeat


@shared_task
def hand_out() -> None:
    """Send what is due; beat calls it every couple of seconds."""
    handout.hand_out()
    heartbeat.beat(heartbeat.HAND_OUT)
