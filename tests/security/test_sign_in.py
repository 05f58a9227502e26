"""Guessing passwords is limited three ways, and sessions end by themselves."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests.builders import make_editor, make_user

pytestmark = pytest.mark.django_db

PASSWORD, WRONG = "correct horse battery", "a guess"
NOON = datetime(2031, 5, 5, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.AXES_FAILURE_LIMIT, settings.TRIES_BY_NAME, settings.TRIES_BY_ADDRESS = 3, 5, 6
    settings.SESSION_IDLE_MINUTES, settings.SESSION_COOKIE_AGE = 60, 5 * 3600


def sign_in(name="ada", password=WRONG, address="192.0.2.1", **headers):
    """The status of the answer."""
    form = {"username": name, "password": password}
    return Client().post(reverse("sign-in"), form, REMOTE_ADDR=address, **headers).status_code


def test_one_name_is_guessed_from_many_addresses_only_so_often():
    make_user("ada")

    tries = [sign_in(address=f"192.0.2.{number}") for number in range(6)]

    assert tries == [200, 200, 200, 200, 429, 429]


def test_many_names_are_guessed_from_one_address_only_so_often():
    tries = [sign_in(f"name{number}") for number in range(7)]

    assert tries == [200, 200, 200, 200, 200, 429, 429]


def test_colleagues_at_one_address_do_not_lock_each_other_out_below_its_limit():
    make_user("ben")

    for _ in range(3):
        sign_in("ada")

    assert sign_in("ada") == 429
    assert sign_in("ben", PASSWORD) == 302


def test_strangers_do_not_keep_somebody_out_where_they_signed_in_before():
    make_user("ada")
    sign_in(password=PASSWORD, address="198.51.100.1")

    for number in range(5):
        sign_in(address=f"192.0.2.{number}")

    assert sign_in(password=PASSWORD, address="192.0.2.77") == 429
    assert sign_in(password=PASSWORD, address="198.51.100.1") == 302


def test_where_somebody_signed_in_long_ago_they_are_as_unknown_as_anywhere():
    make_user("ada")
    with time_machine.travel(NOON - timedelta(days=31)):
        sign_in(password=PASSWORD, address="198.51.100.1")

    with time_machine.travel(NOON):
        for number in range(5):
            sign_in(address=f"192.0.2.{number}")
        assert sign_in(password=PASSWORD, address="198.51.100.1") == 429


def test_the_wait_ends_though_others_go_on_trying():
    make_user("ada")
    with time_machine.travel(NOON):
        assert [sign_in() for _ in range(3)][-1] == 429
    with time_machine.travel(NOON + timedelta(minutes=10)):
        assert sign_in() == 429

    with time_machine.travel(NOON + timedelta(minutes=16)):
        assert sign_in(password=PASSWORD) == 302


@pytest.mark.parametrize(("proxies", "last"), [(0, 429), (1, 200)])
def test_behind_a_proxy_addresses_are_told_apart(settings, proxies, last):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": proxies}

    tries = [
        sign_in(f"name{number}", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}") for number in range(6)
    ]

    assert tries[-1] == last


@pytest.mark.parametrize("told", ["junk", "", "unknown, \x00"])
def test_what_a_proxy_tells_that_is_no_address_breaks_nothing(settings, told):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    make_user("ada")

    statuses = [sign_in(word, HTTP_X_FORWARDED_FOR=told) for word in ("ada", "nobody")]

    assert statuses == [200, 200]


@pytest.fixture
def desk():
    """Call it for the status of the desk so many minutes after the sign-in."""
    make_editor("ada")
    client = Client()
    with time_machine.travel(NOON, tick=False):
        client.post(reverse("sign-in"), {"username": "ada", "password": PASSWORD})

    def at(minutes):
        with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
            return client.get("/desk/").status_code

    return at


def test_a_session_ends_when_it_is_not_used(desk):
    assert [desk(59), desk(59 + 61)] == [200, 302]


def test_a_session_that_is_used_lives_on_until_its_hours_are_over(desk):
    used = [desk(minutes) for minutes in range(50, 300, 50)]

    assert used == [200] * 5
    assert [desk(299), desk(301)] == [200, 302]


def test_use_is_noted_once_a_minute(desk):
    ends = []
    for seconds in (30, 50, 100):
        desk(seconds / 60)
        ends.append(Session.objects.get().expire_date)

    assert ends == [NOON + timedelta(seconds=60 * 60)] * 2 + [NOON + timedelta(seconds=3700)]


def test_signing_in_again_starts_anew(desk):
    desk(50)
    make_user("ben")
    client = Client()

    with time_machine.travel(NOON + timedelta(hours=4), tick=False):
        client.post(reverse("sign-in"), {"username": "ben", "password": PASSWORD})
    with time_machine.travel(NOON + timedelta(hours=4, minutes=50), tick=False):
        client.get("/")
    with time_machine.travel(NOON + timedelta(hours=5, minutes=40), tick=False):
        assert client.get(reverse("password")).status_code == 200


def test_anonymous_readers_get_no_session(client):
    client.get("/")

    assert not Session.objects.exists()
