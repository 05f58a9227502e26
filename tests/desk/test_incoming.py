"""Editors say at the desk what comes in: feeds of a site, addresses, files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.desk import incoming
from sources.models import Feed, Fetch, Outlet
from tests.builders import make_outlet
from tests.newsroom import Page, html, open_newsroom

pytestmark = pytest.mark.django_db

PAGE = "/desk/sources/"
RSS = b"<rss><item><title>Bridge &lt;b&gt;</title><link>/a</link></item></rss>"
NAMED = '<link rel="alternate" type="application/rss+xml" title="All" href="/all">'
FEED = "http://lantern.example/all"


@pytest.fixture
def newsroom(monkeypatch):
    with open_newsroom() as opened:
        opened.pages |= {"/": html("Welcome.", title="The Lantern", more=NAMED), "/all": Page(RSS)}
        monkeypatch.setattr(incoming, "Fetcher", lambda **_: opened.fetcher)
        yield opened


def find(client, site="http://lantern.example"):
    return client.post(reverse("desk-sources-find"), {"site": site})


def follow(client, **changes):
    told = {"outlet": "The Lantern", "homepage": "http://lantern.example/", "feed": [FEED]}
    return client.post(reverse("desk-sources-follow"), told | changes, follow=True)


def bring(client, **told):
    return client.post(reverse("desk-sources-bring"), told, follow=True)


def test_readers_may_not_say_what_comes_in(reader):
    names = ("find", "follow", "bring")
    answers = [reader.post(reverse(f"desk-sources-{name}")).status_code for name in names]

    assert [*answers, reader.get(PAGE).status_code] == [403] * 4


def test_the_feeds_of_a_site_are_shown_the_likeliest_ticked(editor, newsroom):
    words = " ".join(find(editor).content.decode().split())

    assert f'value="{FEED}" checked' in words
    assert "1 story" in words
    assert "Bridge &lt;b&gt;" in words
    assert 'value="The Lantern"' in words


def test_an_address_is_understood_without_its_scheme(editor, newsroom):
    assert "https://lantern.example" in find(editor, "lantern.example").content.decode()


def test_a_site_without_feeds_says_so(editor, newsroom):
    newsroom.pages = {"/": html("Welcome.")}

    assert "no feed was found" in find(editor).content.decode()


def test_what_is_no_address_is_refused(editor, newsroom):
    answer = find(editor, "ftp://lantern.example")

    assert (answer.status_code, newsroom.asked) == (422, [])
    assert "is no web address" in answer.content.decode()


def test_a_ticked_feed_is_followed_by_one_click(editor):
    page = follow(editor).content.decode()

    feed = Feed.objects.get()
    assert (feed.url, feed.outlet.name, feed.outlet.site) == (
        FEED,
        "The Lantern",
        "lantern.example",
    )
    assert "1 feed of The Lantern followed from now on." in page
    assert FEED in page


def test_a_feed_that_is_followed_is_not_added_twice(editor, newsroom):
    follow(editor)

    assert "followed already" in follow(editor).content.decode()
    assert "followed, The Lantern" in find(editor).content.decode()
    assert Feed.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"feed": []}, {"outlet": " "}, {"feed": ["file:///etc/passwd"]}])
def test_a_form_with_a_fault_adds_nothing(editor, wrong):
    assert follow(editor, **wrong).status_code == 422
    assert not Outlet.objects.exists()


def test_addresses_and_files_are_handed_to_the_workers(editor):
    files = [
        SimpleUploadedFile("a.txt", b"The bridge stands."),
        SimpleUploadedFile("b.jsonl", b'{"text": "one"}\n\n{"text": "two"}\n'),
    ]

    page = bring(editor, addresses=f"{FEED}\n\n{FEED}", files=files, outlet="The Lantern")

    assert "4 documents handed over" in page.content.decode()
    assert {row.given["outlet"] for row in Fetch.objects.all()} == {"The Lantern"}
    assert Fetch.objects.filter(url=FEED, compressed=None).count() == 1


def test_a_file_of_another_kind_is_refused_and_the_rest_goes_on(editor):
    files = [SimpleUploadedFile("a.pdf", b"%PDF"), SimpleUploadedFile("a.txt", b"Text.")]

    page = bring(editor, files=files).content.decode()

    assert "a.pdf: its name should end in" in page
    assert "1 document handed over" in page


@pytest.mark.parametrize(
    "told", [{}, {"addresses": "lantern"}, {"addresses": FEED, "published": "soon"}]
)
def test_what_can_not_be_taken_is_refused_on_the_page(editor, told):
    assert bring(editor, **told).status_code == 422
    assert not Fetch.objects.exists()


def test_more_than_a_request_should_hold_is_refused(editor, monkeypatch):
    monkeypatch.setattr(incoming, "MOST_BYTES", 3)

    page = bring(editor, files=[SimpleUploadedFile("a.txt", b"Text.")])

    assert (page.status_code, "manage.py ingest" in page.content.decode()) == (422, True)


def test_the_page_costs_the_same_whatever_is_followed(editor, django_assert_max_num_queries):
    outlet = make_outlet()
    Feed.objects.bulk_create(Feed(outlet=outlet, url=f"{FEED}/{n}") for n in range(30))

    with django_assert_max_num_queries(13):
        editor.get(PAGE)
