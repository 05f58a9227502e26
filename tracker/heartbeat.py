"""Signs of life in the cache: that workers run, and that work is handed out to them."""

import time

from django.core.cache import cache

WORKER, HAND_OUT = "worker", "hand-out"
KEPT_FOR = 24 * 3600  # seconds


def beat(name: str) -> None:
    """Note that somebody did this just now."""
    cache.set(_key(name), time.time(), KEPT_FOR)


def age(name: str) -> float | None:
    """Seconds since it was last done; None where nobody knows of it."""
    last: float | None = cache.get(_key(name))
    return None if last is None else max(0.0, time.time() - last)


def _key(name: str) -> str:
    return f"alive:{name}"
