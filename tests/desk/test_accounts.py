import pytest
from django.conf import settings
from django.urls import reverse

from tests.builders import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


def sign_in(client, password=PASSWORD, **more):
    return client.post(reverse("sign-in"), {"username": "ada", "password": password, **more})


def test_signing_in_leads_to_the_page_that_was_wanted(client):
    make_user("ada")

    answer = sign_in(client, next="/desk/")

    assert (answer.status_code, answer.url) == (302, "/desk/")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_signing_in_never_leads_to_another_site(client, elsewhere):
    make_user("ada")

    answer = sign_in(client, next=elsewhere)

    assert answer.url == reverse("timeline")


def test_a_wrong_password_says_so_and_keeps_the_name(client):
    make_user("ada")

    page = sign_in(client, "wrong").content.decode()

    assert "The name or the password is wrong" in page
    assert 'value="ada"' in page


def test_guessing_is_stopped_with_the_time_to_try_again(client):
    make_user("ada")

    tries = [sign_in(client, "wrong") for _ in range(settings.AXES_FAILURE_LIMIT)]

    assert tries[-1].status_code == 429
    assert tries[-1]["Retry-After"] == "900"
    assert "Wait 15 minutes" in tries[-1].content.decode()


def test_the_right_password_does_not_end_the_wait(client):
    make_user("ada")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, "wrong")

    assert sign_in(client).status_code == 429


def test_signing_out_takes_a_form(client):
    client.force_login(make_user("ada"), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("sign-out")).status_code == 405
    assert client.post(reverse("sign-out")).url == reverse("timeline")
    assert "_auth_user_id" not in client.session


def test_a_password_can_be_changed(client):
    user = make_user("ada")
    sign_in(client)
    new = {"new_password1": "a bridge of glass", "new_password2": "a bridge of glass"}

    client.post(reverse("password"), {"old_password": PASSWORD, **new}, follow=True)

    user.refresh_from_db()
    assert user.check_password("a bridge of glass")


def test_the_password_page_is_for_who_is_signed_in(client):
    assert client.get(reverse("password")).url.startswith(reverse("sign-in"))
