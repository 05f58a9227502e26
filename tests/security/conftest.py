"""The story that tests of taking down begin with, and a site that counts no requests."""

import pytest

from tests.security.story import bring_them_all, correct_them, leave_it_about


@pytest.fixture
def story(transactional_db):
    bring_them_all()
    correct_them()
    leave_it_about()


@pytest.fixture
def no_limits(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
