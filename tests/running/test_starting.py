import socket

import pytest
from django.contrib.auth import get_user_model

from tracker import starting


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()


@pytest.mark.django_db
def test_the_first_start_makes_somebody_who_may_sign_in():
    hint = starting.sign_in()

    password = hint.split("password ")[1].split()[0]
    assert get_user_model().objects.get(is_superuser=True).check_password(password)


@pytest.mark.django_db
def test_a_later_start_says_the_same():
    assert starting.sign_in() == starting.sign_in()


@pytest.mark.django_db
def test_a_password_that_was_changed_is_not_told():
    starting.sign_in()
    user = get_user_model().objects.get()
    user.set_password("another")
    user.save()

    assert starting.sign_in() == "Sign in as the user whom you made"


def test_static_files_are_gathered_once(settings, monkeypatch):
    calls = []
    monkeypatch.setattr(starting, "call_command", lambda *words, **_more: calls.append(words))

    starting.collect_static()
    starting.collect_static()

    assert calls == [("collectstatic",)]


def test_a_port_that_is_taken_is_seen():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        assert not starting.is_free("127.0.0.1", port)
