"""How servers answer, counted by outlet for the monitor."""

from sources.fetching import Fetched, Fetcher, FetchError
from sources.models import Answer


def ask(
    fetcher: Fetcher, url: str, *, outlet: str = "", etag: str = "", last_modified: str = ""
) -> Fetched:
    """What the fetcher gets, its status counted for the outlet of that name; `FetchError` too."""
    try:
        fetched = fetcher.get(url, etag=etag, last_modified=last_modified)
    except FetchError as error:
        Answer.objects.note(outlet, error.status)
        raise
    Answer.objects.note(outlet, fetched.status)
    return fetched
