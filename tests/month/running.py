"""Two workers and a hand-out, with the product's own tasks on a real database, at any speed."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from queue import Queue
from threading import Thread
from typing import Any
from unittest import mock

from django.db import connection
from django.db.models import F, Min
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from sources import watching
from sources.fetching import Fetcher
from sources.models import Feed, Fetch, Outlet, Watch
from tests.month.clock import START, Clock, clock
from tests.month.press import Press
from tests.month.stories import World
from tests.newsroom import serving
from tracker import handout

BEAT = timedelta(seconds=2)
TICK = timedelta(minutes=2)  # what is due in it is one errand
TURN = timedelta(seconds=10)  # in which a host that work waits for is asked once
WORKERS = 2
MOST_SECONDS = 3.0  # after which a fetch gives up, in real time


@dataclass
class Workers:
    """Threads that take ids from a queue and call the task, as Celery's processes do."""

    messages: "Queue[Any]" = field(default_factory=Queue)
    faults: list[str] = field(default_factory=list)

    def work(self) -> None:
        try:
            while message := self.messages.get():
                self._do(*message)
                self.messages.task_done()
        finally:
            connection.close()

    def _do(self, task: Any, pk: int) -> None:
        try:
            task(pk)
        except Exception:  # noqa: BLE001 - told at the end
            self.faults.append(traceback.format_exc())


@contextmanager
def _working() -> Iterator[Workers]:
    workers = Workers()
    threads = [Thread(target=workers.work, daemon=True) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    try:
        yield workers
    finally:
        for _ in threads:
            workers.messages.put(None)
        for thread in threads:
            thread.join()


@dataclass
class Month:
    """A world's time, from its start to its end."""

    world: World
    clock: Clock
    press: Press
    workers: Workers

    def pass_by(self) -> None:
        """Hand out every two seconds while there is work; else at the next tick of what is due."""
        end = self.clock.now + timedelta(days=self.world.days)
        while self.clock.now < end:
            self._hand_out()
            self.clock.move(BEAT)
            self.clock.move_to(min(_next_moment(), end))
        assert not self.workers.faults, self.workers.faults[0]

    def _hand_out(self) -> None:
        """What `handout.hand_out` does, with this queue for the broker."""
        watching.look_again(handout.MOST_QUEUED)
        for step in handout.steps():
            if step.task.name.startswith("sources."):
                for pk in step.lease(handout.MOST_QUEUED):
                    self.workers.messages.put((step.task, pk))
        self.workers.messages.join()


def _end_of(step: timedelta, moment: datetime) -> datetime:
    """The end of the step in which the moment lies, so that what falls into it is done at once."""
    return moment if moment - START < step else moment + (START - moment) % step


def _next_moment() -> datetime:
    """When something is due, or its host free: the earliest of all that waits."""
    if Fetch.objects.pending().exclude(compressed=None).exists():
        return timezone.now()
    waiting = Fetch.objects.pending().annotate(
        at=Greatest(Coalesce("leased_until", F("host__next_at")), F("host__next_at"))
    )
    moments = (
        (TICK, Feed.objects.aggregate(at=Min("due_at"))["at"]),
        (TICK, Watch.objects.aggregate(at=Min("due_at"))["at"]),
        (TURN, waiting.aggregate(first=Min("at"))["first"]),
    )
    return min(_end_of(step, moment) for step, moment in moments if moment)


@contextmanager
def month(world: World) -> Iterator[Month]:
    """A month that is ready to pass: servers up, feeds known, workers waiting."""
    with clock() as set_by_hand, _working() as workers:
        for feed in world.outlets:
            outlet = Outlet.named(f"Outlet {feed.number}")
            Feed.objects.create(outlet=outlet, url=feed.feed, due_at=set_by_hand.now)
        with serving(lambda port: Press(port, world, set_by_hand)) as press:
            fetcher = Fetcher(press.resolve, press, MOST_SECONDS)
            with mock.patch("sources.tasks.fetcher", return_value=fetcher):
                yield Month(world, set_by_hand, press, workers)
            press.done.set()
