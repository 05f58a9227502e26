"""What a supervisor asks: is the process alive, and can it serve?"""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse

from tracker.celery import app
from tracker.preparing import pending_migrations

logger = logging.getLogger(__name__)


def alive(_request: HttpRequest) -> JsonResponse:
    """Answer as long as the process does; a failure is a reason to restart it."""
    return JsonResponse({"status": "ok"})


def ready(_request: HttpRequest) -> JsonResponse:
    """Say for each part whether it works; 503 keeps visitors away until all do."""
    checks: dict[str, Callable[[], None]] = {
        "database": _database,
        "migrations": _migrations,
        "broker": _broker,
        "cache": _cache,
    }
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
