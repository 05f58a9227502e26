import json
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.parsing.feeds import FeedError, entries_of, is_feed

HOME = "https://lantern.example/feed"
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Lantern</title>
<item><title>Bridge &amp; ferry</title><link> /a?x=1&amp;y=2 </link>
<pubDate>Tue, 06 May 2031 12:00:00 +0200</pubDate></item>
<item><guid>https://lantern.example/b</guid></item>
<item><guid isPermaLink="false">tag:b</guid></item>
<item><link>mailto:desk@lantern.example</link></item>
<item><link>/a?x=1&amp;y=2</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">Bridge</title>
<link rel="self" href="/self"/><link href="https://lantern.example/a"/>
<updated>2031-05-07T00:00:00Z</updated><published>2031-05-06T12:00:00+02:00</published>
</entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<item><title>Bridge</title><link>/a</link><dc:date>2031-05-06</dc:date></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"url": "/a", "title": "Bridge", "date_published": "2031-05-06"}, 7, {"url": 8}],
    }
).encode()


def told(body: bytes) -> list[tuple[str, str, str]]:
    return [
        (entry.url, entry.title, entry.published.iso if entry.published else "")
        for entry in entries_of(body, HOME)
    ]


def test_rss_entries_have_address_title_and_date_once_each():
    assert told(RSS) == [
        ("https://lantern.example/a?x=1&y=2", "Bridge & ferry", "2031-05-06T12:00:00+02:00"),
        ("https://lantern.example/b", "", ""),
    ]


@pytest.mark.parametrize(
    ("feed", "date"),
    [(ATOM, "2031-05-06T12:00:00+02:00"), (RDF, "2031-05-06"), (JSON, "2031-05-06")],
)
def test_other_feeds_say_the_same(feed, date):
    assert told(feed) == [("https://lantern.example/a", "Bridge", date)]


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF, JSON, b"\xef\xbb\xbf" + JSON])
def test_a_feed_is_known_by_what_is_in_it(feed):
    assert is_feed(feed)


@pytest.mark.parametrize(
    "other", [b"", b"<html><body><feed>", b'{"items": []}', b"plain text", b"<p>RSS is a feed</p>"]
)
def test_other_documents_are_no_feeds(other):
    assert not is_feed(other)


@pytest.mark.parametrize("broken", [b'{"version": "jsonfeed.org/version', b"", b"\x00\x01"])
def test_a_feed_that_can_not_be_read_says_why(broken):
    with pytest.raises(FeedError):
        entries_of(broken, HOME)


def test_a_feed_that_breaks_off_gives_what_it_has():
    assert len(told(RSS[:-60])) == 2


def test_a_date_that_is_none_is_left_out():
    assert told(RSS.replace(b"Tue, 06 May 2031 12:00:00 +0200", b"soon"))[0][2] == ""


def test_entities_and_other_files_stay_closed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y "yyyy">]>'
    feed = RSS.replace(b"<rss", head.encode() + b"<rss").replace(b"Bridge", b"&x;&y;Bridge")

    assert "secret" not in str(told(feed))


def test_laughs_in_their_billions_stay_short():
    names = "abcdefghij"
    entities = ['<!ENTITY a "ha">'] + [
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
    ]
    feed = f"<!DOCTYPE rss [{''.join(entities)}]>".encode() + RSS.replace(b"Bridge", b"&j;")

    assert len(str(told(feed))) < 1000


@given(st.binary(max_size=400), st.integers(0, len(RSS)))
def test_no_bytes_break_the_reader(noise, at):
    for feed in (RSS, ATOM, JSON):
        with suppress(FeedError):
            entries_of(feed[:at] + noise + feed[at:], HOME)


@pytest.mark.parametrize("bad", [b"&#xD800;", b"&#55296;", b"\xed\xa0\x80", b"\xff", b"&#x110000;"])
def test_letters_that_are_none_cost_nothing_but_themselves(bad):
    entries = told(
        RSS.replace(b"Bridge", b"Bri" + bad + b"dge").replace(b"/b</guid>", bad + b"/b</guid>")
    )

    assert len(entries) == 2
    assert "ferry" in entries[0][1]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp1251", "utf-8"])
def test_a_feed_is_read_in_the_encoding_that_it_declares(encoding):
    written = RSS.decode().replace(
        '<?xml version="1.0"?>', f'<?xml version="1.0" encoding="{encoding}"?>'
    )

    assert told(written.replace("Bridge", "Мост").encode(encoding))[0][1] == "Мост & ferry"
