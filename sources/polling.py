"""Use case: due feeds, asked politely, and their new stories on the way in."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from sources.answering import ask
from sources.documents import Document, Given
from sources.fetching import Fetched, Fetcher, FetchError
from sources.gathering import Found, Refused, stories_of
from sources.models import Feed, lease_end
from sources.receiving import hand_over, unseen

LONGEST_PAUSE = timedelta(days=1)
_DOUBLINGS = 10


@transaction.atomic
def take_due(limit: int) -> list[int]:
    """Ids of at most `limit` feeds that are due, kept from others for a while."""
    due = Feed.objects.filter(active=True, due_at__lte=timezone.now()).order_by("due_at")
    rows = due.select_for_update(skip_locked=True, of=("self",))
    ids = list(rows.values_list("pk", flat=True)[:limit])
    Feed.objects.filter(pk__in=ids).update(due_at=lease_end())
    return ids


def poll(feed_id: int, fetcher: Fetcher) -> int:
    """Ask one feed and hand over what it has not announced before; returns how many stories."""
    feed = Feed.objects.select_related("outlet").filter(pk=feed_id).first()
    if feed is None:
        return 0
    try:
        fetched = ask(
            fetcher,
            feed.url,
            outlet=feed.outlet.name,
            etag=feed.etag,
            last_modified=feed.last_modified,
        )
    except FetchError as error:
        _note_failure(feed, str(error), error.retry_after)
        return 0
    found = [] if fetched.unmodified else list(stories_of(fetched, Given(outlet=feed.outlet.name)))
    refused = next((item for item in found if isinstance(item, Refused)), None)
    if refused:
        _note_failure(feed, refused.reason)
        return 0
    return _take(feed, fetched, found)


@transaction.atomic
def _take(feed: Feed, fetched: Fetched, found: Iterable[Found]) -> int:
    """Stories and the feed's own marks together: what is marked as seen has been handed over."""
    count = hand_over(unseen(item for item in found if isinstance(item, Document)))
    if not fetched.unmodified:
        feed.etag, feed.last_modified = fetched.etag[:500], fetched.last_modified[:100]
    feed.failures, feed.error, feed.last_success_at = 0, "", timezone.now()
    feed.due_at = next_due(feed)
    feed.save()
    return count


def _note_failure(feed: Feed, error: str, wait: timedelta | None = None) -> None:
    feed.failures += 1
    feed.error = error
    feed.due_at = max(next_due(feed), timezone.now() + (wait or timedelta(0)))
    feed.save()


def next_due(feed: Feed) -> datetime:
    """At its own pace, halved with each failure in a row, but not below once a day."""
    pace = timedelta(minutes=feed.every_minutes)
    slowed: timedelta = pace * 2 ** min(feed.failures, _DOUBLINGS)
    return timezone.now() + min(slowed, max(LONGEST_PAUSE, pace))
