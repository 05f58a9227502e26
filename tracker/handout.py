"""Use case: work that nobody holds goes to the workers, a bounded number of messages at a time.

The rows are the queue; the broker only carries their ids. A message that is lost is sent again
when the row's lease has ended.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from celery import Task, current_app
from django.conf import settings

from claims import tasks as claims_tasks
from claims.models import Reading, Receipt
from sources import polling, watching
from sources import tasks as sources_tasks
from sources.models import Fetch
from tracker.pressure import incoming_waits

MOST_QUEUED = 200  # messages a queue holds; more would only be sent twice


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of work: what takes it, and how its rows are leased."""

    task: "Task[Any, Any]"
    lease: Callable[[int], list[int]]
    then: "Task[Any, Any] | None" = None
    incoming: bool = False

    def hand_out(self) -> int:
        """Send as many as the step's queue has room for; returns how many."""
        ids = self.lease(max(0, MOST_QUEUED - queued(self.task)))
        for pk in ids:
            self.task.apply_async((pk,), link=self.then.s() if self.then else None)
        return len(ids)


def steps() -> list[Step]:
    """The last first, so that what has begun is finished before more is begun.

    Feeds go before articles of the same hosts, which would keep them waiting.
    """
    receipts, stage = Receipt.objects, Receipt.Stage
    return [
        Step(claims_tasks.relate, receipts.filter(stage=stage.RELATING).lease),
        Step(claims_tasks.link, receipts.filter(stage=stage.LINKING).lease),
        Step(claims_tasks.match, receipts.filter(stage=stage.MATCHING).lease),
        Step(claims_tasks.record, receipts.filter(stage=stage.RECORDING).lease),
        Step(claims_tasks.read, Reading.objects.lease),
        Step(claims_tasks.resolve, receipts.filter(stage=stage.RESOLVING).lease),
        Step(
            sources_tasks.receive,
            Fetch.objects.exclude(compressed=None).lease,
            then=claims_tasks.read_new,
            incoming=True,
        ),
        Step(sources_tasks.poll, polling.take_due, incoming=True),
        Step(sources_tasks.fetch, Fetch.objects.lease_by_host, incoming=True),
    ]


def hand_out() -> int:
    """Send all that is due and fits; cheap where there is nothing. Returns how many messages."""
    waits = incoming_waits()
    if not waits:
        watching.look_again(MOST_QUEUED)
    return sum(step.hand_out() for step in steps() if not (waits and step.incoming))


def queued(task: "Task[Any, Any]") -> int:
    """How many messages wait in the task's queue at the broker."""
    queue = settings.CELERY_TASK_ROUTES[task.name]["queue"]
    with current_app.connection_for_write() as connection:
        channel: Any = connection.default_channel
        return int(channel.queue_declare(queue).message_count)
