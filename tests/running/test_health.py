import json

import pytest
from django.db import connection

from tracker import health


def test_the_process_is_alive_without_asking_the_database(client):
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_the_site_is_ready_when_all_its_parts_are(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert set(answer.json().values()) == {"ok"}


@pytest.mark.django_db
def test_a_part_that_fails_is_named_and_keeps_visitors_away(client, monkeypatch):
    monkeypatch.setattr(health, "pending_migrations", lambda: True)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["migrations"] == "unavailable"
    assert answer.json()["database"] == "ok"


@pytest.mark.django_db
def test_what_fails_is_not_told_to_visitors(rf, monkeypatch):
    def fail() -> None:
        message = f"password of {connection.vendor}"
        raise OSError(message)

    monkeypatch.setattr(health, "_database", fail)

    answer = health.ready(rf.get("/readyz"))

    assert json.loads(answer.content)["database"] == "unavailable"
    assert b"password" not in answer.content
