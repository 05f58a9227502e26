"""Back-pressure: what comes in waits while reading is behind, and goes on by itself."""

import pytest
from django.core.cache import cache

from claims.models import Reading
from sources.documents import TEXT, Document
from sources.models import Feed, Fetch
from sources.receiving import hand_over
from tests.builders import make_article, make_outlet, make_reading, make_revision
from tests.live import flush_broker
from tracker.handout import hand_out
from tracker.pressure import pressure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few")]


@pytest.fixture
def few(services, settings):
    settings.MOST_UNREAD = 5
    cache.clear()
    flush_broker()
    yield
    cache.clear()
    flush_broker()


def incoming() -> None:
    hand_over([Document("test", TEXT, b"text"), Document("test", url="https://a.example/")])
    Feed.objects.create(outlet=make_outlet(), url="https://b.example/feed")


def waiting(count: int) -> list[Reading]:
    return [
        Reading.objects.create(revision=make_revision(), version="9", state="pending")
        for _ in range(count)
    ]


def test_what_comes_in_waits_while_more_than_the_limit_are_unread():
    waiting(6)
    incoming()

    assert hand_out() == 6
    assert not Fetch.objects.exclude(leased_until=None).exists()


def test_it_goes_on_by_itself_well_below_the_limit_and_each_turn_is_logged_once(caplog):
    rows = waiting(6)
    incoming()
    hand_out()
    sent = []

    for row in rows[:2]:
        row.finish()
        sent += [hand_out(), hand_out()]

    assert sent == [0, 0, 3, 0]
    assert [record.message.partition(":")[0] for record in caplog.records] == [
        "Reading is behind",
        "Reading has caught up",
    ]


def test_revisions_without_a_reading_count_unless_they_are_in_a_language_that_is_not_read():
    make_reading()
    make_revision()
    make_revision(article=make_article(language="fr"))

    assert pressure().unread == 1


def test_the_count_ends_where_the_limit_is_passed():
    waiting(9)

    assert (pressure().unread, pressure().paused) == (6, True)


def test_without_a_limit_nothing_waits(settings):
    settings.MOST_UNREAD = 0
    waiting(9)

    assert not pressure().paused
