"""Feeds: due ones are asked, politely, and their stories come in once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sources.models import Feed, Fetch
from sources.polling import next_due, poll, take_due
from tests.builders import make_outlet
from tests.newsroom import Page

pytestmark = pytest.mark.django_db

URL = "http://lantern.example/feed"
NEWS = b"<rss><item><title>Bridge</title><link>/a</link></item><item><link>/b</link></item></rss>"


@pytest.fixture
def feed() -> Feed:
    return Feed.objects.create(outlet=make_outlet(name="The Lantern"), url=URL)


def test_due_feeds_are_taken_once_and_idle_ones_never(feed):
    Feed.objects.create(outlet=feed.outlet, url=URL + "/off", active=False)
    later = timezone.now() + timedelta(hours=1)
    Feed.objects.create(outlet=feed.outlet, url=URL + "/later", due_at=later)

    assert [take_due(5), take_due(5)] == [[feed.pk], []]


def test_stories_are_handed_over_once(newsroom, feed):
    newsroom.pages["/feed"] = Page(NEWS)

    assert [poll(feed.pk, newsroom.fetcher) for _ in range(2)] == [2, 0]

    story = Fetch.objects.get(url="http://lantern.example/a")
    assert story.given["outlet"] == "The Lantern"
    assert (story.given["title"], story.compressed) == ("Bridge", None)


def test_a_feed_that_has_not_changed_costs_no_reading(newsroom, feed):
    newsroom.pages["/feed"] = Page(NEWS, headers={"ETag": '"7"', "Last-Modified": "then"})
    poll(feed.pk, newsroom.fetcher)
    newsroom.pages["/feed"] = Page(status=304)

    poll(feed.pk, newsroom.fetcher)

    assert newsroom.headers[-1]["If-None-Match"] == '"7"'
    feed.refresh_from_db()
    assert (feed.etag, feed.failures) == ('"7"', 0)
    assert feed.last_success_at


@pytest.mark.parametrize("page", [Page(status=500), Page(b"{"), Page(b"")])
def test_a_feed_that_fails_is_asked_less_often_and_says_why(newsroom, feed, page):
    newsroom.pages["/feed"] = page

    assert poll(feed.pk, newsroom.fetcher) == 0

    feed.refresh_from_db()
    assert (feed.failures, bool(feed.error)) == (1, True)
    assert feed.due_at > timezone.now() + timedelta(minutes=29)


def test_a_feed_may_say_when_to_come_back(newsroom, feed):
    newsroom.pages["/feed"] = Page(status=429, headers={"Retry-After": "7200"})

    poll(feed.pk, newsroom.fetcher)

    feed.refresh_from_db()
    assert feed.due_at > timezone.now() + timedelta(minutes=115)


def test_the_pause_never_grows_beyond_a_day(feed):
    feed.failures = 40

    assert next_due(feed) < timezone.now() + timedelta(days=1, minutes=1)


def test_a_feed_that_is_gone_is_no_error(newsroom):
    assert poll(0, newsroom.fetcher) == 0


def polls(newsroom, feed, pages: list[Page]):
    """Minutes until the feed is asked again, after it answered so."""
    for page in pages:
        newsroom.pages["/feed"] = page
        poll(feed.pk, newsroom.fetcher)
    feed.refresh_from_db()
    return round((feed.due_at - timezone.now()) / timedelta(minutes=1))


def test_a_feed_that_brings_nothing_is_asked_less_often_down_to_a_floor(newsroom, feed, settings):
    settings.FEED_CEILING_MINUTES = 40

    assert polls(newsroom, feed, [Page(status=304)] * 2) == 22
    assert polls(newsroom, feed, [Page(status=304)] * 9) == 40


def test_a_feed_that_brings_something_is_asked_more_often_up_to_a_ceiling(newsroom, feed, settings):
    settings.FEED_FLOOR_MINUTES = 6
    news = [Page(NEWS.replace(b"/a", b"/a%d" % number)) for number in range(5)]

    assert polls(newsroom, feed, news) == 6


def test_an_interval_that_somebody_has_set_stays(newsroom, feed):
    Feed.objects.update(every_minutes=30)

    assert polls(newsroom, feed, [Page(NEWS), Page(status=304), Page(status=304)]) == 30
