"""Waiting for another process, in one place."""

import time
from collections.abc import Callable


def wait_until(condition: Callable[[], object], *, seconds: float, pause: float = 0.02) -> bool:
    """Ask until the condition holds or the time is up; say which."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True
