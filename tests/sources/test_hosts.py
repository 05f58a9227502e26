"""Hosts are asked one thing at a time, at their pace, whoever of the workers asks."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from sources import polling
from sources.documents import Document
from sources.fetching import BusyError, FetchError, HostError, patiently
from sources.fetching.turns import turn
from sources.models import Feed, Fetch, Host, Robots
from sources.receiving import GIVE_UP_AFTER, fetch, hand_over
from tests.builders import make_outlet
from tests.month.clock import clock
from tests.newsroom import Page, html, redirect

pytestmark = pytest.mark.django_db
A, B = "http://lantern.example/a", "http://lantern.example/b"
PACE = timedelta(seconds=10)


@pytest.fixture
def now(settings):
    settings.HOST_PACE_SECONDS = PACE.seconds
    with clock() as set_by_hand:
        yield set_by_hand


def rows(*urls: str) -> list[Fetch]:
    hand_over(Document("test", url=url) for url in urls)
    return list(Fetch.objects.order_by("pk"))


def get(newsroom, now, url: str = A) -> object:
    """A document, at whatever time its host gives it."""

    def sleep(seconds: float) -> None:
        now.move(timedelta(seconds=seconds))

    return patiently(newsroom.fetcher, url, sleep=sleep)


def test_a_host_that_was_asked_a_moment_ago_is_busy(newsroom, now):
    newsroom.pages["/a"] = html("Hello")

    with pytest.raises(BusyError) as caught:
        newsroom.fetcher.get(A)

    assert caught.value.until == now.now + PACE  # it had been asked for its robots.txt
    assert newsroom.asked == ["lantern.example/robots.txt"]


@pytest.mark.django_db(transaction=True)
def test_of_workers_that_want_the_same_host_at_once_one_gets_it():
    together, taken = Barrier(4), list[bool]()

    def take() -> None:
        together.wait()
        taken.append(Host.objects.take_turn("lantern.example", timedelta(minutes=1)) is None)
        connection.close()

    threads = [Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == [False, False, False, True]


def test_a_host_that_is_being_asked_is_busy_until_it_must_have_answered(now):
    with turn("lantern.example", timedelta(seconds=30)), pytest.raises(BusyError) as caught:
        turn("lantern.example", timedelta(seconds=30)).__enter__()

    assert caught.value.until == now.now + timedelta(seconds=30)


def test_a_row_whose_host_is_busy_goes_back_without_an_attempt(newsroom, now):
    newsroom.pages["/a"] = html("Hello")
    (row,) = rows(A)

    assert not fetch(row.pk, newsroom.fetcher)

    row.refresh_from_db()
    assert (row.attempts, row.state, row.leased_until) == (0, "pending", now.now + PACE)
    now.move(PACE)
    assert fetch(row.pk, newsroom.fetcher)


def test_of_a_hosts_rows_one_is_handed_out_and_others_do_not_wait_for_it(now):
    first, second, other = rows(A, B, "http://other.example/c")

    assert Fetch.objects.lease_by_host(10) == [other.pk, second.pk]
    assert Fetch.objects.lease_by_host(10) == []
    Host.objects.release("lantern.example")
    assert Fetch.objects.lease_by_host(10) == [first.pk]


def test_a_feed_that_is_due_goes_before_its_hosts_articles(now):
    rows(A)
    Feed.objects.create(outlet=make_outlet(), url=B, due_at=now.now)

    polling.take_due(10)

    assert Fetch.objects.lease_by_host(10) == []


def test_a_feed_whose_host_is_busy_is_asked_when_it_is_free(newsroom, now):
    feed = Feed.objects.create(outlet=make_outlet(), url=A, due_at=now.now)

    polling.poll(feed.pk, newsroom.fetcher)

    feed.refresh_from_db()
    assert (feed.due_at, feed.failures) == (now.now + PACE, 0)


def test_redirects_take_turns_and_are_not_begun_anew(newsroom, now):
    newsroom.pages["/a"], newsroom.pages["/b"] = redirect("/b"), html("Here")

    get(newsroom, now)

    paths = [place.removeprefix("lantern.example") for place in newsroom.asked]
    assert paths == ["/robots.txt", "/a", "/b"]


def test_a_ring_of_redirects_ends_though_it_takes_turns(newsroom, now):
    newsroom.pages["/a"] = redirect("/a")

    with pytest.raises(FetchError, match="redirects more than 5 times"):
        get(newsroom, now)


def test_a_crawl_delay_holds_for_the_host(newsroom, now):
    newsroom.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 60\n")
    newsroom.pages["/a"] = newsroom.pages["/b"] = html("Hello")

    for url in (A, B):
        get(newsroom, now, url)

    assert Host.objects.get().next_at == now.now + timedelta(minutes=1)
    assert len(newsroom.asked) == 3


def test_retry_after_holds_for_the_host_and_costs_no_attempt(newsroom, now, settings):
    settings.HOST_PACE_SECONDS = 0
    newsroom.pages["/a"] = Page(status=429, headers={"Retry-After": "7200"})
    asked, other = rows(A, B)

    fetch(asked.pk, newsroom.fetcher)
    fetch(other.pk, newsroom.fetcher)

    until = now.now + timedelta(hours=2)
    assert [row.leased_until for row in rows()] == [until, until]
    assert {row.attempts for row in rows()} == {0}
    assert "lantern.example/b" not in newsroom.asked


def test_a_host_that_is_out_of_reach_is_tried_less_and_less_often(newsroom, now):
    newsroom.deaf = {"93.184.215.14"}
    pauses = []
    for _ in range(3):
        with pytest.raises(HostError) as caught:
            newsroom.fetcher.get(A)
        pauses.append((caught.value.until - now.now) / timedelta(minutes=1))
        now.move_to(caught.value.until)

    assert pauses == [1, 2, 4]


def test_somebody_who_wants_to_know_now_ends_our_own_pause(newsroom, now):
    newsroom.deaf = {"93.184.215.14"}
    with pytest.raises(HostError):
        newsroom.fetcher.get(A)

    Host.objects.hurry("lantern.example")

    assert Host.objects.get().next_at == now.now


def test_a_pause_that_the_host_asked_for_holds_whoever_is_in_a_hurry(newsroom, now, settings):
    settings.HOST_PACE_SECONDS = 0
    newsroom.pages["/a"] = Page(status=429, headers={"Retry-After": "7200"})
    asked, _ = rows(A, B)
    fetch(asked.pk, newsroom.fetcher)

    Host.objects.hurry("lantern.example")

    assert Host.objects.get().next_at == now.now + timedelta(hours=2)


def test_a_host_that_is_down_for_days_fails_its_rows_where_people_see_it(newsroom, now):
    newsroom.deaf = {"93.184.215.14"}
    row, _ = rows(A, B)
    for _ in range(2):
        fetch(row.pk, newsroom.fetcher)
        now.move(GIVE_UP_AFTER)

    assert {row.state for row in rows()} == {"failed"}
    assert Host.objects.get().failures == 2


def test_robots_txt_is_asked_for_once_by_all_workers_and_again_after_a_day(newsroom, now):
    newsroom.pages["/a"] = html("Hello")
    for moment in (0, 23, 25):
        now.move_to(now.now.replace(hour=0) + timedelta(hours=moment))
        get(newsroom, now)

    assert newsroom.asked.count("lantern.example/robots.txt") == 2


def test_robots_txt_may_have_moved_to_a_host_that_is_busy(newsroom, now):
    newsroom.pages["/robots.txt"] = redirect("/rules.txt")
    newsroom.pages["/rules.txt"] = Page(b"User-agent: *\nDisallow: /a\n")

    with pytest.raises(FetchError, match=r"robots\.txt"):
        get(newsroom, now)

    assert newsroom.asked == ["lantern.example/robots.txt", "lantern.example/rules.txt"]
    assert Robots.objects.get().trail == []


def test_a_command_does_not_wait_for_hours(newsroom, now):
    newsroom.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 600\n")

    with pytest.raises(FetchError, match="not to be asked before"):
        get(newsroom, now)
