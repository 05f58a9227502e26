"""What a supervisor asks: is the process alive, can it serve, and does all of it work?"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse

from tracker import heartbeat
from tracker.celery import app
from tracker.monitor.waiting import queue_age
from tracker.preparing import pending_migrations

WORKER_SILENT = 60.0  # seconds without a heartbeat of any worker; one comes every other second

Check = Callable[[], None]

logger = logging.getLogger(__name__)


def alive(_request: HttpRequest) -> JsonResponse:
    """Answer as long as the process does; a failure is a reason to restart it."""
    return JsonResponse({"status": "ok"})


def ready(_request: HttpRequest) -> JsonResponse:
    """Say for each part whether it works; 503 keeps visitors away until all do."""
    return _told(_needed_to_serve())


def whole(_request: HttpRequest) -> JsonResponse:
    """The same, and whether articles come through; 503 calls somebody, and keeps nobody away."""
    behind: dict[str, Check] = {"workers": _workers, "hand-out": _hand_out, "queue": _queue}
    return _told({**_needed_to_serve(), **behind})


def _needed_to_serve() -> dict[str, Check]:
    return {
        "database": _database,
        "migrations": _migrations,
        "broker": _broker,
        "cache": _cache,
    }


def _told(checks: dict[str, Check]) -> JsonResponse:
    answers = {name: _answer(name, check) for name, check in checks.items()}
    fine = set(answers.values()) == {"ok"}
    body = {"status": "ok" if fine else "unavailable", **answers}
    return JsonResponse(body, status=200 if fine else 503)


def _answer(name: str, check: Callable[[], None]) -> str:
    try:
        check()
    except Exception:  # whatever is wrong, the answer is that this part does not work
        logger.exception("not ready: %s", name)
        return "unavailable"
    return "ok"


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations() -> None:
    if pending_migrations():
        reason = "the database lacks migrations; run manage.py migrate"
        raise LookupError(reason)


def _broker() -> None:
    with app.connection_for_write(connect_timeout=2) as line:
        line.ensure_connection(max_retries=1, timeout=2)


def _cache() -> None:
    cache.get("on-record")


def _workers() -> None:
    _done_within(WORKER_SILENT, heartbeat.WORKER)


def _hand_out() -> None:
    """A worker that is busy with long tasks may do it late, by as long as a task may take."""
    _done_within(2 * settings.LEASE_SECONDS + settings.HAND_OUT_SECONDS, heartbeat.HAND_OUT)


def _done_within(seconds: float, name: str) -> None:
    age = heartbeat.age(name)
    if age is None or age > seconds:
        reason = f"{name}: nothing for {seconds:.0f} seconds; do a worker and beat run?"
        raise LookupError(reason)


def _queue() -> None:
    minutes = queue_age().total_seconds() / 60
    if 0 < settings.QUEUE_AGE_LIMIT < minutes:
        reason = f"the oldest article that is not read came {minutes:.0f} minutes ago"
        raise LookupError(reason)
