"""A poisoned article stops itself and not its worker, and ends as a failure that shows."""

import pytest

from claims import tasks
from claims.models import Reading, Receipt
from claims.pipeline import queue_readings
from sources.models import Work
from tests.builders import make_revision
from tests.live import wait_until
from tracker.handout import hand_out

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
LEASE = 10


@pytest.fixture
def short(settings, monkeypatch):
    """Messages tell the limits of whoever sends them."""
    settings.LEASE_SECONDS = LEASE
    monkeypatch.setattr(tasks.read, "soft_time_limit", LEASE * 0.8)
    monkeypatch.setattr(tasks.read, "time_limit", LEASE * 0.9)
    vars(tasks.read)["_exec_options"] = None  # Celery keeps what it once read
    yield
    vars(tasks.read)["_exec_options"] = None


@pytest.mark.parametrize(
    ("poison", "error"), [("endless", "SoftTimeLimitExceeded"), ("deaf", "its worker died")]
)
def test_an_article_whose_reading_never_ends_fails_and_others_are_read(
    start_worker, short, poison, error
):
    worker = start_worker("tests.workers.poison", LEASE_SECONDS=str(LEASE))
    queue_readings([make_revision(text=f"An {poison} text.").pk])
    Reading.objects.update(attempts=Work.MAX_ATTEMPTS - 1)
    assert wait_until(lambda: hand_out() < 0 or Reading.objects.failed().exists(), seconds=60)

    queue_readings([make_revision().pk])

    done = Receipt.objects.filter(stage="relating", state="done")
    assert wait_until(lambda: hand_out() < 0 or done.exists(), seconds=30, pause=0.2)
    assert error in Reading.objects.failed().get().error
    assert worker.poll() is None
