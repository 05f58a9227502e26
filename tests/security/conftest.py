"""The story that tests of taking down begin with."""

import pytest

from tests.security.story import bring_them_all, correct_them, leave_it_about


@pytest.fixture
def story(transactional_db):
    bring_them_all()
    correct_them()
    leave_it_about()
