"""The short version: forty articles, one worker killed, the broker emptied once."""

import pytest

from sources.models import Revision
from tests.faults.articles import article_lines
from tests.faults.scenario import (
    Newsroom,
    forget_all,
    know_the_people,
    rows,
    states,
    undisturbed,
)

LEASE = 6


@pytest.mark.services
@pytest.mark.timeout(400)
def test_a_killed_worker_and_an_emptied_broker_change_nothing(start_worker, settings):
    settings.LEASE_SECONDS = LEASE
    know_the_people()
    lines = article_lines(40)

    Newsroom(start_worker, LEASE).disturbed(lines, faults=1)
    disturbed, how = rows(), states()
    forget_all()
    undisturbed(lines)

    assert set(disturbed["readings"].values()) == {1}
    assert how["Reading"] == {"done": Revision.objects.count()}
    assert disturbed == rows()
