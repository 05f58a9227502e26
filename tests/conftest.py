"""What all tests share: the embedded services, workers of their own, and the browser."""

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest
from coverage import Coverage
from django.conf import settings

from tests import live, place

# How long one example takes says more of the machine's other work than of ours.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

SLOW = ("timeout", "services", "browser", "uncounted")  # marks of what takes long, longest first


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: much of the time tests wait for servers and browsers."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, lest a run end with one worker busy and others idle."""
    lacking: dict[Path, tuple[bool, ...]] = {}
    for item in items:
        lacking[item.path] = min(_lacks(item), lacking.get(item.path, _lacks(item)))
    items.sort(key=lambda item: lacking[item.path])


def _lacks(item: pytest.Item) -> tuple[bool, ...]:
    """Which of the marks of what takes long it lacks, so that the slowest sort first."""
    return tuple(item.get_closest_marker(name) is None for name in SLOW)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let what is marked `uncounted` run at its own pace: counting lines takes as long again.

    So do browser tests: what a page runs, the tests of its view run too.
    """
    left_out = any(map(item.get_closest_marker, ("uncounted", "browser")))
    counting = Coverage.current() if left_out else None
    if counting is None:
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the place that the settings made for these tests."""
    shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


@pytest.fixture(scope="session")
def services() -> Iterator[None]:
    """The session's database and broker: embedded ones, unless the environment names others."""
    with place.services():
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(services: None) -> None:
    """Hold pytest-django back until there is a server to make the test database on."""


@pytest.fixture
def start_worker(transactional_db: None) -> Iterator[live.StartWorker]:
    """Call it for a real Celery worker on the test database: `worker = start_worker()`."""
    with live.workers() as start:
        yield start


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; without one the test is skipped, and fails where CI runs it."""
    path = live.browser()
    if not path and os.environ.get("CI"):
        pytest.fail("CI needs Chromium for the browser tests")
    if not path:
        pytest.skip("no Chromium here: install it, or name it in CHROMIUM, to run browser tests")
    return path
