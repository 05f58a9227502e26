"""Pages, feeds, sitemaps, lists and archives as broken servers and attackers send them."""

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from random import Random

from sources.documents import PAGE, Document, DocumentError, Given, open_document
from sources.parsing.canonical import cleaned, key_of, site_of
from sources.parsing.discovery import site_in, sitemaps_named
from sources.parsing.feeds import FeedError, entries_of, is_feed, is_index, sitemaps_of
from sources.parsing.outlets import read_opml
from sources.parsing.plaintext import normalise
from sources.parsing.refusals import Refused
from sources.parsing.unpacking import ArchiveError
from sources.parsing.warc import ArchivedPage, read_archive
from tests.archives import pages

HOME = "https://lantern.example/world/bridge-stands?utm_source=x"
WORDS = (
    "The bridge will stand, Ada Varga told the council on Monday. “It has to,” she said, and left.",
    "Ilo Brandt, who opposes it, called the bridge a toy for ministers and their friends in Brod.",
    "The council votes on Friday; the ferry, which it would replace, runs until the end of May.",
)
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": ["NewsArticle"],
            "headline": "Bridge stands",
            "datePublished": "2025-05-06T08:00:00+02:00",
            "dateModified": "2025-05-07",
            "author": [{"@id": "#ada"}, "Ilo Brandt"],
            "publisher": {"@type": "Organization", "name": "The Lantern"},
            "mainEntityOfPage": {"@id": "https://lantern.example/world/bridge-stands"},
            "isAccessibleForFree": True,
            "articleSection": ["World"],
        },
        {"@id": "#ada", "@type": "Person", "name": "Ada Varga"},
    ],
}
SAMPLES: dict[str, bytes] = {
    "page": (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bridge | Lantern</title>'
        '<link rel="canonical" href="/world/bridge-stands"><meta name="author" content="Ada Varga">'
        '<meta property="article:published_time" content="2025-05-06T08:00:00+02:00">'
        '<link rel="alternate" type="application/rss+xml" title="All" href="/feed">'
        f'<script type="application/ld+json">{json.dumps(LINKED)}</script></head><body>'
        '<nav><a href="/rss">RSS</a></nav><article><header><h1>Bridge stands</h1>'
        '<time datetime="2025-05-06">6 May</time></header>'
        f"{''.join(f'<p>{words}</p>' for words in WORDS * 3)}</article></body></html>"
    ).encode(),
    "rss": (
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>The Lantern</title><item>'
        b"<title>Bridge &amp; ferry</title><link> /a?x=1&amp;y=2 </link><description><![CDATA[<b>x"
        b"</b>]]></description><pubDate>Tue, 06 May 2025 12:00:00 +0200</pubDate></item><item>"
        b"<guid>https://lantern.example/b</guid></item></channel></rss>"
    ),
    "atom": (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">Bridge</title>'
        b'<link rel="self" href="/self"/><link href="https://lantern.example/a"/>'
        b"<updated>2025-05-07T00:00:00Z</updated></entry></feed>"
    ),
    "json feed": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"url": "/a", "title": "Bridge", "date_published": "2025-05-06"}, {"url": 8}],
        }
    ).encode(),
    "sitemap": (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>/a?b&amp;c</loc>'
        b"<news:news><news:publication_date>2025-05-06</news:publication_date><news:title>Bridge"
        b"</news:title></news:news></url><url><loc>/b</loc><lastmod>2025-05-06</lastmod></url>"
        b"</urlset>"
    ),
    "index": (
        b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/news.xml'
        b"</loc><lastmod>2025-05-06</lastmod></sitemap></sitemapindex>"
    ),
    "list": (
        b'<opml version="2.0"><body><outline text="News"><outline type="rss" title="The Lantern" '
        b'xmlUrl="https://lantern.example/feed" htmlUrl="https://lantern.example/"/></outline>'
        b"</body></opml>"
    ),
    "robots": b"User-agent: *\nDisallow: /x\nSitemap: https://lantern.example/news.xml\n",
    "archive": pages(3, packed=False).data,
    "packed archive": pages(3).data,
}
SCRAPS = (
    *(b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\x1f\x8b", b"\xef\xbb\xbf", b"\x1b", b"\x85", b"\r"),
    *(
        b"<",
        b">",
        b"&",
        b'"',
        b"'",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<?",
        b"?>",
        b"</",
        b"/>",
    ),
    *(b"&#0;", b"&#xD800;", b"&#x110000;", b"&nbsp;", b"&lol;", b"&#99999999999999999999;"),
    *(b"<script>", b"</script>", b"<svg>", b"<math>", b"<template>", b"<table>", b"<plaintext>"),
    *(b"{", b"}", b"[", b"]", b"\\u0000", b"\\ud800", b"1e999", b"NaN", b"null", b"-" * 50),
    *(b"http://[::1", b"javascript:alert(1)", b"//", b"\xe2\x80\xae", b"9" * 5000, b"2999-01-01"),
    b'<!DOCTYPE x [<!ENTITY lol "hahaha"><!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
    b'<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=//e.example">',
    b'<link rel="canonical" href="https://evil.example/a-1">',
    b'<meta charset="utf-7">',
)
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "cp1251", "shift_jis", "utf-7", "cp037")
DEEPEST = 20_000

Way = Callable[[bytes, Random], bytes]


def _cut(body: bytes, chance: Random) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _without_a_piece(body: bytes, chance: Random) -> bytes:
    start, end = _piece(body, chance)
    return body[:start] + body[end:]


