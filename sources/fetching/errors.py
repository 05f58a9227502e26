"""Why nothing could be fetched."""

from datetime import timedelta


class FetchError(Exception):
    """Why a document could not be fetched, and what to do about it.

    `passing` says that a later attempt may succeed, not before `retry_after` where that is set;
    `status` is what the server answered, 0 where it did not come to that.
    """

    status = 0

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


def passing(cause: str, *, retry_after: timedelta | None = None) -> FetchError:
    """What time may mend."""
    return FetchError(cause=cause, remedy="try again later", passing=True, retry_after=retry_after)
