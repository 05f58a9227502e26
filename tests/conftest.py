"""What all tests share: the embedded services, workers of their own, and the browser."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings

from tracker.embedded import Needs, running


@pytest.fixture(scope="session")
def services() -> Iterator[None]:
    """The session's database and broker: embedded ones, unless the environment names others."""
    needs = Needs(database=not settings.OWN_DATABASE, broker=not settings.OWN_BROKER, durable=False)
    with running(settings.PLACE, needs):
        yield


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the place that the settings made for these tests."""
    if settings.VAR_DIR.name.startswith("on-record-tests-"):
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(services: None) -> None:
    """Hold pytest-django back until there is a server to make the test database on."""
