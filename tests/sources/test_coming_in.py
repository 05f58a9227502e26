"""What pages, feeds and indexes say of stories, on the way to an article."""

from datetime import UTC, datetime, timedelta

import pytest

from sources.documents import PAGE, Document, Given, open_document
from sources.gathering import stories_of
from sources.models import Article, Feed, Fetch, Revision
from sources.polling import poll
from sources.receiving import fetch, hand_over, receive, unseen
from tests.builders import make_outlet
from tests.newsroom import Page, html, redirect

pytestmark = pytest.mark.django_db

URL = "http://lantern.example/world/bridge-stands"
TEXT = "\n".join(
    f"The bridge will stand, Ada Varga said on Monday, for {n} years." for n in range(9)
)
TO_COME = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
CLOSED = (
    '<script type="application/ld+json">'
    '{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
)


def take_in(newsroom, url: str, **given) -> Fetch:
    hand_over([Document("test", url=url, given=Given(**given))])
    row = Fetch.objects.latest("pk")
    fetch(row.pk, newsroom.fetcher)
    receive(row.pk)
    row.refresh_from_db()
    return row


def dated(day: str, **told) -> Page:
    return html(TEXT, more=f'<meta property="article:published_time" content="{day}">', **told)


def test_a_page_tells_its_date_its_author_and_its_section(newsroom):
    head = (
        '<meta property="article:published_time" content="2025-05-06T08:00:00+02:00">'
        '<meta name="author" content="Ada Varga"><meta property="article:section" content="World">'
        '<meta property="article:modified_time" content="2025-05-07">'
    )
    newsroom.pages["/world/bridge-stands"] = html(TEXT, more=head)

    article = take_in(newsroom, URL).revision.article

    assert (article.published, article.published_from) == ("2025-05-06T08:00:00+02:00", "opengraph")
    assert (article.byline, article.section, article.modified) == (
        "Ada Varga",
        "World",
        "2025-05-07",
    )


def test_a_date_that_is_to_come_is_left_out_and_noted(newsroom):
    newsroom.pages["/world/bridge-stands"] = dated(TO_COME)

    row = take_in(newsroom, URL, published=TO_COME, published_from="feed")

    assert row.revision.article.published == ""
    assert f"({TO_COME}, opengraph) lies in the future: left out" in row.note
    assert f"({TO_COME}, feed) lies in the future: left out" in row.note


def test_a_feeds_date_serves_where_the_page_tells_none(newsroom):
    newsroom.pages["/world/bridge-stands"] = html(TEXT)

    article = take_in(newsroom, URL, published="2025-05-06", published_from="feed").revision.article

    assert (article.published, article.published_from) == ("2025-05-06", "feed")


def test_a_date_that_was_given_by_hand_is_taken_as_it_is():
    page = html(TEXT).body

    delivery = open_document(Document("test", PAGE, page, given=Given(published=TO_COME))).delivery

    assert (delivery.published.iso, delivery.published_from) == (TO_COME, "given")


def test_a_story_with_other_tracking_is_fetched_again_and_doubled_never(newsroom):
    newsroom.pages |= {f"/world/bridge-stands?utm_source={n}": html(TEXT) for n in "ab"}

    outcomes = [take_in(newsroom, f"{URL}?utm_source={n}").outcome for n in "ab"]

    assert outcomes == ["new", "unchanged"]
    assert Article.objects.get().url == URL


def test_a_known_story_is_known_under_each_of_its_addresses_in_one_feed(newsroom):
    newsroom.pages["/world/bridge-stands"] = html(TEXT)
    take_in(newsroom, URL)

    again = [Document("feed", url=f"{URL}?utm_source={n}") for n in "ab"]

    assert list(unseen(again)) == []


def test_a_redirect_leads_to_the_article_under_the_address_it_ended_at(newsroom):
    newsroom.pages |= {"/s/1": redirect("/world/bridge-stands"), "/world/bridge-stands": html(TEXT)}

    row = take_in(newsroom, "http://lantern.example/s/1")

    assert (row.landed, row.revision.article.url) == (URL, URL)
    assert Article.objects.at("http://lantern.example/s/1").get() == row.revision.article


def test_a_paywalled_page_fails_with_its_remedy_and_leaves_the_article_as_it_was(newsroom):
    newsroom.pages["/world/bridge-stands"] = html(TEXT)
    take_in(newsroom, URL)
    newsroom.pages["/world/bridge-stands"] = html(TEXT[:90], more=CLOSED)

    row = take_in(newsroom, URL)

    assert (row.state, Revision.objects.count()) == ("failed", 1)
    assert "behind a paywall" in row.error
    assert "ingest the file" in row.error


def test_the_outlet_is_known_by_its_homepage(newsroom):
    lantern = make_outlet(name="The Lantern", homepage="http://lantern.example/")
    site_name = '<meta property="og:site_name" content="LANTERN ONLINE">'
    newsroom.pages["/world/bridge-stands"] = html(TEXT, more=site_name)

    assert take_in(newsroom, URL).revision.article.outlet == lantern


def test_an_index_is_followed_again_and_again_to_its_news(newsroom):
    listed = b"<sitemapindex><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>"
    newsroom.pages["/index.xml"] = Page(listed, headers={"ETag": '"7"'})
    newsroom.pages["/news.xml"] = Page(b"<urlset><url><loc>/a-1</loc><news/></url></urlset>")
    feed = Feed.objects.create(outlet=make_outlet(), url="http://lantern.example/index.xml")

    asked = []
    for _ in range(2):
        asked += [poll(feed.pk, newsroom.fetcher), poll(feed.pk, newsroom.fetcher)]
        row = Fetch.objects.filter(url__endswith="/news.xml").latest("pk")
        fetch(row.pk, newsroom.fetcher)
        receive(row.pk)

    assert asked == [1, 0, 1, 0]  # one that waits already is not asked for twice
    assert Fetch.objects.filter(url="http://lantern.example/a-1").count() == 1


def test_an_index_without_news_says_so(newsroom):
    newsroom.pages["/index.xml"] = Page(
        b"<sitemapindex><sitemap><loc>/x</loc></sitemap></sitemapindex>"
    )

    (refused,) = stories_of(newsroom.fetcher.get("http://lantern.example/index.xml"), Given())

    assert "lists no sitemap of news" in refused.reason


def test_an_index_within_an_index_is_not_followed(newsroom):
    listed = b"<sitemapindex><sitemap><loc>/news2.xml</loc></sitemap></sitemapindex>"
    newsroom.pages |= {"/news.xml": Page(listed), "/news2.xml": Page(listed)}
    take_in(newsroom, "http://lantern.example/news.xml")
    inner = Fetch.objects.latest("pk")
    fetch(inner.pk, newsroom.fetcher)
    receive(inner.pk)

    inner.refresh_from_db()
    assert (inner.state, "index within an index" in inner.error) == ("failed", True)
