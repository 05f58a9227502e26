"""Starts the whole of On Record in one terminal."""

import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from tracker import preparing, starting
from tracker.embedded.waiting import wait_until
from tracker.supervising import Child, GivenUpError, say, supervised


class Command(BaseCommand):
    """Database, broker, worker, scheduler and web server, until Ctrl-C."""

    help = (
        "Start everything in this terminal: database, broker, worker, scheduler and web server."
        " Ctrl-C stops all of it. Example: PORT=8001 VAR_DIR=/tmp/second manage.py up"
    )

    def handle(self, **_options: object) -> None:
        """Prepare, start, say where to look, and keep it running."""
        settings.PLACE.log.mkdir(parents=True, exist_ok=True)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell ignores it
        with _alone():
            if not starting.is_free(settings.BIND, settings.PORT):
                reason = f"port {settings.PORT} on {settings.BIND} is in use: choose one with PORT="
                raise CommandError(reason)
            hint = _prepare()
            try:
                _serve(hint)
            except GivenUpError as error:
                raise CommandError(str(error)) from error
            finally:
                say("Stopped")


@contextmanager
def _alone() -> Iterator[None]:
    """Refuse to run beside another `up` in the same place."""
    with (settings.VAR_DIR / "up.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            reason = f"On Record already runs in {settings.VAR_DIR} (process {lock.read().strip()})"
            raise CommandError(reason) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


def _prepare() -> str:
    if settings.OWN_DATABASE and preparing.pending_migrations():
        preparing.migrate()
        preparing.seed()
    starting.load_demo()
    starting.collect_static()
    hint = starting.sign_in()
    connection.close()
    return hint


def _serve(hint: str) -> None:
    children = [_child("web", *_web()), _child("worker", *_worker()), _child("beat", *_beat())]
    with supervised(children) as revive:
        address = f"http://{settings.BIND}:{settings.PORT}"
        if wait_until(lambda: revive() or _answers(), seconds=120, pause=0.2):
            say(f"\nOn Record is at {address}\n{hint}\nStop it with Ctrl-C\n")
        while True:
            revive()
            time.sleep(0.5)


def _child(name: str, *words: str) -> Child:
    log = settings.PLACE.log / f"{name}.log"
    return Child(name, [sys.executable, "-m", "tracker.leash", str(os.getpid()), *words], log)


def _web() -> list[str]:
    return ["gunicorn", "--config", "python:tracker.web", "tracker.wsgi"]


def _worker() -> list[str]:
    return ["celery", "--quiet", "-A", "tracker", "worker", "--without-gossip", "--without-mingle"]


def _beat() -> list[str]:
    return ["celery", "--quiet", "-A", "tracker", "beat", "--pidfile="]


def _answers() -> bool:
    line = HTTPConnection(settings.BIND, settings.PORT, timeout=5)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        line.close()
