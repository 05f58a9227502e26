"""Tokens: made and revoked on a page, kept to their scopes and their time."""

import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import ApiToken, Scope
from tests.api.conftest import ApiClient, holder
from tests.api.test_problems import kind_of
from tests.builders import make_editor, make_statement, make_user

pytestmark = pytest.mark.django_db
PAGE = "/account/tokens/"


def make(client, **told):
    return client.post(PAGE, {"label": "alerts", "scopes": ["read"], "days": "30", **told})


def test_a_token_is_shown_once_and_works(client):
    client.force_login(make_user())

    page = make(client)

    (plain,) = re.findall(r'token-plain">([^<]+)<', page.content.decode())
    api = ApiClient(headers={"Authorization": f"Bearer {plain}"})
    assert api.get("/api/v1/statements").status_code == 200
    assert plain not in client.get(PAGE).content.decode()
    assert ApiToken.objects.get().digest == ApiToken.hash(plain)
    assert "no-store" in page["Cache-Control"]


def test_the_page_lists_ones_own_with_use_and_end(client):
    user = make_user()
    ApiToken.issue(make_user("other"), "somebody else's")
    ApiToken.issue(user, "old alerts", expires_at=timezone.now() - timedelta(days=1))
    ApiToken.issue(user, "mirror")
    client.force_login(user)

    page = client.get(PAGE).content.decode()

    assert "old alerts" in page
    assert "ended" in page
    assert "no end" in page
    assert "never" in page
    assert "somebody else" not in page


def test_nine_tokens_take_as_many_queries_as_one(client):
    user = make_user()
    client.force_login(user)
    ApiToken.issue(user, "one")
    with CaptureQueriesContext(connection) as for_one:
        client.get(PAGE)
    for _ in range(8):
        ApiToken.issue(user, "more")
    with CaptureQueriesContext(connection) as for_nine:
        client.get(PAGE)

    assert len(for_nine) == len(for_one)


def test_a_reader_makes_no_token_that_corrects(client):
    client.force_login(make_user())

    page = make(client, scopes=["read", "correct"])

    assert page.status_code == 422
    assert not ApiToken.objects.exists()


def test_an_editor_does(client):
    client.force_login(make_editor())

    make(client, scopes=["correct", "read"], days="")

    token = ApiToken.objects.get()
    assert (token.scopes, token.expires_at) == (["read", "correct"], None)


@pytest.mark.parametrize("told", [{"label": ""}, {"scopes": []}, {"days": "9999"}])
def test_a_form_that_cannot_be_says_what_is_wrong(client, told):
    client.force_login(make_user())

    page = make(client, **told)

    assert (page.status_code, ApiToken.objects.count()) == (422, 0)
    assert "errorlist" in page.content.decode()


def test_a_revoked_token_is_refused_at_once(client):
    user = make_user()
    api = holder(user, "read")
    client.force_login(user)

    client.post(f"{PAGE}{ApiToken.objects.get().pk}/revoke/")

    assert kind_of(api.get("/api/v1/statements")) == (401, "authentication-failed")


def test_nobody_revokes_what_is_another_ones(client):
    ApiToken.issue(make_user("other"), "theirs")
    client.force_login(make_user())

    answer = client.post(f"{PAGE}{ApiToken.objects.get().pk}/revoke/")

    assert (answer.status_code, ApiToken.objects.count()) == (404, 1)


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}1/revoke/"])
def test_the_anonymous_sign_in_first(client, path):
    assert "/sign-in/" in client.post(path)["Location"]


@pytest.mark.parametrize(
    ("scopes", "reads", "corrects"),
    [
        (["read"], 200, 403),
        (["correct"], 403, 428),
        (["read", "correct"], 200, 428),
        ([], 403, 403),
    ],
)
def test_a_token_does_what_its_scopes_say(scopes, reads, corrects):
    api, statement = holder(make_editor(), *scopes), make_statement()

    assert api.get("/api/v1/statements").status_code == reads
    assert api.get(f"/api/v1/statements/{statement.pk}").status_code == reads
    assert api.correct(statement, kind="mixed").status_code == corrects


def test_a_refusal_names_the_scope_that_lacks():
    problem = holder(make_editor(), "read").correct(make_statement(), kind="mixed").json()

    assert problem["type"] == "urn:on-record:problem:permission-denied"
    assert "“correct”" in problem["detail"]


def test_a_scope_makes_no_editor_of_a_reader():
    assert holder(make_user(), *Scope.values).correct(make_statement()).status_code == 403


def test_an_expired_token_is_refused_and_its_use_not_noted():
    api = holder(make_user(), "read", expires_at=timezone.now() - timedelta(seconds=1))

    assert kind_of(api.get("/api/v1/statements")) == (401, "authentication-failed")
    assert ApiToken.objects.get().last_used_at is None


def test_the_command_takes_scopes_and_an_end():
    make_user("ada")
    call_command("create_token", "ada", "mirror", "--scope", "read", "--days", "7")

    token = ApiToken.objects.get()
    assert token.scopes == ["read"]
    assert token.expires_at is not None
    assert timedelta(days=6) < token.expires_at - timezone.now() < timedelta(days=8)


@pytest.mark.parametrize("days", ["0", "99999"])
def test_the_command_refuses_an_end_that_cannot_be(days):
    make_user("ada")

    with pytest.raises(CommandError, match=days):
        call_command("create_token", "ada", "mirror", "--days", days)
