"""The short version: forty articles, workers killed, the broker emptied, the database restarted."""

import pytest

from sources.models import Revision
from tests.faults.articles import article_lines
from tests.faults.outcome import differing, forget_all, know_the_people, rows
from tests.faults.scenario import Faults, Newsroom, states, undisturbed

LEASE = 6


@pytest.mark.services
@pytest.mark.timeout(400)
def test_killed_workers_an_emptied_broker_and_a_restarted_database_change_nothing(
    start_worker, settings
):
    settings.LEASE_SECONDS = LEASE
    know_the_people()
    lines = article_lines(40)
    restarts = 0 if settings.OWN_DATABASE else 2

    newsroom = Newsroom(start_worker, LEASE)
    newsroom.disturbed(lines, Faults(kills=3, flushes=1, restarts=restarts))
    disturbed, how = rows(), states()
    forget_all()
    undisturbed(lines)

    assert set(disturbed["readings"].values()) == {1}
    assert how["Reading"] == {"done": Revision.objects.count()}
    assert differing(disturbed, rows()) == []
