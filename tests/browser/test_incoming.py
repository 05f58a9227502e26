"""The desk's page of sources in a real browser: a feed is found and followed by two clicks."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims.desk import incoming
from sources.models import Feed
from tests.builders import make_outlet
from tests.newsroom import Page, html, open_newsroom

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RSS = b"""<rss><item><title>The bridge will stand, says Varga</title><link>/a</link>
<pubDate>Tue, 06 May 2025 12:00:00 +0200</pubDate></item><item><title>Ferry back</title>
<link>/b</link></item></rss>"""
ATOM = b'<feed><entry><title>Rain</title><link href="/c"/></entry></feed>'
NAMED = """<link rel="alternate" type="application/rss+xml" title="All news" href="/all">
<link rel="alternate" type="application/atom+xml" title="Weather" href="/weather-of-the-valley-%s">
<link rel="alternate" type="application/rss+xml" title="Old" href="/gone">""" % ("x" * 90)


@pytest.fixture
def newsroom(monkeypatch):
    with open_newsroom() as opened:
        front = html("Welcome to the Lantern.", title="The Lantern | Brod", more=NAMED)
        opened.pages |= {
            "/": front,
            "/all": Page(RSS),
            f"/weather-of-the-valley-{'x' * 90}": Page(ATOM),
        }
        monkeypatch.setattr(incoming, "Fetcher", lambda **_: opened.fetcher)
        yield opened


def test_a_feed_is_found_and_followed_without_scripts(visitor, editor, newsroom, look):
    Feed.objects.create(outlet=make_outlet(name="The Quay"), url="https://quay.example/feed")
    page = visitor.open(reverse("desk-sources"), user=editor, java_script_enabled=False, **look)

    page.get_by_label("Address of the site").fill("http://lantern.example")
    page.get_by_role("button", name="Find its feeds").click()
    expect(page.get_by_role("checkbox", name="All news")).to_be_checked()
    page.get_by_role("button", name="Follow", exact=True).click()

    expect(page.get_by_text("1 feed of The Lantern followed from now on.")).to_be_visible()


def test_what_is_found_is_shown_on_a_fit_page(visitor, editor, newsroom, look, expect_fit):
    page = visitor.open(reverse("desk-sources"), user=editor, **look)
    expect_fit(page, "Sources")

    page.get_by_label("Address of the site").fill("http://lantern.example")
    page.get_by_role("button", name="Find its feeds").click()

    expect(page.get_by_text("The bridge will stand, says Varga")).to_be_visible()
    expect_fit(page, "Sources")


def test_a_form_with_faults_is_a_fit_page(visitor, editor, look, expect_fit):
    page = visitor.open(reverse("desk-sources"), user=editor, **look)

    page.get_by_label("Addresses of articles or feeds").fill("lantern")
    page.get_by_role("button", name="Hand them over").click()

    expect(page.get_by_text("is no web address")).to_be_visible()
    expect_fit(page, "Sources")
