"""The feeds that a site names."""

from hypothesis import given
from hypothesis import strategies as st

from sources.parsing.discovery import site_in, sitemaps_named, usual_places

HOME = "https://lantern.example/"
PAGE = """<html><head><title>Home - The Lantern</title>
<link rel="alternate" type="application/rss+xml" title="All  news" href="/feed#top">
<link rel="Alternate" type="application/feed+json; charset=utf-8" href="feed.json">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
<link rel="stylesheet" type="text/css" href="/feed.css"></head>
<body><a href="/feed">RSS</a> <a href="/rss/world">World</a> <a href="/about">About</a>
<a href="mailto:feed@lantern.example">Write</a></body></html>"""


def test_the_feeds_of_a_page_come_once_each_and_those_of_comments_never():
    site = site_in(PAGE, HOME)

    assert [(feed.url, feed.title, feed.named_by) for feed in site.feeds] == [
        ("https://lantern.example/feed", "All news", "the page"),
        ("https://lantern.example/feed.json", "JSON Feed", "the page"),
        ("https://lantern.example/rss/world", "World", "a link on the page"),
    ]


def test_a_site_is_called_what_it_calls_itself():
    named = '<meta property="og:site_name" content="The Lantern of Brod">'

    assert site_in(PAGE, HOME).name == "Home"
    assert site_in(PAGE.replace("</head>", f"{named}</head>"), HOME).name == "The Lantern of Brod"


def test_a_document_that_is_no_page_names_nothing():
    assert site_in("", HOME).feeds == ()


def test_the_sitemaps_of_robots_txt_come_news_first():
    robots = "User-agent: *\nSitemap: /pages.xml\n sitemap:https://lantern.example/news.xml\n"

    assert [feed.url for feed in sitemaps_named(robots, f"{HOME}robots.txt")] == [
        "https://lantern.example/news.xml",
        "https://lantern.example/pages.xml",
    ]


def test_the_usual_places_are_on_the_site():
    places = [place.url for kind in ("feeds", "sitemaps") for place in usual_places(HOME, kind)]

    assert "https://lantern.example/feed" in places
    assert "https://lantern.example/news-sitemap.xml" in places


@given(st.text(max_size=200), st.integers(0, len(PAGE)))
def test_any_page_names_feeds_or_none(noise, at):
    site = site_in(PAGE[:at] + noise + PAGE[at:], HOME)

    assert all(feed.url.startswith("http") for feed in site.feeds)
    assert all(feed.url for feed in sitemaps_named(noise, HOME))
