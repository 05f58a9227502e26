"""Articles that came by their address are looked at again as they age."""

from datetime import timedelta

import pytest

from sources.documents import TEXT, Document, Given
from sources.models import Article, Fetch, Watch
from sources.models.watches import AGES
from sources.receiving import fetch, hand_over, receive
from sources.watching import look_again
from tests.month.clock import clock
from tests.newsroom import Page, html

pytestmark = pytest.mark.django_db
URL = "http://lantern.example/a"
STORY = "The bridge will stand, Ada Varga said on Monday, and nobody doubted it at all. " * 3


@pytest.fixture
def now():
    with clock() as set_by_hand:
        yield set_by_hand


def take_in(newsroom, **given) -> Watch:
    newsroom.pages.setdefault("/a", Page(html(STORY).body, headers={"ETag": '"1"'}))
    hand_over([Document("test", url=URL, given=Given(**given))])
    work_off(newsroom)
    return Watch.objects.get()


def work_off(newsroom) -> Fetch:
    row = Fetch.objects.latest("pk")
    if fetch(row.pk, newsroom.fetcher):
        receive(row.pk)
    row.refresh_from_db()
    return row


def test_each_age_is_looked_at_once(newsroom, now):
    came = take_in(newsroom).since
    newsroom.pages["/a"] = Page(status=304)
    looked = []
    while due := Watch.objects.get().due_at:
        now.move_to(due)
        assert [look_again(10), look_again(10)] == [1, 0]
        work_off(newsroom)
        looked.append(due - came)

    assert tuple(looked) == AGES


def test_an_age_counts_from_publication_and_past_ones_are_left_out(newsroom, now):
    published = now.now - timedelta(hours=2)

    watched = take_in(newsroom, published=published.isoformat())

    assert watched.due_at == published + timedelta(hours=3)


@pytest.mark.parametrize("published", ["2031-04-30", "2041-05-01T10:00:00+02:00"])
def test_a_mere_day_or_a_moment_to_come_is_no_age(newsroom, now, published):
    assert take_in(newsroom, published=published).since == now.now


def test_what_has_not_changed_is_asked_by_its_mark_and_costs_no_bytes(newsroom, now):
    now.move_to(take_in(newsroom).due_at)
    newsroom.pages["/a"] = Page(status=304)
    look_again(10)

    row = work_off(newsroom)

    assert newsroom.headers[-1]["If-None-Match"] == '"1"'
    assert (row.state, row.outcome, row.status) == ("done", "unchanged", 304)
    assert row.revision == Article.objects.get().latest


def test_what_has_changed_is_a_revision_with_a_mark_of_its_own(newsroom, now):
    now.move_to(take_in(newsroom).due_at)
    newsroom.pages["/a"] = Page(html(STORY + "Not so.").body, headers={"ETag": '"2"'})
    look_again(10)

    row = work_off(newsroom)

    assert (row.outcome, row.revision.number, Watch.objects.get().etag) == ("changed", 2, '"2"')


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_noted_and_not_asked_for_again(newsroom, now, status):
    now.move_to(take_in(newsroom).due_at)
    newsroom.pages["/a"] = Page(status=status)
    look_again(10)

    row = work_off(newsroom)

    assert (row.state, row.outcome, row.status) == ("done", "gone", status)
    watched = Watch.objects.get()
    assert (watched.due_at, watched.gone_at) == (None, now.now)


def test_a_look_that_has_not_come_through_is_waited_for(newsroom, now):
    now.move_to(take_in(newsroom).due_at)
    look_again(10)
    now.move_to(Watch.objects.get().due_at)

    assert look_again(10) == 0
    assert Watch.objects.get().due_at > now.now


def test_new_articles_go_before_old_ones(newsroom, now):
    now.move_to(take_in(newsroom).due_at)
    hand_over([Document("test", url="http://lantern.example/b")])
    look_again(10)

    (chosen,) = Fetch.objects.lease_by_host(10)

    assert Fetch.objects.get(pk=chosen).watch is None


def test_what_somebody_uploaded_is_not_watched():
    hand_over([Document("test", TEXT, STORY.encode(), url=URL)])
    receive(Fetch.objects.get().pk)

    assert Article.objects.exists()
    assert not Watch.objects.exists()
