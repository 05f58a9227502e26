"""Fetching: politely, within bounds, and what an answer means."""

import gzip
import zlib
from datetime import UTC, datetime, timedelta
from threading import Event

import httpcore
import pytest

from sources.fetching import Fetcher, FetchError
from sources.fetching.addresses import resolve
from sources.fetching.answers import MOST_BYTES, MOST_UNPACKED_BYTES, contained, retry_after_of
from tests.newsroom import Page, html, redirect

pytestmark = pytest.mark.django_db

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)


def refusal(newsroom, url="http://lantern.example/a", fetcher=None) -> FetchError:
    with pytest.raises(FetchError) as caught:
        (fetcher or newsroom.fetcher).get(url)
    return caught.value


def test_a_page_comes_with_its_type_and_its_marks(newsroom):
    marks = {"Content-Type": "text/html", "ETag": '"7"', "Last-Modified": "Tue, 06 May 2031"}
    newsroom.pages["/a"] = Page(b"<p>Hello", headers=marks)

    fetched = newsroom.fetcher.get("http://lantern.example/a#top")

    assert fetched.url == "http://lantern.example/a"
    assert (fetched.status, fetched.body, fetched.content_type) == (200, b"<p>Hello", "text/html")
    assert (fetched.etag, fetched.last_modified) == ('"7"', "Tue, 06 May 2031")


def test_a_name_without_an_address_may_be_a_slip_or_a_fault_that_passes(newsroom):
    fetcher = Fetcher(resolver=resolve, connector=newsroom)

    error = refusal(newsroom, "http://no-such-host.invalid/a", fetcher)

    assert (error.remedy, error.passing) == ("check the name, or try again later", True)


def test_we_say_who_we_are_and_whom_to_write_to(newsroom, settings):
    settings.FETCH_CONTACT = "https://desk.example/about"
    newsroom.pages["/a"] = html("Hello")

    newsroom.fetcher.get("http://lantern.example/a")

    agents = {headers["User-Agent"] for headers in newsroom.headers}
    assert agents == {"OnRecord/1.0 (+https://desk.example/about)"}


def test_a_document_that_is_not_modified_says_so(newsroom):
    newsroom.pages["/a"] = Page(status=304)

    fetched = newsroom.fetcher.get("http://lantern.example/a", etag='"7"', last_modified="then")

    assert fetched.unmodified
    assert newsroom.headers[-1]["If-None-Match"] == '"7"'
    assert newsroom.headers[-1]["If-Modified-Since"] == "then"


def test_redirects_are_followed_to_their_end(newsroom):
    newsroom.pages["/a"] = redirect("https://other.example:8443/b")
    newsroom.pages["/c"] = redirect("/d")
    newsroom.pages["/d"] = html("Here")

    fetched = newsroom.fetcher.get("http://lantern.example/c")

    assert fetched.url == "http://lantern.example/d"


def test_a_ring_of_redirects_ends(newsroom):
    newsroom.pages["/a"] = redirect("/a")

    assert "redirects more than 5 times" in refusal(newsroom).cause


@pytest.mark.parametrize(
    ("status", "passing"),
    [(404, False), (410, False), (403, False), (401, False), (429, True), (500, True), (503, True)],
)
def test_time_may_mend_some_answers_and_not_others(newsroom, status, passing):
    newsroom.pages["/a"] = Page(status=status)

    error = refusal(newsroom)

    assert str(status) in error.cause
    assert error.passing is passing


def test_a_server_may_say_when_to_come_back(newsroom):
    newsroom.pages["/a"] = Page(status=429, headers={"Retry-After": "120"})

    assert refusal(newsroom).retry_after == timedelta(minutes=2)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("90", timedelta(seconds=90)),
        ("99999999999999999999", timedelta(days=1)),
        ("Tue, 06 May 2031 12:05:00 GMT", timedelta(minutes=5)),
        ("Tue, 06 May 2031 12:05:00 -0000", timedelta(minutes=5)),
        ("Mon, 05 May 2031 12:05:00 GMT", timedelta(0)),
        ("Tue, 06 May 2041 12:05:00 GMT", timedelta(days=1)),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_a_day_at_most(value, wait):
    assert retry_after_of(value, NOW) == wait


def test_robots_txt_is_obeyed(newsroom):
    newsroom.pages["/robots.txt"] = Page(b"User-agent: OnRecord\nDisallow: /a\n")
    newsroom.pages["/a"] = html("Closed to us")

    error = refusal(newsroom)

    assert "robots.txt" in error.cause
    assert newsroom.asked == ["lantern.example/robots.txt"]


