"""A stage that is opened again while a worker is at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection

from claims import pipeline
from claims.models import Receipt
from tests.builders import make_revision
from tests.live import wait_until

LINKING = Receipt.Stage.LINKING
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


@contextmanager
def in_a_thread(do, *arguments) -> Iterator[None]:
    """Another worker, with a connection of its own, until the block ends."""

    def work() -> None:
        do(*arguments)
        connection.close()

    thread = Thread(target=work)
    thread.start()
    yield
    thread.join()


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_stage_that_is_opened_again_while_it_runs_waits_to_be_done_again(monkeypatch):
    begun, may_end = Event(), Event()

    def work_slowly(_: object) -> None:
        begun.set()
        may_end.wait(timeout=30)

    reading = pipeline.process(make_revision().pk)
    receipt_id = pipeline._open(LINKING, reading.pk)
    monkeypatch.setitem(pipeline._WORK, LINKING, work_slowly)

    with in_a_thread(pipeline.advance, receipt_id):
        assert begun.wait(timeout=30)
        with in_a_thread(pipeline.queue_again, LINKING, [reading.pk]):
            held = wait_until(somebody_waits, seconds=30)
            may_end.set()

    assert (held, Receipt.objects.get(pk=receipt_id).state) == (True, "pending")
