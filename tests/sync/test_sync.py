"""The short version: four writers make a hundred changes and more while two clients follow."""

import pytest

from tests.sync.fire import sync_under_fire


@pytest.mark.django_db(transaction=True)
def test_clients_that_follow_while_all_is_changed_hold_what_the_api_shows(tmp_path):
    outcome = sync_under_fire(tmp_path, changes=120, writers=4, clients=2, seed=11)

    assert outcome.differing == []
    assert outcome.done.total() >= 120
    assert all(follower.restarts for follower in outcome.followers)
