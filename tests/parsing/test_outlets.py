"""Lists of outlets in OPML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.parsing.outlets import ListedFeed, ListedOutlet, fault_in_address, read_opml
from sources.parsing.refusals import Refused

OPML = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="News">
<outline type="rss" text="short" title="The  Lantern" xmlUrl="https://lantern.example/feed"
 htmlUrl="https://lantern.example/"/></outline>
<outline type="rss" text="Lost"/>
<outline XMLURL="ftp://quay.example/feed" text="Quay"/>
<outline xmlUrl="https://quay.example/feed"/></body></opml>"""


def test_feeds_come_with_their_titles_and_homepages_out_of_folders():
    first = next(iter(read_opml(OPML, "list.opml")))

    assert first == ListedOutlet(
        "list.opml, feed 1 (The Lantern)",
        "The Lantern",
        "https://lantern.example/",
        (ListedFeed("https://lantern.example/feed"),),
        by_site=True,
    )


def test_what_can_not_be_taken_is_named_with_its_place_and_remedy():
    faults = [str(item) for item in read_opml(OPML, "list.opml") if isinstance(item, Refused)]

    assert faults[0].startswith("list.opml, feed 2 (Lost): its feed's address is missing: write")
    assert faults[1].startswith("list.opml, feed 3 (Quay): 'ftp://quay.example/feed' is no web")
    assert faults[2].startswith("list.opml, feed 4: a name")


@pytest.mark.parametrize("body", [b"", b"<opml/>", b"\x00\x01", b"<html><p>no</p></html>"])
def test_a_file_without_feeds_is_a_fault(body):
    (fault,) = read_opml(body, "list.opml")

    assert isinstance(fault, Refused)


@pytest.mark.parametrize(
    "url", ["", "lantern.example", "https://", "https://me:pw@a.example/", "https://a.example/b c"]
)
def test_an_address_with_a_fault_is_told_what_to_do(url):
    assert ": " in fault_in_address(url, 200)


def test_a_good_address_has_no_fault():
    assert fault_in_address("https://lantern.example/@feed", 200) == ""


@given(st.binary(max_size=200), st.integers(0, len(OPML)))
def test_no_bytes_break_the_reader(noise, at):
    for item in read_opml(OPML[:at] + noise + OPML[at:], "list.opml"):
        assert isinstance(item, ListedOutlet | Refused)
