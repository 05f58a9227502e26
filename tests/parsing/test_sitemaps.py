"""Sitemaps are feeds: their news, their pages, the sitemaps that an index lists."""

import gzip
from datetime import date

import pytest

from sources.parsing.feeds import (
    MOST_ENTRIES,
    FeedError,
    entries_of,
    is_feed,
    is_index,
    sitemaps_of,
)

TODAY = date(2031, 5, 6)
HOME = "https://lantern.example/sitemap.xml"
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)
NEWS = f"""<?xml version="1.0"?><urlset {SPACES}>
<url><loc> https://lantern.example/a?x=1&amp;y=2 </loc><lastmod>2031-05-07</lastmod><news:news>
<news:publication><news:name>The Lantern</news:name></news:publication>
<news:publication_date>2031-05-06T08:00:00+02:00</news:publication_date>
<news:title>Bridge &amp; ferry</news:title></news:news></url>
<url><loc>https://lantern.example/about</loc></url></urlset>""".encode()


def pages(count: int) -> bytes:
    rows = (
        f"<url><loc>/{n}</loc><lastmod>2031-05-{n % 28 + 1:02}</lastmod></url>"
        for n in range(count)
    )
    return f"<urlset {SPACES}>{''.join(rows)}</urlset>".encode()


def index(*rows: tuple[str, str]) -> bytes:
    listed = (f"<sitemap><loc>{loc}</loc><lastmod>{day}</lastmod></sitemap>" for loc, day in rows)
    return f"<sitemapindex {SPACES}>{''.join(listed)}</sitemapindex>".encode()


@pytest.mark.parametrize("body", [NEWS, gzip.compress(NEWS)], ids=["plain", "packed"])
def test_news_comes_with_title_and_date_and_without_other_pages(body):
    entry, *others = entries_of(body, HOME)

    assert (is_feed(body), is_index(body), others) == (True, False, [])
    assert (entry.url, entry.title) == ("https://lantern.example/a?x=1&y=2", "Bridge & ferry")
    assert entry.published.iso == "2031-05-06T08:00:00+02:00"


def test_without_news_the_pages_that_changed_last_come_first_and_undated():
    entries = entries_of(pages(5), HOME)

    assert [entry.url[-1] for entry in entries] == ["4", "3", "2", "1", "0"]
    assert {entry.published for entry in entries} == {None}


def test_of_a_large_sitemap_the_newest_pages_are_kept():
    entries = entries_of(pages(4000), HOME)

    assert len(entries) == MOST_ENTRIES
    assert all(int(entry.url.rpartition("/")[2]) % 28 >= 20 for entry in entries)


def test_an_index_lists_sitemaps_of_news_and_of_these_days():
    body = index(
        ("/authors.xml", "2031-05-06"),
        ("/news-1.xml", "2031-05-05"),
        ("/news-0.xml", "2029-01-01"),
        ("https://lantern.example/news.xml", ""),
        (HOME, "2031-05-06"),
    )

    assert is_index(body)
    assert sitemaps_of(body, HOME, today=TODAY) == [
        "https://lantern.example/news-1.xml",
        "https://lantern.example/news.xml",
        "https://lantern.example/authors.xml",
    ]


def test_a_packed_sitemap_that_breaks_off_gives_what_it_has():
    assert len(entries_of(gzip.compress(NEWS)[:-30], HOME)) == 1


@pytest.mark.parametrize("body", [b"\x1f\x8b", b"\x1f\x8b\x08broken", gzip.compress(b"", mtime=0)])
def test_a_broken_package_says_why(body):
    with pytest.raises(FeedError):
        entries_of(body, HOME)


def test_a_bomb_is_opened_no_further_than_a_sitemap_may_go():
    bomb = gzip.compress(NEWS[:-9] + b" " * (60 * 2**20))

    assert len(bomb) < 2**17
    assert len(entries_of(bomb, HOME)) == 1
