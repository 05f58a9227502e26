"""Chiefs look after people: who comes in as what, and who comes in no more."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import ApiToken
from claims.people import Refused, Role, change_role, disable, enable, invite, role_of
from tests.builders import make_chief, make_editor, make_user
from tests.desk.conftest import signed_in

pytestmark = pytest.mark.django_db

PAGE = "/desk/people/"
NEW = "a bridge of glass"


@pytest.fixture
def clara():
    return make_chief("clara")


@pytest.fixture
def emil():
    return make_editor("emil")


def post(browser, name, person, **data):
    return browser.post(reverse(name, args=[person.pk]), data, follow=True)


def invited(browser, name="nora", role="editor"):
    """The link that the page shows."""
    return browser.post(PAGE, {"name": name, "role": role}).context["link"]


def open_link(link):
    """The form behind an invitation, in a browser of its own, and where it is sent."""
    client = Client()
    page = client.get(link, follow=True)
    return client, page


def test_the_page_says_who_is_what_and_when_they_signed_in(chief, emil):
    make_user("rosa", is_active=False)
    ApiToken.issue(emil, "works")
    ApiToken.issue(emil, "ended", expires_at=timezone.now() - timedelta(days=1))

    listed = chief.get(PAGE).context["people"]

    assert [(str(person), role.value, person.tokens) for person, role in listed] == [
        ("clara", "chief", 0),
        ("emil", "editor", 1),
        ("rosa", "reader", 0),
    ]


def test_somebody_invited_sets_a_password_and_signs_in(chief):
    client, page = open_link(invited(chief))
    assert "Welcome, nora" in page.content.decode()

    client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    answer = client.post(reverse("sign-in"), {"username": "nora", "password": NEW})

    assert answer.status_code == 302
    assert client.get("/desk/").status_code == 200
    assert role_of(User.objects.get(username="nora")) == Role.EDITOR


def test_an_invitation_works_once(chief):
    link = invited(chief)
    client, page = open_link(link)
    client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})

    assert "No longer valid" in open_link(link)[1].content.decode()


def test_who_has_a_password_gets_no_invitation(chief, emil):
    page = post(chief, "desk-person-invitation", emil)

    assert "emil has a password" in page.content.decode()
    assert "link" not in page.context


def test_who_has_none_gets_another_link(chief):
    invited(chief)

    page = post(chief, "desk-person-invitation", User.objects.get(username="nora"))

    assert "Welcome, nora" in open_link(page.context["link"])[1].content.decode()


@pytest.mark.parametrize(
    ("name", "told"),
    [("EMIL", "somebody called EMIL already"), ("a b", "Enter a valid"), ("", "required")],
)
def test_a_name_that_cant_be_is_refused(chief, emil, name, told):
    page = chief.post(PAGE, {"name": name, "role": "editor"})

    assert page.status_code == 422
    assert told in page.content.decode()
    assert User.objects.count() == 2


def test_nobody_is_made_administrator_here(chief, emil):
    page = post(chief, "desk-person-role", emil, role="administrator")

    assert "nothing was changed" in page.content.decode()
    assert role_of(emil) == Role.EDITOR


def test_a_role_is_changed_and_holds_at_once(chief, emil):
    browser = signed_in(Client(), emil)
    assert browser.get("/desk/").status_code == 200

    page = post(chief, "desk-person-role", emil, role="reader")

    assert "emil is now reader." in page.content.decode()
    assert browser.get("/desk/").status_code == 403


def test_disabling_ends_sessions_and_tokens_for_good(chief, emil):
    browser = signed_in(Client(), emil)
    token = ApiToken.issue(emil, "works")
    headers = {"Authorization": f"Bearer {token}"}

    post(chief, "desk-person-active", emil, active="no")
    post(chief, "desk-person-active", emil, active="yes")

    emil.refresh_from_db()
    assert emil.is_active
    assert browser.get("/desk/").status_code == 302
    assert Client().get("/api/v1/statements", headers=headers).status_code == 401


def test_disabling_leaves_the_sessions_of_others(chief, emil):
    signed_in(Client(), emil)

    post(chief, "desk-person-active", emil)

    assert Session.objects.count() == 1
    assert chief.get(PAGE).status_code == 200


def test_who_is_disabled_can_not_sign_in(clara, emil):
    disable(emil.pk, by=clara)

    form = {"username": "emil", "password": "correct horse battery"}
    assert Client().post(reverse("sign-in"), form).status_code == 200


@pytest.mark.parametrize(
    "change", [disable, enable, lambda pk, by: change_role(pk, Role.CHIEF, by=by)]
)
def test_administrators_and_oneself_are_changed_by_others(clara, change):
    root = User.objects.create_superuser("root")

    for person in (root, clara):
        with pytest.raises(Refused):
            change(person.pk, by=clara)
    assert not LogEntry.objects.exists()


def test_what_is_refused_is_told(chief):
    root = User.objects.create_superuser("root")

    page = post(chief, "desk-person-active", root)

    assert "root is an administrator" in page.content.decode()


def test_each_change_is_in_the_log(clara, emil):
    change_role(emil.pk, Role.CHIEF, by=clara)
    change_role(emil.pk, Role.CHIEF, by=clara)
    disable(emil.pk, by=clara)
    invite("nora", Role.READER, by=clara)

    told = [(row.object_repr, row.change_message) for row in LogEntry.objects.order_by("pk")]
    assert told == [
        ("emil", "Was editor, now chief."),
        ("emil", "Disabled; sessions and tokens ended."),
        ("nora", "Invited as reader."),
    ]


def test_two_who_invite_one_name_make_one_person(clara):
    invite("nora", Role.READER, by=clara)

    with pytest.raises(Refused):
        invite("Nora", Role.READER, by=clara)


def test_many_people_take_as_many_queries_as_few(chief, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        chief.get(PAGE)
    for number in range(5):
        make_editor(f"editor{number}")

    with django_assert_num_queries(len(few)):
        chief.get(PAGE)


def test_a_migration_leaves_what_an_administrator_lets_editors_do():
    editors = Group.objects.get(name="Editors")
    editors.permissions.clear()

    call_command("migrate", verbosity=0)

    assert not editors.permissions.exists()


def test_a_migration_brings_back_a_group_that_is_gone():
    Group.objects.get(name="Editors").delete()

    call_command("migrate", verbosity=0)

    assert make_editor().has_perm("claims.add_correction")