def _with_a_piece_again(body: bytes, chance: Random) -> bytes:
    start, end = _piece(body, chance)
    return body[:end] + body[start:end] * chance.choice((1, 2, 50, 2000)) + body[end:]


def _with_scraps(body: bytes, chance: Random) -> bytes:
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(body) + 1)
        body = body[:at] + chance.choice(SCRAPS) + body[at:]
    return body


def _with_other_bytes(body: bytes, chance: Random) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.randint(1, 40) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _with_a_piece_of_another(body: bytes, chance: Random) -> bytes:
    start, end = _piece(body, chance)
    other = chance.choice(list(SAMPLES.values()))
    first, last = _piece(other, chance)
    return body[:start] + other[first:last] + body[end:]


def _deep(body: bytes, chance: Random) -> bytes:
    at, depth = chance.randrange(len(body) + 1), chance.choice((300, 2000, DEEPEST))
    openings = (b"<div>", b"<p><b>", b"[", b'{"a":', b"<item>", b"<ul><li>", b"<outline>", b"(")
    return body[:at] + chance.choice(openings) * depth + body[at:]


def _in_another_encoding(body: bytes, chance: Random) -> bytes:
    return body.decode(errors="replace").encode(chance.choice(ENCODINGS), errors="replace")


def _packed(body: bytes, chance: Random) -> bytes:
    packed = gzip.compress(body * chance.choice((1, 1, 100)), 1, mtime=0)
    return chance.choice((packed, _with_other_bytes(packed, chance), _cut(packed, chance)))


WAYS: tuple[Way, ...] = (
    *(_cut, _without_a_piece, _with_a_piece_again, _with_scraps, _with_other_bytes),
    *(_with_a_piece_of_another, _deep, _in_another_encoding, _packed),
)


def _piece(body: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(body) + 1)
    return start, min(len(body), start + chance.randint(1, 200))


@dataclass(frozen=True, slots=True)
class Mangled:
    """A document of some kind, mangled by its seed."""

    kind: str
    body: bytes


def mangled(seed: int) -> Mangled:
    """The document of a seed: a sample, mangled in one to four ways."""
    chance = Random(seed)  # noqa: S311
    kind = chance.choice(list(SAMPLES))
    body = SAMPLES[kind]
    for way in chance.choices(WAYS, k=chance.randint(1, 4)):
        body = way(body, chance)
    return Mangled(kind, body[: 2 * 2**20])


def faults_of(document: Mangled) -> list[str]:
    """What no document may bring about, in words; every reader reads every document."""
    faults: list[str] = []
    for read in (_read_page, _read_feed, _read_list, _read_site, _read_address, _read_archive):
        try:
            faults += read(document.body)
        except Exception as error:  # noqa: BLE001
            faults.append(f"{read.__name__}: {type(error).__name__}: {str(error)[:200]}")
    return faults


def _read_page(body: bytes) -> Iterator[str]:
    try:
        opened = open_document(Document("fuzz", PAGE, body, HOME, Given(outlet="The Lantern")))
    except DocumentError as error:
        yield from _unfit("cause", str(error))
        return
    delivery = opened.delivery
    for name in ("text", "title", "outlet", "language", "byline", "section", "modified"):
        yield from _unfit(name, getattr(delivery, name))
    for url in delivery.addresses.claimed:
        yield from _unfit("claimed", url)
    latest = datetime.now(UTC).date() + timedelta(days=1)
    if delivery.published and delivery.published.day > latest:
        yield f"published in the future: {delivery.published.iso}"


def _read_feed(body: bytes) -> Iterator[str]:
    is_feed(body), is_index(body)
    try:
        entries = entries_of(body, HOME)
        sitemaps = sitemaps_of(body, HOME, today=date(2025, 5, 6))
    except FeedError as error:
        yield from _unfit("cause", str(error))
        return
    for url in (*sitemaps, *(entry.url for entry in entries)):
        yield from _unfit("address", url)
        if not url.startswith(("http://", "https://")):
            yield f"no web address: {url!r}"
    for entry in entries:
        yield from _unfit("title", entry.title)


def _read_list(body: bytes) -> Iterator[str]:
    for item in read_opml(body, "fuzz"):
        yield from _unfit("entry", str(item) if isinstance(item, Refused) else item.name)


def _read_archive(body: bytes) -> Iterator[str]:
    ended = -1, -1
    try:
        for record in read_archive(BytesIO(body)):
            place = record.ends.offset, record.ends.inside
            if place <= ended:
                yield f"a record ends at {place}, no later than the one before"
            ended = place
            if isinstance(record.holds, ArchivedPage):
                yield from _unfit("address", record.holds.url)
    except ArchiveError as error:
        yield from _unfit("cause", str(error))


def _read_site(body: bytes) -> Iterator[str]:
    text = body.decode(errors="replace")
    found = site_in(text, HOME)
    yield from _unfit("name", found.name)
    for feed in (*found.feeds, *sitemaps_named(text, HOME)):
        yield from _unfit("feed", feed.url + feed.title)


def _read_address(body: bytes) -> Iterator[str]:
    url = "https://" + body[:300].decode("latin-1")
    yield from _unfit("key", key_of(url))
    yield from _unfit("site", site_of(url))
    if key_of(cleaned(url)) != key_of(url):
        yield f"cleaned, it has another key: {url!r}"


def _unfit(name: str, text: str) -> Iterator[str]:
    """What the database would not hold."""
    if normalise(text) != text:
        yield f"{name} can't be stored: {text[:80]!r}"
    if "root:x:0" in text:
        yield f"{name} tells a file of ours"
