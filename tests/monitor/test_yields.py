from datetime import UTC, timedelta

import pytest
from django.utils import timezone

from claims.models import OutletDay, Reading
from claims.yields import Counts, Usual, count_days, counts_since, usual
from tests.builders import make_outlet, make_report
from tests.monitor.conftest import ago, bring, make_history

pytestmark = pytest.mark.django_db


@pytest.fixture
def lantern():
    return make_outlet(name="The Lantern")


def test_articles_and_statements_are_counted_from_a_moment_on(lantern):
    bring(lantern, articles=2, statements=2, hours=1)
    bring(lantern, articles=1, statements=1, days=3)

    assert counts_since(ago(days=1)) == {lantern.pk: Counts(2, 2, 4)}
    assert counts_since(ago(days=7)) == {lantern.pk: Counts(3, 3, 5)}


def test_an_article_that_is_not_read_yet_yields_nothing_and_costs_nothing(lantern):
    bring(lantern, articles=1, statements=3, hours=1)
    bring(lantern, articles=1, hours=1)
    Reading.objects.latest("pk").delete()

    counted = counts_since(ago(days=1))[lantern.pk]

    assert (counted.articles, counted.read, counted.rate) == (2, 1, 3.0)


def test_what_the_reader_no_longer_finds_is_not_counted(lantern):
    bring(lantern, articles=1, statements=1, hours=1)
    make_report(reading=Reading.objects.get(), withdrawn="reader")

    assert counts_since(ago(days=1))[lantern.pk].statements == 1


def test_days_are_counted_once_however_often_they_are_counted(lantern):
    bring(lantern, articles=2, statements=2, days=3)

    counted = [count_days(), count_days()]

    day = OutletDay.objects.get()
    assert (day.articles, day.read, day.statements) == (2, 2, 4)
    assert counted[0] == 1


def test_an_article_that_is_read_late_still_counts_for_its_day(lantern):
    make_history(lantern)
    bring(lantern, articles=1, statements=2, days=1)
    count_days()

    yesterday = (timezone.now().astimezone(UTC) - timedelta(days=1)).date()

    assert OutletDay.objects.get(day=yesterday).statements == 2


def test_the_usual_yield_is_the_median_of_the_days_before(lantern):
    make_history(lantern, rate=4)
    today = timezone.now().astimezone(UTC).date()
    OutletDay.objects.create(outlet=lantern, day=today, articles=10, read=10, statements=0)

    assert usual(today) == {lantern.pk: Usual(rate=4.0, articles=10.0, days=30)}


@pytest.mark.parametrize(
    ("counts", "broken"),
    [
        (Counts(10, 10, 40), False),
        (Counts(10, 10, 21), False),
        (Counts(10, 10, 19), True),
        (Counts(10, 10, 0), True),
        (Counts(1, 1, 0), False),  # a single article may well hold nothing
        (Counts(10, 0, 0), False),  # nothing was read yet
    ],
)
def test_a_yield_breaks_down_below_half_of_the_usual(counts, broken):
    assert Usual(rate=4.0, articles=10.0, days=30).is_broken(counts) is broken


def test_a_new_outlet_has_no_usual_yield_yet():
    assert not Usual(rate=4.0, articles=10.0, days=4).is_broken(Counts(10, 10, 0))


def test_an_outlet_that_brings_something_every_day_is_not_silent_for_nothing():
    assert Usual(rate=4.0, articles=10.0, days=29).is_silent(Counts())
    assert not Usual(rate=4.0, articles=10.0, days=9).is_silent(Counts())
