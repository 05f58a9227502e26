"""Use case: due feeds, asked politely, and their new stories on the way in.

How often a feed is asked follows how often it brings something, between a floor and a ceiling.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from sources.answering import ask
from sources.documents import Document, Given
from sources.fetching import BusyError, Fetched, Fetcher, FetchError, HostError, host_of
from sources.gathering import Found, stories_of
from sources.models import Feed, Host, lease_end
from sources.parsing.feeds import is_index
from sources.parsing.refusals import Refused
from sources.receiving import hand_over, unseen

LONGEST_PAUSE = timedelta(days=1)
_DOUBLINGS = 10


@transaction.atomic
def take_due(limit: int) -> list[int]:
    """Ids of at most `limit` feeds that are due, kept from others for a while.

    Articles of their hosts wait until they are asked: what is new goes before what is known.
    """
    due = Feed.objects.filter(active=True, due_at__lte=timezone.now()).order_by("due_at")
    rows = due.select_for_update(skip_locked=True, of=("self",))
    feeds = dict(rows.values_list("pk", "url")[:limit])
    if feeds:
        Feed.objects.filter(pk__in=feeds).update(due_at=lease_end())
        Host.objects.promise(map(host_of, feeds.values()))
    return list(feeds)


def poll(feed_id: int, fetcher: Fetcher) -> int:
    """Ask one feed and hand over what it has not announced before; returns how many stories."""
    feed = Feed.objects.select_related("outlet").filter(pk=feed_id).first()
    if feed is None:
        return 0
    try:
        return _poll(feed, fetcher)
    except BusyError as busy:
        feed.due_at, feed.trail = busy.until, list(busy.trail)
        feed.save(update_fields=["due_at", "trail"])
    except FetchError as error:
        until = error.until if isinstance(error, HostError) else None
        _note_failure(feed, str(error), until)
    finally:
        Host.objects.release(host_of(feed.url))
    return 0


def _poll(feed: Feed, fetcher: Fetcher) -> int:
    fetched = ask(fetcher, feed, outlet=feed.outlet.name)
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
    if not fetched.unmodified and not is_index(fetched.body):  # its sitemaps change, it doesn't
        feed.etag, feed.last_modified = fetched.etag[:500], fetched.last_modified[:100]
    feed.failures, feed.error, feed.last_success_at, feed.trail = 0, "", timezone.now(), []
    feed.adapt(brought=count > 0)
    feed.due_at = next_due(feed)
    feed.save()
    return count


def _note_failure(feed: Feed, error: str, until: datetime | None = None) -> None:
    feed.failures += 1
    feed.error, feed.trail = error, []
    feed.due_at = max(next_due(feed), until or timezone.now())
    feed.save()


def next_due(feed: Feed) -> datetime:
    """At its own pace, halved with each failure in a row, but not below once a day."""
    slowed: timedelta = feed.interval * 2 ** min(feed.failures, _DOUBLINGS)
    return timezone.now() + min(slowed, max(LONGEST_PAUSE, feed.interval))
