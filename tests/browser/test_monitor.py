"""The monitor with a broken feed, a poisoned article, and a retry that is seen through."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from claims.pipeline import read_revision
from sources.models import Feed, Fetch, Work
from sources.polling import poll
from tests.builders import make_outlet
from tests.monitor.conftest import bring, make_failed, make_history, make_pending, make_staff
from tests.newsroom import Page as Answered
from tests.newsroom import open_newsroom

pytestmark = pytest.mark.browser

PERMISSIONS = ("change_fetch", "change_reading", "change_receipt", "change_feed")
ARTICLE = "http://lantern.example/bridge"
FEED = "http://lantern.example/feed"
NEWS = b"""<rss version="2.0"><channel><title>The Lantern</title></channel></rss>"""


@pytest.fixture
def newsroom():
    with open_newsroom() as opened:
        yield opened


@pytest.fixture
def staff(transactional_db):
    return make_staff("sam", *PERMISSIONS)


@pytest.fixture
def lantern(transactional_db):
    return make_outlet(name="The Lantern")


def broken_feed(newsroom, outlet):
    feed = Feed.objects.create(outlet=outlet, url=FEED)
    newsroom.pages["/feed"] = Answered(status=503)
    poll(feed.pk, newsroom.fetcher)
    return feed


def poisoned():
    """An article that killed its worker as often as it may."""
    reading = make_pending()
    type(reading).objects.filter(pk=reading.pk).update(attempts=Work.MAX_ATTEMPTS)
    read_revision(reading.pk)
    return reading


def test_a_broken_feed_shows_and_is_asked_again_until_it_answers(visitor, staff, lantern, newsroom):
    feed = broken_feed(newsroom, lantern)
    page = visitor.open("/monitor/", user=staff)
    row = page.get_by_role("row").filter(has_text="The Lantern")
    expect(row.get_by_text("feed fails")).to_be_visible()
    expect(page.get_by_text("lantern.example answered 503 Service Unavailable")).to_be_visible()

    newsroom.pages["/feed"] = Answered(NEWS, headers={"Content-Type": "application/rss+xml"})
    page.get_by_role("button", name=f"Ask now {FEED}").click()
    expect(page.get_by_text(f"{FEED} is asked now.")).to_be_visible()
    poll(feed.pk, newsroom.fetcher)
    page.get_by_role("link", name="Look again").click()

    expect(page.get_by_text("feed fails")).to_have_count(0)
    expect(row).to_contain_text(re.compile(r"200\s+. 1"))
    expect(row).to_contain_text(re.compile(r"503\s+. 1"))


def test_a_poisoned_article_is_retried_and_read_to_the_end(visitor, staff):
    reading = poisoned()
    page = visitor.open("/monitor/", user=staff, java_script_enabled=False)
    cause = page.get_by_role("article").filter(has_text="its worker died each time")
    expect(cause.get_by_role("link", name=reading.revision.article.title)).to_be_visible()

    cause.get_by_role("button", name="Retry").click()
    expect(page.get_by_text("1 put back in the queue.")).to_be_visible()
    expect(page.get_by_text("Nothing failed.")).to_be_visible()
    expect(page.get_by_role("row", name="Reading 1 0 0")).to_be_visible()
    read_revision(reading.pk)
    page.get_by_role("link", name="Look again").click()

    expect(page.get_by_text("Every article that came is read.")).to_be_visible()
    expect(page.get_by_role("row", name="Recording 1 1 0")).to_be_visible()


def test_what_is_discarded_stays_to_be_seen_and_can_be_put_back(visitor, staff):
    for number in range(3):
        make_failed(f"ValueError: line {number}")
    page = visitor.open("/monitor/", user=staff)

    page.get_by_role("button", name="Discard all 3").click()
    expect(page.get_by_text("Nothing failed.")).to_be_visible()
    page.get_by_text("Discarded in the last 30 days").click()
    expect(page.get_by_text("by sam")).to_be_visible()
    page.get_by_role("button", name="Put back").click()

    expect(page.get_by_text("3 put back in the queue.")).to_be_visible()
    assert Fetch.objects.pending().count() == 3


def test_an_editor_looks_and_finds_no_button(visitor, editor):
    poisoned()
    page = visitor.open("/", user=editor)

    page.get_by_role("link", name="Monitor").click()

    expect(page.get_by_text("its worker died each time").first).to_be_visible()
    expect(page.locator("main button")).to_have_count(0)


@pytest.fixture
def everything(newsroom, lantern):
    """Something of all that the page shows."""
    broken_feed(newsroom, lantern)
    poisoned()
    for number in range(4):
        make_failed(f"ValueError: line {number} of {ARTICLE}/{'and-' * 20}{number}")
    make_pending()
    harbour = make_outlet(name="Harbour Post")
    make_history(harbour, rate=6)
    bring(harbour, articles=6, statements=1, hours=2)
    Feed.objects.create(
        outlet=harbour,
        url="https://harbour.example/feed",
        last_success_at=timezone.now(),
        due_at=timezone.now() + timedelta(minutes=9),
    )


def test_the_monitor_fits_every_screen(visitor, staff, everything, look, expect_fit):
    page = visitor.open("/monitor/", user=staff, **look)

    expect_fit(page, "Monitor")
    expect(page.get_by_text("yields little")).to_be_visible()
