"""One story is one article, whatever the address it came by."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from sources.identifying import Came, article_of, outlet_of
from sources.models import Address, Article
from tests.builders import make_article, make_outlet

pytestmark = pytest.mark.django_db

STORY = "https://lantern.example/world/bridge-stands"
AMP = "https://m.lantern.example/world/bridge-stands/amp?utm_source=x"


def came(url=STORY, **fields) -> Article:
    with transaction.atomic():
        return article_of(Came(url, **fields))[0]


def test_a_story_in_another_dress_is_the_same_article():
    assert came(AMP) == came() == came("http://www.lantern.example/world/bridge-stands#top")
    assert Article.objects.get().url == "https://m.lantern.example/world/bridge-stands/amp"


def test_the_address_that_the_page_claims_is_the_articles():
    article = came("https://lantern.example/?p=12", claimed=[STORY])

    assert article.url == STORY
    assert came("https://lantern.example/?p=12") == came() == article


def test_a_claim_to_another_site_is_not_believed():
    article = came(claimed=["https://quay.example/a-1", "https://lantern.example/"])

    assert article.url == STORY
    assert not Address.objects.filter(key__startswith="quay").exists()


def test_a_claim_to_the_site_of_the_outlet_that_was_told_is_believed():
    make_outlet(name="The Quay", homepage="https://quay.example/")
    claimed = ["https://quay.example/world/bridge-1"]

    assert came(claimed=claimed, told="The Quay").url == claimed[0]
    assert came("https://other.example/b-1", claimed=claimed).url == "https://other.example/b-1"


def test_an_address_that_led_elsewhere_leads_to_the_article():
    article = came("https://short.example/x1", landed=STORY)

    assert (article.url, came("https://short.example/x1")) == (STORY, article)


def test_an_address_that_led_to_a_front_page_is_not_that_page():
    article = came(landed="https://lantern.example/")

    assert article.url == STORY
    assert not Address.objects.filter(key="lantern.example").exists()


def test_a_story_that_moves_stays_the_article_that_it_was():
    article = came()
    moved = "https://lantern.example/world/bridge-stands-again"

    assert came(landed=moved, claimed=[moved]) == article
    assert came(moved) == article


def test_an_address_that_leads_to_the_latest_story_leads_to_one_after_the_other():
    latest = "https://lantern.example/world/latest-news"
    first = came(latest, claimed=["https://lantern.example/world/bridge-1"])
    second = came(latest, claimed=["https://lantern.example/world/ferry-2"])

    assert first != second
    assert second.url == "https://lantern.example/world/ferry-2"


def test_an_identity_that_was_given_stays_as_it_was_given():
    given = f"{STORY}?utm_source=x"

    assert came(given, given=True).url == given
    assert came().url == given


def test_a_page_from_a_file_is_known_by_the_address_it_claims():
    article = came()

    assert came("urn:sha256:ab", claimed=[STORY]) == article


def test_articles_from_before_are_found_by_their_address():
    article = make_article(url=STORY)

    assert came() == article


def test_an_article_is_found_by_every_address(django_assert_num_queries):
    article = came("https://lantern.example/?p=12", claimed=[STORY])
    make_article(url="urn:sha256:ab")

    with django_assert_num_queries(3):
        found = [
            Article.objects.at(url).get()
            for url in (STORY, AMP, "http://lantern.example/?p=12&fbclid=1")
        ]
    assert found == [article] * 3
    assert Article.objects.at("urn:sha256:ab").count() == 1


@pytest.mark.django_db(transaction=True)
def test_stories_that_come_at_once_make_one_article():
    addresses = [STORY, AMP, "https://short.example/x1", f"{STORY}?gclid=2"]
    barrier = Barrier(len(addresses))

    def come(url: str) -> None:
        barrier.wait()
        came(url, claimed=[STORY], landed=STORY)
        connection.close()

    threads = [Thread(target=come, args=[url]) for url in addresses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Article.objects.count() == 1


def test_a_known_homepage_names_the_outlet():
    lantern = make_outlet(name="The Lantern", homepage="https://www.lantern.example/")

    assert outlet_of(Came(STORY), STORY, "Lantern Online") == lantern
    assert outlet_of(Came(STORY, given=True), STORY, "Lantern Online").name == "Lantern Online"
    assert outlet_of(Came(STORY, given=True), STORY, "") == lantern
    assert outlet_of(Came("urn:sha256:ab"), "urn:sha256:ab", "") is None


def test_of_two_outlets_on_a_site_the_nearer_homepage_counts():
    news = make_outlet(name="News", homepage="https://lantern.example/news")
    sport = make_outlet(name="Sport", homepage="https://lantern.example/sport")
    urls = [f"https://lantern.example/{path}/a-1" for path in ("news", "sport", "newsroom")]

    assert [outlet_of(Came(url), url, "") for url in urls] == [news, sport, None]
