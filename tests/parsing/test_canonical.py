"""One page has one key, whatever the address that leads to it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sources.parsing.canonical import (
    LONGEST_KEY,
    cleaned,
    is_believable,
    is_front_page,
    key_of,
    site_of,
)

STORY = "https://lantern.example/world/bridge-stands"
ANY = st.text(st.characters(exclude_categories=())) | st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https", "ftp", "HTTP"]),
    st.sampled_from(["a.example", "m.a.example:80", "[::1]", "1.2.3.4", "b\xfccher.example", ""]),
    st.text(max_size=20),
    st.text(max_size=20),
)


@pytest.mark.parametrize(
    "other",
    [
        "http://lantern.example/world/bridge-stands",
        "https://www.lantern.example:443/world/bridge-stands/",
        "https://LANTERN.example./world/bridge-stands#comments",
        "https://m.lantern.example/world/bridge-stands?utm_source=x&utm_medium=y",
        "https://mobile.lantern.example/world/bridge-stands?fbclid=Ab1",
        "https://amp.lantern.example/world/bridge-stands?gclid=1&mc_cid=2",
        "https://lantern.example/world/bridge-stands/amp/",
        "https://lantern.example/amp/world/bridge-stands",
        "https://lantern.example/world/bridge-stands.amp",
        "https://lantern.example/world/bridge-stands?amp=1",
        "https://lantern.example/world/bridge-stands?outputType=amp",
        "https://lantern.example/world/bridge-stands/index.html",
        "https://lantern.example/world/bridge%2Dstands?ref=home",
        "https://lantern.example/world/bridge-stands;jsessionid=0A1B",
        "https://lantern-example.cdn.ampproject.org/c/s/lantern.example/world/bridge-stands",
        "https://www.google.com/amp/s/amp.lantern.example/world/bridge-stands",
    ],
)
def test_a_page_in_another_dress_is_the_same_page(other):
    assert key_of(other) == key_of(STORY)


@pytest.mark.parametrize(
    "other",
    [
        "https://lantern.example/world/Bridge-Stands",
        "https://lantern.example/world/bridge-stands?id=2",
        "https://lantern.example/world/bridge-stands?ref=4711",
        "https://sport.lantern.example/world/bridge-stands",
        "https://lantern.example:8080/world/bridge-stands",
        "https://lantern.example/world/bridge-stands/2",
        "https://lanterns.example/world/bridge-stands",
    ],
)
def test_other_pages_stay_apart(other):
    assert key_of(other) != key_of(STORY)


def test_the_order_of_parameters_tells_nothing():
    assert key_of("https://a.example/?b=2&a=1") == key_of("https://a.example?a=1&b=2")


def test_the_path_amp_alone_is_a_page():
    assert key_of("https://a.example/amp") != key_of("https://a.example/")


def test_bytes_of_old_encodings_stay_apart():
    assert key_of("https://a.example/?q=%e4") != key_of("https://a.example/?q=%e5")


def test_what_is_no_web_address_is_its_own_key():
    assert key_of(" urn:sha256:ab ") == "urn:sha256:ab"


def test_a_clean_address_leads_where_the_address_led():
    dirty = "HTTP://WWW.Lantern.example:80/A/index.html?id=7&utm_source=x&b=%20#top"

    assert cleaned(dirty) == "http://www.lantern.example/A/index.html?id=7&b=+"
    assert cleaned("https://a.example:8443/?x=a%20b") == "https://a.example:8443/?x=a%20b"


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://a.b.lantern.example/", "lantern.example"),
        ("https://ada.github.io/", "ada.github.io"),
        ("https://www.ada.wordpress.com/", "ada.wordpress.com"),
        ("https://www.wordpress.com/", "wordpress.com"),
        ("https://93.184.215.14/a", "93.184.215.14"),
        ("urn:sha256:ab", ""),
        ("https://a.example:99999/", ""),
    ],
)
def test_a_site_is_what_was_registered(url, site):
    assert site_of(url) == site


def test_a_front_page_is_told_by_its_path():
    assert is_front_page("https://www.lantern.example/index.html?utm_source=x")
    assert not is_front_page("https://lantern.example/?p=12")


@pytest.mark.parametrize(
    ("claimed", "believed"),
    [
        ("https://lantern.example/world/bridge-falls", True),
        ("https://lantern.example/?p=12", True),
        ("https://lantern.example/", False),
        ("https://lantern.example/world", False),
        ("javascript:alert(1)", False),
    ],
)
def test_a_story_is_neither_a_front_page_nor_a_section(claimed, believed):
    assert is_believable(claimed, [STORY]) is believed


def test_a_section_may_call_itself_one():
    assert is_believable("https://lantern.example/world", ["https://m.lantern.example/world"])


@given(ANY)
@example("https://lantern.example/a #b")
def test_any_address_has_a_key_that_is_its_own(url):
    assert len(key_of(url)) <= max(LONGEST_KEY, len(url))
    assert key_of(cleaned(url)) == key_of(url)
    assert isinstance(site_of(url), str)


@given(ANY)
def test_keys_and_clean_addresses_can_be_stored(url):
    assert "\x00" not in key_of(url) + cleaned(url)
    (key_of(url) + cleaned(url) + site_of(url)).encode()
