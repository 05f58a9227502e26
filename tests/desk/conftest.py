import pytest

from tests.builders import make_chief, make_editor, make_user


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.user = user
    return client


@pytest.fixture
def editor(client, db):
    """A browser in which an editor is signed in."""
    return signed_in(client, make_editor("nora"))


@pytest.fixture
def colleague(db):
    """Another editor, who works elsewhere."""
    return make_editor("emil")


@pytest.fixture
def reader(client, db):
    """A browser in which somebody is signed in who may only read."""
    return signed_in(client, make_user("reader"))


@pytest.fixture
def chief(client, db):
    """A browser in which a chief is signed in."""
    return signed_in(client, make_chief("clara"))
