"""The guard: nothing but the open internet, however the address is dressed up."""

from urllib.parse import quote

import pytest

from sources.fetching import Fetcher, FetchError
from sources.fetching.addresses import resolve
from tests.newsroom import PUBLIC, html, redirect

pytestmark = pytest.mark.django_db

INNER = [
    *(
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",  # noqa: S104
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
    ),
    *("172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.255.255", "100.64.0.1"),
    *("100.100.100.200", "169.254.0.1", "169.254.169.254", "192.0.0.1", "192.0.2.1"),
    *("198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250"),
    *("240.0.0.1", "255.255.255.255", "168.63.129.16"),
    *("::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:93.184.215.14"),
    *("::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::"),
    *("2001:0:7f00:1::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254"),
    *("fd12:3456::1", "ff02::1", "ff0e::1", "2001:db8::1", "100::1"),
    # NAT64 for one's own use, translated (SIIT), Teredo, ORCHID, ISATAP, SRv6, documentation
    *("64:ff9b:1::a00:1", "64:ff9b::a9fe:a9fe", "::ffff:0:127.0.0.1", "2001:0:4136:e378::1"),
    *("2001:10::1", "2001:20::1", "2a00:1450::5efe:a00:1", "2a00:1450::200:5efe:a00:1"),
    *("5f00::1", "3fff::1", "4000::1", "2002:a9fe:a9fe::1", "192.88.99.1", "192.0.0.170"),
]
DRESSED_UP = [
    *("http://127.1/", "http://127.0.1/", "http://2130706433/", "http://0x7f000001/"),
    *("http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/", "http://[::1]/"),
    *("http://[::ffff:7f00:1]/", "http://[::ffff:127.0.0.1]/", "http://[0:0:0:0:0:0:0:1]/"),
    *("http://127.0.0.1:8080/", "https://127.0.0.1/", "http://0/", "http://0.0.0.0:8080/"),
    *("http://１２７.０.０.１/", "http://①②⑦.0.0.1/", "http://127。0。0。1/", "http://[fe80::1]/"),  # noqa: RUF001
    *("http://0x7f.1/", "http://0177.1/", "http://00000177.0.0.1/", "http://127.0.0.1./"),
    *("http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://loc%61lhost/"),
    *("http://2852039166/", "http://0xa9fea9fe/", "http://0251.0376.0251.0376/"),
    *("http://[::ffff:a9fe:a9fe]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/"),
    *("http://[::1%25lo]/", "http://[::127.0.0.1]/", "http://[0000::0001]:8080/"),
    *("http://１６９.２５４.１６９.２５４/", "http://ⓛocalhost/", "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/"),  # noqa: RUF001
    *("http:\\\\127.0.0.1/", "http://127.0.0.1\\@lantern.example/", "http:127.0.0.1/"),
    *("http://127.0.0.1#@lantern.example/", "http://127.0.0.1?@lantern.example/"),
    *("http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://3232235521/"),
]
NO_ADDRESSES = [
    *(
        "file:///etc/passwd",
        "ftp://lantern.example/a",
        "gopher://lantern.example/",
        "ws://a.example",
    ),
    *("javascript:alert(1)", "data:text/html,hello", "http://", "http:///a", "//lantern.example/a"),
    *("lantern.example/a", "http://user:word@lantern.example/", "http://user@lantern.example/"),
    *("http://lantern.example:22/", "http://lantern.example:6379/", "https://lantern.example:25/"),
    *(
        "http://lantern.example:99999/",
        "http://[::1",
        "http://a b.example/",
        "http://\x00.example/",
    ),
    *("http://lantern.example@127.0.0.1/", "http://127.0.0.1:80@lantern.example/"),
    *(
        "http://lantern.example:80@127.0.0.1/",
        "http://:@127.0.0.1/",
        "dict://lantern.example:11211/",
    ),
    *("http://lantern.example:0/", "http://lantern.example:9200/", "http://lantern.example:-80/"),
    *("ldap://lantern.example/", "jar:http://lantern.example!/", "unix:///run/docker.sock"),
    *("http://lantern\r\n.example/", "http://lantern.example\t.inner/", "http://*.example/"),
    "http://lantern.example/" + "a" * 2000,
]


