"""A host's turns: one request at a time, from all workers together, at the host's pace."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sources.fetching.errors import BusyError, HostError
from sources.models import Host


@contextmanager
def turn(host: str, longest: timedelta) -> Iterator[None]:
    """Ask the host one thing within the block; `BusyError` where it is not its turn.

    A `HostError` of the block is noted on the host, for all who would ask it next.
    """
    busy_until = Host.objects.take_turn(host, longest)
    if busy_until:
        raise BusyError(host, busy_until)
    try:
        yield
    except HostError as error:
        left_alone = Host.objects.leave_alone(host, error.cause, error.retry_after)
        error.host, error.until = host, left_alone.next_at
        error.since = left_alone.failing_since or left_alone.next_at
        raise
    except BaseException:
        Host.objects.end_turn(host)
        raise
    Host.objects.end_turn(host)
