"""The short version: four writers make a hundred changes and more while two clients follow."""

import pytest

from claims.models import Statement
from tests.sync.fire import sync_under_fire


@pytest.mark.django_db(transaction=True)
def test_clients_that_follow_while_all_is_changed_hold_what_the_api_shows(tmp_path):
    outcome = sync_under_fire(tmp_path, changes=120, writers=4, clients=2, seed=11)

    assert outcome.differing == []
    assert outcome.done.total() >= 120
    assert all(follower.restarts for follower in outcome.followers)
    assert [row.pk for row in Statement.objects.believed() if row.carried_by != carriers(row)] == []


def carriers(statement):
    """The outlets that carry it, looked up anew."""
    carried = [row.revision.article.outlet_id for row in statement.reports.carried()]
    return sorted({outlet for outlet in carried if outlet is not None})
