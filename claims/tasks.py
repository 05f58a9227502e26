"""Celery tasks: the way of a revision. Each takes an id, does one stage and sends the next."""

from datetime import timedelta

from celery import Task
from django.utils import timezone

from claims import pipeline, proposals, rechecking, sequencing, yields
from claims.models import KeptAnswer
from sources.models import Answer
from sources.tasks import task

MOST_OPENED = 1000


@task
def open_readings() -> None:
    """Make work of revisions whose messages were lost between intake and reading."""
    pipeline.open_readings(MOST_OPENED)


@task
def propose() -> None:
    """Look for events that the catalogue lacks where reports have changed."""
    proposals.propose()


@task
def number_changes() -> None:
    """Give what was written its place in the feed of changes, also while nobody polls."""
    sequencing.number_changes()


@task
def count_days() -> None:
    """Count what outlets' articles yield, for the monitor; forget answers that it shows no more."""
    yields.count_days()
    Answer.objects.forget(timedelta(days=yields.DAYS))


@task
def forget_answers() -> None:
    """Forget what writes of the API came to, once nobody can ask for it again."""
    KeptAnswer.objects.forget_expired()


@task
def draw_rechecks() -> None:
    """Draw the accepted statements that editors check anew today, without seeing the answers."""
    rechecking.draw(timezone.localdate())


@task
def read_new(revision_id: int | None) -> None:
    """Read what intake has just made; a document may also have brought nothing to read."""
    if revision_id is not None:
        _send(record, pipeline.read_new(revision_id))


@task
def read(reading_id: int) -> None:
    """Read a revision for a reading that waits."""
    _send(record, pipeline.read_revision(reading_id))


@task
def resolve(receipt_id: int) -> None:
    """Find out anew whom a stored reading credits, now that other speakers are known."""
    _send(record, pipeline.advance(receipt_id))


@task
def record(receipt_id: int) -> None:
    """Write a reading's reports and statements."""
    _send(match, pipeline.advance(receipt_id))


@task
def match(receipt_id: int) -> None:
    """Find the same utterance in other articles."""
    _send(link, pipeline.advance(receipt_id))


@task
def link(receipt_id: int) -> None:
    """Link statements to events."""
    _send(relate, pipeline.advance(receipt_id))


@task
def relate(receipt_id: int) -> None:
    """Relate statements to each other."""
    pipeline.advance(receipt_id)


def _send(following: "Task[[int], None]", receipt_id: int | None) -> None:
    if receipt_id is not None:
        following.delay(receipt_id)
