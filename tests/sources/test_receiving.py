"""Documents on their way in: rows that may be delivered twice and fail where people see it."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from sources import tasks
from sources.documents import LINE, MOST_BYTES, TEXT, Document, Given
from sources.models import Feed, Fetch, Revision
from sources.receiving import BATCH_ROWS, fetch, hand_over, receive
from tests.builders import make_outlet
from tests.newsroom import Page, html

pytestmark = pytest.mark.django_db

BRIDGE = b"The bridge will stand, Ada Varga said on Monday, and nobody doubted it."
URL = "http://lantern.example/a"


def given(**fields) -> Fetch:
    hand_over([Document(**{"origin": "test", "media_type": TEXT, "body": BRIDGE, **fields})])
    return Fetch.objects.latest("pk")


def wait(row: Fetch) -> timedelta:
    assert row.leased_until
    return row.leased_until - timezone.now()


def asked(url: str = URL) -> Fetch:
    return given(url=url, media_type="", body=b"")


def test_a_handed_over_document_becomes_a_revision_and_its_row_a_receipt():
    row = given(given=Given(title="Bridge"))

    assert receive(row.pk) == Revision.objects.get().pk

    row.refresh_from_db()
    revision = Revision.objects.get()
    assert (revision.text, revision.article.title) == (BRIDGE.decode(), "Bridge")
    assert (row.state, row.outcome, row.revision) == ("done", "new", revision)
    assert row.compressed is None


def test_a_message_that_comes_twice_changes_nothing():
    row = given()

    assert [receive(row.pk) is not None, receive(row.pk)] == [True, None]

    row.refresh_from_db()
    assert (row.outcome, Revision.objects.count()) == ("new", 1)


def test_many_documents_go_in_small_transactions():
    documents = [Document("test", TEXT, b"%d" % number) for number in range(BATCH_ROWS + 1)]

    assert hand_over(documents) == BATCH_ROWS + 1


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"body": b"  "}, "no text in it"),
        ({"media_type": LINE, "body": b"{"}, "not JSON"),
        ({"media_type": "application/pdf"}, "application/pdf"),
        ({"body": b"\x89PNG\x00"}, "binary file"),
        ({"body": b"x" * (MOST_BYTES + 1)}, "larger than 20 MiB"),
        ({"given": Given(published="soon")}, "is no date"),
    ],
)
def test_what_is_no_article_fails_for_good_and_says_why(fields, error):
    row = given(**fields)

    assert receive(row.pk) is None

    row.refresh_from_db()
    assert row.state == "failed"
    assert error in row.error


def test_an_unforeseen_error_is_noted_and_tried_again(monkeypatch):
    monkeypatch.setattr("sources.receiving.take_in", lambda _: 1 / 0)
    row = given()

    receive(row.pk)

    row.refresh_from_db()
    assert (row.state, row.attempts) == ("pending", 1)
    assert row.error == "ZeroDivisionError: division by zero"


def test_an_address_is_fetched_then_taken_in(newsroom):
    newsroom.pages["/a"] = html(BRIDGE.decode() * 3)
    row = asked()

    assert fetch(row.pk, newsroom.fetcher)
    assert fetch(row.pk, newsroom.fetcher)
    assert receive(row.pk)

    row.refresh_from_db()
    assert (row.state, row.status, row.revision.article.url) == ("done", 200, URL)
    assert newsroom.asked.count("lantern.example/a") == 1


def test_a_feed_that_was_asked_for_makes_rows_of_its_stories_once(newsroom):
    newsroom.pages["/feed"] = Page(b"<rss><item><link>/a</link></item></rss>")
    for _ in range(2):
        row = asked("http://lantern.example/feed")
        fetch(row.pk, newsroom.fetcher)
        assert receive(row.pk) is None

    assert Fetch.objects.filter(url=URL).count() == 1
    assert Fetch.objects.filter(url__endswith="/feed", state="done").count() == 2


def test_a_broken_feed_that_was_asked_for_fails_for_good(newsroom):
    newsroom.pages["/feed"] = Page(b'{"version": "https://jsonfeed.org/version/1"')
    row = asked("http://lantern.example/feed")
    fetch(row.pk, newsroom.fetcher)
    receive(row.pk)

    row.refresh_from_db()
    assert (row.state, "not JSON" in row.error) == ("failed", True)


def test_a_passing_failure_is_tried_again_later_and_later(newsroom):
    newsroom.pages["/a"] = Page(status=500)
    row = asked()
    pauses = []
    while row.state == "pending":
        fetch(row.pk, newsroom.fetcher)
        row.refresh_from_db()
        pauses.append(row.leased_until and round(wait(row) / timedelta(minutes=1)))

    assert pauses == [1, 6, 36, 216, None]
    assert (row.state, row.status, "500" in row.error) == ("failed", 500, True)


def test_a_server_that_says_when_to_come_back_is_heeded(newsroom):
    newsroom.pages["/a"] = Page(status=429, headers={"Retry-After": "7200"})
    row = asked()

    assert not fetch(row.pk, newsroom.fetcher)

    row.refresh_from_db()
    assert wait(row) > timedelta(minutes=115)


def test_an_address_that_leads_nowhere_fails_for_good(newsroom):
    row = asked()

    assert not fetch(row.pk, newsroom.fetcher)

    row.refresh_from_db()
    assert (row.state, "404" in row.error) == ("failed", True)


def test_a_database_that_is_away_is_nobodys_fault(monkeypatch):
    def away(_: object) -> None:
        raise OperationalError

    monkeypatch.setattr("sources.receiving.take_in", away)
    row = given()

    with pytest.raises(OperationalError):
        receive(row.pk)


def test_the_tasks_call_the_use_cases(newsroom, monkeypatch):
    monkeypatch.setattr("sources.tasks.Fetcher", lambda: newsroom.fetcher)
    tasks.fetcher.cache_clear()
    newsroom.pages["/a"] = html(BRIDGE.decode() * 3)
    newsroom.pages["/feed"] = Page(b"<rss><item><link>/a</link></item></rss>")
    feed = Feed.objects.create(outlet=make_outlet(), url="http://lantern.example/feed")

    tasks.poll(feed.pk)
    story = Fetch.objects.get()
    tasks.fetch(story.pk)

    assert tasks.receive(story.pk) == Revision.objects.get().pk
    tasks.fetcher.cache_clear()
