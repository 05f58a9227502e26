"""XML from strangers stays inert, whatever reads it."""

import tracemalloc
from itertools import pairwise

import pytest

from sources.parsing.feeds import FeedError, entries_of, sitemaps_of
from sources.parsing.outlets import read_opml
from sources.parsing.published import parse_published

HOME = "https://lantern.example/feed"
TODAY = parse_published("2031-05-06").day
DOCUMENTS = {
    "rss": "<rss><item><title>{0}</title><link>/a{0}</link></item></rss>",
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{0}</title>'
    '<link href="/a{0}"/></entry></feed>',
    "sitemap": "<urlset><url><loc>/a{0}</loc><news><title>{0}</title></news></url></urlset>",
    "index": "<sitemapindex><sitemap><loc>/news{0}</loc></sitemap></sitemapindex>",
    "opml": '<opml><outline text="{0}" xmlUrl="https://lantern.example/{0}"/></opml>',
}


def read(body: bytes) -> str:
    try:
        found = repr((entries_of(body, HOME), sitemaps_of(body, HOME, today=TODAY)))
    except FeedError as error:
        found = str(error)
    return found + repr(list(read_opml(body, "file")))


def laughs(levels: str = "abcdefghij") -> str:
    entities = ['<!ENTITY a "ha">']
    for before, name in pairwise(levels):
        entities.append(f'<!ENTITY {name} "{f"&{before};" * 10}">')
    return "".join(entities)


def attacks(folder) -> dict[str, tuple[str, str]]:
    """The declarations, and what stands in the text."""
    (folder / "secret").write_text("hunter2")
    (folder / "evil.dtd").write_text('<!ENTITY hidden "hunter2">')
    big = "x" * 100_000
    return {
        "laughs": (laughs(), "&j;"),
        "blow-up": (f'<!ENTITY j "{big}">', "&j;" * 1000),
        "file": (f'<!ENTITY j SYSTEM "file://{folder}/secret">', "&j;"),
        "address": ('<!ENTITY j SYSTEM "http://127.0.0.1:9/secret">', "&j;"),
        "parameter": (f'<!ENTITY % p SYSTEM "file://{folder}/evil.dtd"> %p;', "&hidden;"),
        "ring": ('<!ENTITY j "&k;"><!ENTITY k "&j;">', "&j;"),
    }


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("attack", ["laughs", "blow-up", "file", "address", "parameter", "ring"])
def test_entities_open_nothing_and_grow_to_nothing(tmp_path, kind, attack):
    declared, used = attacks(tmp_path)[attack]
    body = f"<!DOCTYPE x [{declared}]>{DOCUMENTS[kind].format(used)}".encode()

    tracemalloc.start()
    told = read(body)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert "hunter2" not in told
    assert len(told) < 3_000
    assert most < 20 * 2**20


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_an_outer_dtd_is_not_loaded(tmp_path, kind):
    (tmp_path / "evil.dtd").write_text('<!ENTITY j "hunter2">')
    head = f'<!DOCTYPE x SYSTEM "file://{tmp_path}/evil.dtd">'

    assert "hunter2" not in read((head + DOCUMENTS[kind].format("&j;")).encode())


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_no_file_is_included(tmp_path, kind):
    (tmp_path / "secret").write_text("hunter2")
    words = (
        f'<i xmlns:x="http://www.w3.org/2001/XInclude"><x:include parse="text" '
        f'href="file://{tmp_path}/secret"/></i>'
    )
    text = DOCUMENTS[kind].replace('"{0}"', '""').replace('/{0}"', '/"').format(words)

    assert "hunter2" not in read(text.encode())
