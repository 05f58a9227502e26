"""The short version: ten outlets, one of each manner, and twenty articles over some days."""

import pytest

from tests.month.outcome import faults_of
from tests.month.running import month
from tests.month.stories import World


@pytest.mark.timeout(240)
@pytest.mark.django_db(transaction=True)
def test_articles_come_in_once_and_politely_whatever_their_servers_do(settings):
    settings.HOST_PACE_SECONDS, settings.FETCH_CONTACT = 5, "https://desk.example/about"
    settings.FEED_CEILING_MINUTES = 24 * 60

    with month(World(feeds=10, articles=20, days=3.5, drips=False)) as passing:
        passing.pass_by()

        assert faults_of(passing) == []
        assert len({line.status for line in passing.press.log}) >= 6
