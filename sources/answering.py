"""How servers answer, counted by outlet for the monitor."""

from sources.fetching import Fetched, Fetcher, FetchError
from sources.models import Answer, Feed, Fetch
from sources.models.answers import NO_ANSWER


def ask(fetcher: Fetcher, row: Feed | Fetch, *, outlet: str = "") -> Fetched:
    """What the fetcher gets for a row, its status counted for the outlet of that name.

    `FetchError` is counted too. `BusyError` is none: nobody was asked.
    """
    try:
        fetched = fetcher.get(
            row.url, etag=row.etag, last_modified=row.last_modified, trail=row.trail
        )
    except FetchError as error:
        Answer.objects.note(outlet, error.status or NO_ANSWER)
        raise
    Answer.objects.note(outlet, fetched.status)
    return fetched
