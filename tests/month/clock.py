"""A clock that tests set: all of the product asks `timezone.now` what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest import mock

START = datetime(2031, 5, 1, tzinfo=UTC)


class Clock:
    """Stands still until it is moved, the same for every thread."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def tell(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        self.now += by

    def move_to(self, moment: datetime) -> None:
        self.now = max(self.now, moment)


@contextmanager
def clock() -> Iterator[Clock]:
    """The product's only clock for the time of the block; deadlines of requests stay real."""
    set_by_hand = Clock()
    with mock.patch("django.utils.timezone.now", set_by_hand.tell):
        yield set_by_hand
