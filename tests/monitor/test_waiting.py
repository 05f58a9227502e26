from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Reading, Receipt
from sources.models import Fetch, Revision
from tests.builders import make_article, make_reading, make_revision
from tests.monitor.conftest import ago, make_failed, make_fetch, make_pending, seen_at
from tracker.monitor.waiting import oldest_unread, queue_age, stages

pytestmark = pytest.mark.django_db


def test_where_every_article_is_read_the_queue_has_no_age():
    make_reading()

    assert (oldest_unread(), queue_age()) == (None, timedelta(0))


def test_an_article_that_is_still_to_be_fetched_is_unread():
    Fetch.objects.filter(pk=make_fetch().pk).update(created_at=ago(hours=3))

    assert timedelta(hours=3) <= queue_age() < timedelta(hours=3, minutes=5)
    assert oldest_unread().name == "https://lantern.example/bridge"


def test_an_article_whose_reading_waits_is_unread():
    reading = make_pending()
    Reading.objects.filter(pk=reading.pk).update(created_at=ago(hours=2))

    assert queue_age() >= timedelta(hours=2)
    assert oldest_unread().article == reading.revision.article_id


def test_an_article_for_which_no_reading_was_opened_is_unread():
    article = seen_at(make_article(), ago(hours=1))
    make_revision(article=article, fetched_at=ago(hours=1))

    assert queue_age() >= timedelta(hours=1)


def test_a_page_of_an_old_archive_is_as_old_as_its_arrival():
    make_revision(fetched_at=ago(days=400))

    assert queue_age() < timedelta(minutes=5)


def test_an_article_in_another_language_is_not_waited_for():
    make_revision(article=make_article(language="de"))

    assert oldest_unread() is None


def test_what_is_read_anew_by_another_version_is_not_unread():
    reading = make_reading()
    Reading.objects.create(revision=reading.revision, version="9")

    assert oldest_unread() is None


def test_what_failed_for_good_is_not_waited_for():
    make_failed()

    assert oldest_unread() is None


def test_every_stage_says_what_waits_what_is_held_and_what_failed():
    make_fetch()
    make_fetch(compressed=b"x", leased_until=timezone.now() + timedelta(minutes=1))
    make_failed()
    Receipt.objects.create(stage="linking", reading=make_reading())

    found = {s.name: (s.waiting, s.held, s.failed) for s in stages()}

    assert {name: told for name, told in found.items() if any(told)} == {
        "fetching": (1, 0, 1),
        "intake": (1, 1, 0),
        "linking": (1, 0, 0),
    }


def test_the_age_and_the_stages_take_the_same_queries_however_much_waits(
    django_assert_max_num_queries,
):
    for _ in range(5):
        make_fetch()
        make_pending()

    with django_assert_max_num_queries(9):
        queue_age()
        stages()
    assert Revision.objects.count() == 5