def test_robots_txt_is_asked_for_once_a_host(newsroom):
    newsroom.pages["/a"] = newsroom.pages["/b"] = html("Open")

    newsroom.fetcher.get("http://lantern.example/a")
    newsroom.fetcher.get("http://lantern.example/b")

    assert newsroom.asked.count("lantern.example/robots.txt") == 1


def test_a_redirect_obeys_the_other_hosts_robots_txt(newsroom):
    newsroom.pages["lantern.example/a"] = redirect("http://other.example/b")
    newsroom.pages["other.example/robots.txt"] = Page(b"User-agent: *\nDisallow: /\n")
    newsroom.pages["other.example/b"] = html("Closed to us")

    assert "other.example asks programs not to" in refusal(newsroom).cause


def test_a_host_that_can_not_say_what_it_allows_is_asked_later(newsroom):
    newsroom.pages["/robots.txt"] = Page(status=503)
    newsroom.pages["/a"] = html("Perhaps")

    assert refusal(newsroom).passing


def test_robots_txt_may_move_without_end_and_costs_little(newsroom):
    newsroom.pages["/robots.txt"] = redirect("/robots.txt")

    assert "redirects" in refusal(newsroom).cause
    assert len(newsroom.asked) == 6


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes)],
)
def test_packed_answers_are_unpacked(newsroom, encoding, pack):
    newsroom.pages["/a"] = Page(pack(b"Hello"), headers={"Content-Encoding": encoding})

    assert newsroom.fetcher.get("http://lantern.example/a").body == b"Hello"


def test_an_answer_packed_as_we_did_not_ask_is_refused(newsroom):
    newsroom.pages["/a"] = Page(b"x", headers={"Content-Encoding": "gzip, gzip"})

    assert "packed as" in refusal(newsroom).cause


def test_a_bomb_is_put_down_before_it_unfolds():
    bomb = zlib.compress(bytes(MOST_UNPACKED_BYTES * 4), 9)

    with pytest.raises(FetchError, match="larger than"):
        contained([bomb], "deflate")


def test_an_endless_answer_is_cut():
    with pytest.raises(FetchError, match="larger than"):
        contained((bytes(2**20) for _ in range(MOST_BYTES)), "")


def test_a_packed_answer_that_breaks_off_may_be_whole_next_time(newsroom):
    half = gzip.compress(b"Hello" * 100)[:-10]
    newsroom.pages["/a"] = Page(half, headers={"Content-Encoding": "gzip"})

    assert refusal(newsroom).passing


def test_packed_rubbish_is_named(newsroom):
    newsroom.pages["/a"] = Page(b"no gzip at all", headers={"Content-Encoding": "gzip"})

    assert "failed" in refusal(newsroom).cause


def test_an_answer_shorter_than_announced_may_be_whole_next_time(newsroom):
    newsroom.pages["/a"] = Page(b"half", headers={"Content-Length": "100"})

    assert refusal(newsroom).passing


def test_a_slow_drip_ends_at_the_deadline(newsroom):
    stop = Event()

    def drip():
        while not stop.wait(0.02):
            yield b"."

    newsroom.pages["/a"] = Page(chunks=drip)
    hurried = Fetcher(resolver=newsroom.resolve, connector=newsroom, seconds=0.4)

    error = refusal(newsroom, fetcher=hurried)
    stop.set()

    assert "in time" in error.cause
    assert error.passing


def test_no_time_left_is_said_before_anything_is_tried(newsroom):
    late = Fetcher(resolver=newsroom.resolve, connector=newsroom, seconds=0)

    assert "0 seconds" in refusal(newsroom, fetcher=late).cause
    assert newsroom.connected == []


def test_a_server_that_speaks_no_tls_is_named(newsroom):
    assert "SSL" in refusal(newsroom, "https://lantern.example/a").cause


class Silent(httpcore.SyncBackend):
    def __init__(self, error: Exception) -> None:
        self.error = error

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        raise self.error


@pytest.mark.parametrize(
    "error", [httpcore.ConnectTimeout("late"), httpcore.ConnectError("refused")]
)
def test_a_host_that_does_not_answer_is_asked_later(newsroom, error):
    fetcher = Fetcher(resolver=newsroom.resolve, connector=Silent(error))

    assert refusal(newsroom, fetcher=fetcher).passing


def test_a_silent_server_is_given_up(newsroom):
    never = Event()

    def nothing():
        never.wait(5)
        yield b""

    newsroom.pages["/a"] = Page(chunks=nothing)
    hurried = Fetcher(resolver=newsroom.resolve, connector=newsroom, seconds=0.3)

    error = refusal(newsroom, fetcher=hurried)
    never.set()

    assert error.passing
