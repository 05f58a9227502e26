from datetime import timedelta

import pytest
from django.utils import timezone

from sources.models import Answer, Feed, Fetch
from tests.builders import make_outlet
from tests.monitor.conftest import (
    ago,
    bring,
    make_failed,
    make_failed_receipt,
    make_fetch,
    make_history,
    make_pending,
)
from tracker.monitor.outlets import BROKEN, FAILING, OVERDUE, SILENT, outlet_rows
from tracker.monitor.views import in_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def lantern():
    return make_outlet(name="The Lantern")


def feed_of(outlet, **fields):
    return Feed.objects.create(outlet=outlet, url=f"https://{outlet.slug}.example/feed", **fields)


def marks():
    return outlet_rows()[0].marks


def page(client):
    return client.get("/monitor/").content.decode()


def test_the_headline_is_the_age_of_the_queue(as_editor):
    Fetch.objects.filter(pk=make_fetch().pk).update(created_at=ago(hours=26, minutes=1))

    assert '<p class="age number">1 d 2 h</p>' in page(as_editor)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(0), "0 min"),
        (timedelta(minutes=7, seconds=59), "7 min"),
        (timedelta(hours=2, minutes=5), "2 h 5 min"),
        (timedelta(days=3, hours=4, minutes=50), "3 d 4 h"),
    ],
)
def test_an_age_is_told_by_its_two_greatest_units(age, words):
    assert in_words(age) == words


def test_an_outlet_whose_articles_suddenly_yield_little_is_marked(lantern):
    make_history(lantern, rate=4)
    bring(lantern, articles=5, statements=1, hours=2)

    assert marks() == [BROKEN]


def test_an_outlet_that_yields_as_usual_is_not(lantern):
    make_history(lantern, rate=1)
    bring(lantern, articles=5, statements=1, hours=2)

    assert marks() == []


def test_an_outlet_that_stopped_bringing_articles_is_marked(lantern):
    make_history(lantern)

    assert marks() == [SILENT]


def test_a_feed_that_fails_or_is_not_asked_is_marked(lantern):
    feed_of(lantern, failures=2, error="down", due_at=ago(hours=1))

    assert marks() == [FAILING, OVERDUE]


def test_a_feed_that_nobody_wants_is_never_overdue(lantern):
    feed_of(lantern, active=False, due_at=ago(hours=1))

    assert marks() == []


def test_outlets_with_something_wrong_come_first(lantern):
    make_outlet(name="Harbour Post")
    feed_of(lantern, failures=1, error="down")

    assert [row.outlet.name for row in outlet_rows()] == ["The Lantern", "Harbour Post"]


def test_answers_are_those_of_the_last_day_by_status(lantern):
    for status in (200, 200, 503):
        Answer.objects.note("The Lantern", status)
    Answer.objects.create(outlet=lantern, hour=ago(days=2), status=404, count=7)

    assert outlet_rows()[0].answers == [(200, 2), (503, 1)]


def test_answers_of_nobody_we_know_are_counted_together():
    Answer.objects.note("", 200)
    Answer.objects.note("Nobody's Gazette", 200)

    assert Answer.objects.get(outlet=None).count == 2


def test_editors_see_everything_and_no_button(as_editor, lantern):
    make_failed("ValueError: line 3")
    feed_of(lantern, failures=2, error="harbour.example answered 503")

    shown = page(as_editor)

    assert "ValueError: line #" in shown
    assert "harbour.example answered 503" in shown
    assert 'name="action"' not in shown
    assert "Ask now" not in shown


def test_a_feed_can_be_asked_now(as_staff, lantern):
    feed = feed_of(lantern, failures=3, error="down", due_at=timezone.now() + timedelta(hours=9))

    as_staff.post(f"/monitor/feeds/{feed.pk}/ask/")

    feed.refresh_from_db()
    assert feed.due_at <= timezone.now()
    assert feed.failures == 3


def test_an_editor_cannot_have_a_feed_asked(as_editor, lantern):
    assert as_editor.post(f"/monitor/feeds/{feed_of(lantern).pk}/ask/").status_code == 403


def fill(number):
    outlet = make_outlet(name=f"Outlet number {number}")
    feed_of(outlet, failures=1, error="down")
    bring(outlet, articles=1, statements=2, hours=1)
    make_history(outlet, days=5)
    make_failed(f"ValueError {'x' * number}")
    make_failed_receipt()
    make_pending()


def test_the_page_takes_the_same_queries_however_much_there_is(
    as_staff, django_assert_max_num_queries
):
    fill(1)
    page(as_staff)
    with django_assert_max_num_queries(40) as few:
        page(as_staff)
    for number in range(2, 6):
        fill(number)

    with django_assert_max_num_queries(len(few)):
        page(as_staff)
