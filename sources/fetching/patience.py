"""Fetching for somebody who waits: a command, not a worker."""

import time
from collections.abc import Callable, Sequence

from django.utils import timezone

from sources.fetching.answers import Fetched
from sources.fetching.errors import BusyError, passing
from sources.fetching.fetcher import Fetcher

LONGEST_WAIT = 120.0  # seconds for one turn of a host
SHORTEST_WAIT = 0.05


def patiently(
    fetcher: Fetcher, url: str, *, sleep: Callable[[float], None] = time.sleep
) -> Fetched:
    """The document at an address, when its host's turn has come; `FetchError` else."""
    trail: Sequence[str] = ()
    while True:
        try:
            return fetcher.get(url, trail=trail)
        except BusyError as busy:
            wait = (busy.until - timezone.now()).total_seconds()
            if wait > LONGEST_WAIT:
                raise passing(str(busy)) from None
            trail = busy.trail
            sleep(max(wait, SHORTEST_WAIT))