@pytest.mark.parametrize("address", INNER)
def test_a_name_that_leads_to_an_inner_address_is_refused(newsroom, address):
    newsroom.addresses["lantern.example"] = [address]

    with pytest.raises(FetchError, match="no public address"):
        newsroom.fetcher.get("http://lantern.example/a")

    assert newsroom.connected == []


@pytest.mark.parametrize("address", INNER)
def test_a_redirect_to_an_inner_address_is_refused(newsroom, address):
    newsroom.pages["/a"] = redirect("http://inner.example/secret")
    newsroom.addresses["inner.example"] = [address]

    with pytest.raises(FetchError, match="no public address"):
        newsroom.fetcher.get("http://lantern.example/a")

    assert set(newsroom.connected) == {PUBLIC}


@pytest.mark.parametrize("url", DRESSED_UP)
def test_an_inner_address_in_other_clothes_is_refused(newsroom, url):
    fetcher = Fetcher(resolver=resolve, connector=newsroom)

    with pytest.raises(FetchError):
        fetcher.get(url)

    assert newsroom.connected == []


@pytest.mark.parametrize("url", [*DRESSED_UP, *NO_ADDRESSES])
def test_a_redirect_in_other_clothes_is_refused(newsroom, url):
    newsroom.pages["/a"] = redirect(quote(url, safe=":/[]%@#?\\"))
    known = {"lantern.example": [PUBLIC]}
    fetcher = Fetcher(
        resolver=lambda host, port: known.get(host) or resolve(host, port), connector=newsroom
    )

    with pytest.raises(FetchError):
        fetcher.get("http://lantern.example/a")

    assert set(newsroom.connected) == {PUBLIC}


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_what_is_no_ordinary_web_address_is_refused(newsroom, url):
    with pytest.raises(FetchError):
        newsroom.fetcher.get(url)

    assert newsroom.connected == []


def test_one_inner_address_among_public_ones_condemns_the_name(newsroom):
    newsroom.addresses["lantern.example"] = [PUBLIC, "10.0.0.1"]

    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        newsroom.fetcher.get("http://lantern.example/a")

    assert newsroom.connected == []


def test_a_name_that_changes_its_answer_opens_nothing_else(newsroom):
    answers = iter([[PUBLIC], [PUBLIC]])
    newsroom.pages["/a"] = html("Hello")
    fetcher = Fetcher(resolver=lambda *_: next(answers, ["127.0.0.1"]), connector=newsroom)
    fetcher.get("http://lantern.example/a")

    with pytest.raises(FetchError, match="no public address"):
        fetcher.get("http://lantern.example/a")

    assert newsroom.connected == [PUBLIC, PUBLIC]


def test_a_name_that_changes_its_answer_between_robots_and_page_opens_nothing_inside(newsroom):
    answers = iter([[PUBLIC], ["169.254.169.254"]])
    fetcher = Fetcher(resolver=lambda *_: next(answers), connector=newsroom)

    with pytest.raises(FetchError, match="no public address"):
        fetcher.get("http://lantern.example/a")

    assert newsroom.connected == [PUBLIC]


def test_robots_txt_that_leads_inside_opens_nothing(newsroom):
    newsroom.addresses["inner.example"] = ["169.254.169.254"]
    newsroom.pages["/robots.txt"] = redirect("http://inner.example/latest/")

    with pytest.raises(FetchError, match="no public address"):
        newsroom.fetcher.get("http://lantern.example/a")

    assert newsroom.connected == [PUBLIC]


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2a00:1450:4001:80b::200e", "2606:4700::1111"]
)
def test_the_open_internet_is_open(newsroom, address):
    newsroom.pages["/a"] = html("Hello")
    newsroom.addresses["lantern.example"] = [address]

    assert newsroom.fetcher.get("http://lantern.example/a").status == 200


def test_the_next_address_is_tried_where_one_does_not_answer(newsroom):
    newsroom.pages["/a"] = html("Hello")
    newsroom.addresses["lantern.example"] = ["93.184.215.15", PUBLIC]
    newsroom.deaf = {"93.184.215.15"}

    fetched = newsroom.fetcher.get("http://lantern.example/a")

    assert fetched.status == 200


def test_a_name_without_an_address_may_have_one_later(newsroom):
    with pytest.raises(FetchError) as caught:
        Fetcher(connector=newsroom).get("http://nobody.invalid/")

    assert caught.value.passing
    assert newsroom.connected == []
