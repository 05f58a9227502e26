"""Real processes for tests that need them: Celery workers on the test database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection
from redis import Redis

from tracker.embedded.waiting import wait_until

__all__ = ["StartWorker", "environment", "flush_broker", "wait_until", "workers"]


def environment(**more: str) -> dict[str, str]:
    """The environment in which the product's own settings lead to the test database."""
    database = connection.settings_dict
    user, password = (quote(database[key] or "", safe="") for key in ("USER", "PASSWORD"))
    place = {key: database[key.upper()] for key in ("host", "port") if database[key.upper()]}
    product = {
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "DATABASE_URL": f"postgres://{user}:{password}@/{database['NAME']}?{urlencode(place)}",
    }
    return {**os.environ, **product, **more}


def flush_broker() -> None:
    """Forget every message that waits."""
    url = settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://")
    with Redis.from_url(url) as broker:
        broker.flushdb()


class StartWorker:
    """Starts workers, each with a log in the tests' place; give settings as keywords."""

    def __init__(self) -> None:
        """Keep the processes, so that none outlives its test."""
        self.processes: list[subprocess.Popen[bytes]] = []

    def __call__(
        self, app: str = "tracker", *, wait: bool = True, **more: str
    ) -> subprocess.Popen[bytes]:
        """Return a worker that takes messages of all queues, one at a time unless told."""
        log = settings.PLACE.log / f"worker-{len(self.processes)}.log"
        name = f"test{len(self.processes)}@%h"
        words = ["celery", "-A", app, "worker", "--without-gossip", "--without-mingle"]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "tracker.leash", str(os.getpid()), *words, "-n", name],
                env=environment(**{"WORKER_PROCESSES": "1", **more}),
                cwd=settings.BASE_DIR,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.processes.append(process)
        if wait:
            assert wait_until(lambda: self.is_ready(process), seconds=60), log.read_text()
        return process

    def is_ready(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether a worker takes messages by now."""
        log = settings.PLACE.log / f"worker-{self.processes.index(process)}.log"
        return " ready." in log.read_text()

    def end_all(self) -> None:
        """End every worker, the busy ones by force."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def workers() -> Iterator[StartWorker]:
    """A starter of workers, on an empty broker; all of them end with the block."""
    settings.PLACE.log.mkdir(parents=True, exist_ok=True)
    flush_broker()
    start = StartWorker()
    try:
        yield start
    finally:
        start.end_all()
        flush_broker()


def browser() -> str | None:
    """The Chromium of this machine, or the one that CHROMIUM names.

    The one without windows, where there is one: it asks half as much of the machine.
    """
    named = os.environ.get("CHROMIUM")
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    usual = (Path("/usr/bin") / name for name in names)
    return named or next((str(path) for path in usual if path.exists()), None)
