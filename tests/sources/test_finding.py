"""The feeds of a site are looked for where they are named, and tried."""

import pytest

from sources.finding import MOST_TRIED, find_feeds
from sources.models import Feed
from tests.builders import make_outlet
from tests.newsroom import Page, html, redirect

pytestmark = pytest.mark.django_db

HOME = "http://lantern.example/"
RSS = b"<rss><item><title>Bridge</title><link>/a</link><pubDate>2031-05-06</pubDate></item></rss>"
NEWS = b"<urlset><url><loc>/a</loc><news><title>Ferry</title></news></url></urlset>"
NAMED = '<link rel="alternate" type="application/rss+xml" title="All" href="/all">'


def front(more: str = "") -> Page:
    return html("Welcome to the Lantern of Brod.", title="The Lantern | Brod", more=more)


def told(site):
    return [(feed.url.removeprefix(HOME), feed.stories, feed.named_by) for feed in site.feeds]


def test_feeds_that_the_page_names_are_tried_and_shown_with_what_they_hold(newsroom):
    newsroom.pages |= {"/": front(NAMED), "/all": Page(RSS)}

    site = find_feeds("http://lantern.example", newsroom.fetcher)

    assert told(site) == [("all", 1, "the page")]
    assert (site.name, site.homepage, site.error) == ("The Lantern", HOME, "")
    assert (site.feeds[0].examples, site.feeds[0].newest) == (("Bridge",), "2031-05-06")


def test_a_sitemap_of_robots_txt_is_a_feed(newsroom):
    robots = Page(b"Sitemap: http://lantern.example/news.xml")
    newsroom.pages |= {"/": front(), "/robots.txt": robots, "/news.xml": Page(NEWS)}

    assert ("news.xml", 1, "robots.txt") in told(find_feeds(HOME, newsroom.fetcher))


def test_where_nothing_is_named_the_usual_places_are_asked(newsroom):
    newsroom.pages |= {"/": front(), "/rss.xml": Page(RSS), "/sitemap-news.xml": Page(NEWS)}

    assert told(find_feeds(HOME, newsroom.fetcher)) == [
        ("rss.xml", 1, "a usual place"),
        ("sitemap-news.xml", 1, "a usual place"),
    ]


def test_the_address_of_a_feed_finds_that_feed(newsroom):
    newsroom.pages |= {"/f": redirect("/feed"), "/feed": Page(RSS)}

    assert told(find_feeds(f"{HOME}f", newsroom.fetcher)) == [("feed", 1, "the address itself")]


def test_a_feed_that_is_followed_says_so(newsroom):
    newsroom.pages |= {"/": front(NAMED), "/all": Page(RSS)}
    feed = Feed.objects.create(outlet=make_outlet(), url=f"{HOME}all")

    assert find_feeds(HOME, newsroom.fetcher).feeds[0].known == feed


def test_a_named_feed_that_fails_is_shown_with_its_cause(newsroom):
    newsroom.pages |= {"/": front(NAMED)}

    (feed,) = find_feeds(HOME, newsroom.fetcher).feeds
    assert "404" in feed.error


def test_a_named_feed_that_is_a_page_is_none(newsroom):
    newsroom.pages |= {"/": front(NAMED), "/all": front()}

    site = find_feeds(HOME, newsroom.fetcher)

    assert (site.feeds, "no feed was found" in site.error) == ([], True)


def test_a_site_that_does_not_answer_says_why(newsroom):
    assert "404" in find_feeds("http://lantern.example/x", newsroom.fetcher).error
    assert "host name that is none" in find_feeds("http://exa mple", newsroom.fetcher).error


def test_a_site_is_asked_a_dozen_times_at_most(newsroom):
    names = "".join(NAMED.replace("/all", f"/{n}") for n in range(40))
    newsroom.pages |= {"/": front(names)} | {f"/{n}": Page(RSS) for n in range(40)}

    site = find_feeds(HOME, newsroom.fetcher)

    assert len(newsroom.asked) <= MOST_TRIED + 2
    assert site.feeds[-1].error == "not tried: the search took too long"
