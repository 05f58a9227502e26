"""Who uses the services: the first command starts them, the last one out stops them.

Each command holds a shared lock on one file. The kernel lets go of it when the process ends,
however it ends, so there is no count that a kill could leave wrong.
"""

import fcntl
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO

from tracker.embedded.place import Place, unwritable
from tracker.embedded.postgres import Postgres
from tracker.embedded.valkey import Valkey

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Needs:
    """Which services are the embedded ones; the others are servers of one's own."""

    database: bool = True
    broker: bool = True
    durable: bool = True


def _nothing() -> None:
    """Prepare nothing."""


@contextmanager
def running(
    place: Place, needs: Needs | None = None, *, prepare: Callable[[], None] = _nothing
) -> Iterator[None]:
    """Join the services or start them; `prepare` runs before any other command may join."""
    needs = needs or Needs()
    if not (needs.database or needs.broker):
        yield
        return
    with _claim(place) as claim:
        services = _services(place, needs)
        try:
            with _one_at_a_time(place):
                fcntl.flock(claim, fcntl.LOCK_SH)
                _start(services)
                prepare()
            yield
        finally:
            with _one_at_a_time(place):
                if _is_alone(claim):
                    _stop(services)
                    with suppress(OSError):
                        place.sockets.rmdir()


def _start(services: list[Postgres | Valkey]) -> None:
    with _undisturbed():
        for service in services:
            service.start()


def _stop(services: list[Postgres | Valkey]) -> None:
    with _undisturbed():
        for service in services:
            service.stop()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put signals off, lest Ctrl-C in the middle leave a server that nobody stops."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _services(place: Place, needs: Needs) -> list[Postgres | Valkey]:
    chosen: list[Postgres | Valkey] = []
    if needs.database:
        chosen.append(Postgres(place, durable=needs.durable))
    if needs.broker:
        chosen.append(Valkey(place))
    return chosen


@contextmanager
def _claim(place: Place) -> Iterator[IO[str]]:
    try:
        place.log.mkdir(parents=True, exist_ok=True)
        claim = (place.var / "users.lock").open("a")
    except OSError as error:
        raise unwritable(place.var, error) from error
    with claim:
        yield claim


@contextmanager
def _one_at_a_time(place: Place) -> Iterator[None]:
    with (place.var / "change.lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _is_alone(claim: IO[str]) -> bool:
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
