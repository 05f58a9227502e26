import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

from tests.live import environment, wait_until
from tracker.celery import app

pytestmark = pytest.mark.services


def test_a_real_worker_takes_messages_from_the_broker(start_worker):
    start_worker()

    answers = app.control.ping(timeout=20, limit=1)

    assert [next(iter(answer.values())) for answer in answers] == [{"ok": "pong"}]


def test_processes_of_the_tests_share_their_database(transactional_db):
    words = [sys.executable, "manage.py", "createsuperuser", "--noinput", "--username=ada"]
    more = {"DJANGO_SUPERUSER_PASSWORD": "x", "DJANGO_SUPERUSER_EMAIL": "ada@example.org"}

    subprocess.run(words, check=True, cwd=settings.BASE_DIR, env=environment(**more))

    assert get_user_model().objects.filter(username="ada").exists()


def test_a_worker_ends_when_it_is_asked_to(start_worker):
    worker = start_worker()

    worker.terminate()

    assert wait_until(lambda: worker.poll() is not None, seconds=20)
