import json

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from sources.models import Fetch
from tests.live import wait_until
from tests.monitor.conftest import ago, make_fetch
from tracker import health, heartbeat
from tracker.embedded.postgres import Postgres
from tracker.embedded.valkey import Valkey
from tracker.tasks import hand_out as hand_out_task

WHOLE = "/health"


@pytest.fixture
def alive(db):
    """A worker and beat that were heard of just now."""
    for name in (heartbeat.WORKER, heartbeat.HAND_OUT):
        heartbeat.beat(name)
    yield
    cache.clear()


@pytest.fixture
def embedded():
    if django_settings.OWN_DATABASE or django_settings.OWN_BROKER:
        pytest.skip("only embedded servers can be stopped by a test")


def failing(client, path=WHOLE):
    """What the answer names as not working."""
    answer = client.get(path)
    parts = {name for name, told in answer.json().items() if told != "ok"} - {"status"}
    assert answer.status_code == (503 if parts else 200)
    return parts


def test_the_process_is_alive_without_asking_the_database(client):
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_the_site_is_ready_when_all_its_parts_are(client):
    assert failing(client, "/readyz") == set()


def test_all_is_well_when_workers_live_and_nothing_waits_for_long(client, alive):
    assert failing(client) == set()


@pytest.mark.django_db
def test_a_missing_migration_keeps_visitors_away(client):
    MigrationRecorder(connection).migration_qs.filter(app="claims").order_by("-pk")[0].delete()

    assert failing(client, "/readyz") == {"migrations"}


@pytest.mark.services
def test_a_database_that_is_away_keeps_visitors_away(transactional_db, client, embedded):
    server = Postgres(django_settings.PLACE, durable=False)
    connection.close()
    server.stop()
    try:
        told = failing(client, "/readyz")
    finally:
        server.start()

    assert told == {"database", "migrations"}
    assert failing(client, "/readyz") == set()


@pytest.mark.services
@pytest.mark.django_db
def test_a_broker_that_is_away_keeps_visitors_away(client, embedded):
    server = Valkey(django_settings.PLACE)
    server.stop()
    assert wait_until(lambda: not server._answers(), seconds=10)
    try:
        told = failing(client, "/readyz")
    finally:
        server.start()

    assert told == {"broker", "cache"}
    assert failing(client, "/readyz") == set()


def test_workers_that_nobody_hears_of_fail_the_whole_and_keep_nobody_away(client, db):
    cache.clear()

    assert failing(client) == {"workers", "hand-out"}
    assert failing(client, "/readyz") == set()


def test_workers_that_fell_silent_fail_the_whole(client, alive, monkeypatch):
    monkeypatch.setattr(health, "WORKER_SILENT", -1.0)

    assert failing(client) == {"workers"}


def test_work_that_is_no_longer_handed_out_fails_the_whole(client, alive, settings):
    settings.LEASE_SECONDS = -10

    assert failing(client) == {"hand-out"}


def test_handing_out_is_a_sign_of_life(client, db):
    cache.clear()
    hand_out_task()

    assert failing(client) == {"workers"}


def test_an_article_that_waits_for_too_long_fails_the_whole(client, alive, settings):
    settings.QUEUE_AGE_LIMIT = 30
    work = make_fetch()

    young = failing(client)
    Fetch.objects.filter(pk=work.pk).update(created_at=ago(minutes=31))

    assert (young, failing(client)) == (set(), {"queue"})


def test_an_age_of_the_queue_that_nobody_limits_fails_nothing(client, alive, settings):
    settings.QUEUE_AGE_LIMIT = 0
    Fetch.objects.filter(pk=make_fetch().pk).update(created_at=ago(days=31))

    assert failing(client) == set()


@pytest.mark.services
def test_a_worker_is_heard_of_though_it_has_nothing_to_do(start_worker):
    cache.clear()

    start_worker()

    assert wait_until(lambda: heartbeat.age(heartbeat.WORKER) is not None, seconds=30)


@pytest.mark.django_db
def test_what_fails_is_not_told_to_visitors(rf, monkeypatch):
    def fail() -> None:
        message = f"password of {connection.vendor}"
        raise OSError(message)

    monkeypatch.setattr(health, "_database", fail)

    answer = health.ready(rf.get("/readyz"))

    assert json.loads(answer.content)["database"] == "unavailable"
    assert b"password" not in answer.content
