"""Why nothing could be fetched."""

from collections.abc import Sequence
from datetime import datetime, timedelta

_LATER = "try again later"


class FetchError(Exception):
    """Why a document could not be fetched, and what to do about it.

    `passing` says that a later attempt may succeed, not before `retry_after` where that is set;
    `status` is what the server answered, where it did.
    """

    status: int | None = None

    def __init__(
        self,
        *,
        cause: str,
        remedy: str,
        passing: bool = False,
        retry_after: timedelta | None = None,
    ) -> None:
        """Cause and remedy are whole clauses that people read."""
        super().__init__(f"{cause}: {remedy}")
        self.cause, self.remedy = cause, remedy
        self.passing, self.retry_after = passing, retry_after


class GoneError(FetchError):
    """The server knows no such page, or none any more."""


class HostError(FetchError):
    """The whole host can't be reached, or asks to be left alone: nothing wrong with one page.

    `until` is when it may be asked again, `since` since when it has failed without a break; its
    turn sets them.
    """

    host: str
    until: datetime
    since: datetime


class BusyError(Exception):
    """It is not the host's turn: somebody asks it just now, or it was asked a moment ago.

    Nothing has failed. Come back `until` then, with the `trail` of redirects that led there.
    """

    def __init__(self, host: str, until: datetime) -> None:
        """Say which host, and when it is free."""
        super().__init__(f"{host} is not to be asked before {until:%Y-%m-%d %H:%M:%S %Z}")
        self.host, self.until = host, until
        self.trail: Sequence[str] = ()


def passing(cause: str, *, remedy: str = _LATER) -> FetchError:
    """What time may mend."""
    return FetchError(cause=cause, remedy=remedy, passing=True)


def failing(cause: str, *, remedy: str = _LATER, retry_after: timedelta | None = None) -> HostError:
    """What time may mend for a whole host."""
    return HostError(cause=cause, remedy=remedy, passing=True, retry_after=retry_after)
