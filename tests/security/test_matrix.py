"""Every address and method by every role; what nobody may do, and what no input may break."""

import json

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from claims.models import ApiToken
from tests.builders import make_chief, make_editor, make_user
from tests.security.addresses import World, names
from tests.security.matrix import ANYBODY, MATRIX, NOBODY, ROLES, Line

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.uncounted,
    pytest.mark.usefixtures("no_limits"),
]

BACKEND = "django.contrib.auth.backends.ModelBackend"
FAILED = range(500, 600)


@pytest.fixture
def world():
    return World.make()


@pytest.fixture
def people():
    made = (make_user("reader"), make_editor("ed"), make_chief("clara"))
    return (None, *made, User.objects.create_superuser("root"))


def client_of(user, **how):
    client = Client(raise_request_exception=False, **how)
    if user:
        client.force_login(user, backend=BACKEND)
    return client


def turned_away(answer: HttpResponse, role: int) -> bool:
    """By the way to sign in, or 401, who is not known; by 403 who is."""
    if role == ANYBODY:
        to_sign_in = answer.status_code == 302 and reverse("sign-in") in answer["Location"]
        return to_sign_in or answer.status_code == 401
    return answer.status_code in (401, 403)


def fault(answer: HttpResponse, role: int, first: int, fine: int | None) -> str:
    """What is wrong with an answer to this role, where roles from `first` on are let in."""
    status = answer.status_code
    if first == NOBODY:
        right = status == 405 or turned_away(answer, role)
    elif role < first:
        right = turned_away(answer, role)
    elif fine is not None:
        right = status == fine
    else:
        right = status not in (401, 403, 405, *FAILED) and not turned_away(answer, ANYBODY)
    return "" if right else f"{ROLES[role]}: {status}"


def faults_of(world, people, method: str) -> dict[str, list[str]]:
    found = {}
    for name, line in MATRIX.items():
        address = world.address(name, line.parts)
        first = getattr(line, method)
        fine = line.status if method == "get" or line.status != 200 else None
        answers = [getattr(client_of(user), method)(address) for user in people]
        told = [fault(answer, role, first, fine) for role, answer in enumerate(answers)]
        if any(told):
            found[f"{method} {name}"] = [each for each in told if each]
    return found


def test_every_address_has_its_line():
    assert set(names()) == set(MATRIX), "add a line to tests/security/matrix.py"


def test_every_role_opens_what_it_may_and_no_more(world, people):
    assert faults_of(world, people, "get") == {}


def test_every_role_writes_what_it_may_and_no_more(world, people):
    assert faults_of(world, people, "post") == {}


def test_every_role_changes_what_it_may_and_no_more(world, people):
    assert faults_of(world, people, "patch") == {}


@pytest.mark.parametrize("method", ["put", "delete", "trace"])
def test_no_address_knows_other_methods(world, people, method):
    client = client_of(people[-1])

    answers = {n: getattr(client, method)(world.address(n, line.parts)) for n, line in _shut()}

    assert {n: a.status_code for n, a in answers.items() if a.status_code < 400} == {}


def _shut() -> list[tuple[str, Line]]:
    return [(name, line) for name, line in MATRIX.items() if line.closed]


def test_a_statement_is_corrected_through_the_api_by_editors_alone(world, people):
    address = world.address("v1:statement-detail", {"pk": "statement"})
    send = {"data": json.dumps({"kind": "mixed"}), "content_type": "application/json"}

    statuses = [client_of(user).patch(address, **send).status_code for user in people]

    assert statuses == [401, 403, 428, 428, 428]


def test_a_forged_or_late_version_is_refused(world, people):
    address = world.address("v1:statement-detail", {"pk": "statement"})
    send = {"data": json.dumps({"kind": "mixed"}), "content_type": "application/json"}

    answer = client_of(people[2]).patch(address, headers={"If-Match": '"forged"'}, **send)

    assert answer.status_code == 412


@pytest.mark.parametrize("method", ["post", "patch"])
def test_no_write_is_taken_from_a_page_of_somebody_elses(world, people, method):
    client = client_of(people[-1], enforce_csrf_checks=True)
    writes = {n: li for n, li in MATRIX.items() if getattr(li, method) != NOBODY and li.closed}

    def send(name, line):
        kind = {"content_type": "application/json"} if name.startswith("v1:") else {}
        return getattr(client, method)(world.address(name, line.parts), **kind)

    found = {name: send(name, line).status_code for name, line in writes.items()}

    assert {name: status for name, status in found.items() if status != 403} == {}


def test_where_reading_is_not_public_nobody_reads_unknown(world, settings):
    settings.PUBLIC_READ = False
    client = client_of(None)

    answers = {n: client.get(world.address(n, line.parts)) for n, line in _shut()}

    assert [n for n, answer in answers.items() if answer.status_code == 200] == []


def test_a_token_of_somebody_inactive_opens_nothing(world, settings):
    settings.PUBLIC_READ = False
    user = make_editor("left")
    headers = {"Authorization": f"Bearer {ApiToken.issue(user, 'old')}"}
    addresses = [world.address(n, li.parts) for n, li in MATRIX.items() if n.startswith("v1:")]
    User.objects.filter(pk=user.pk).update(is_active=False)

    statuses = {Client().get(address, headers=headers).status_code for address in addresses}

    assert statuses == {401}


def test_tokens_of_others_are_not_found(world, people):
    address = world.address("token-revoke", {"pk": "token"})

    assert [client_of(user).post(address).status_code for user in people[1:]] == [404] * 4


@pytest.mark.parametrize("name", ["search-rename", "search-delete"])
def test_saved_searches_of_others_are_not_found(world, people, name):
    address = world.address(name, {"pk": "search"})

    answers = [client_of(user).post(address, {"name": "mine"}) for user in people[1:]]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_the_admin_is_for_administrators(people):
    found = sorted(n for n in names(admin=True) if n.endswith(("_changelist", "_add", ":index")))

    statuses = [{client_of(user).get(reverse(n)).status_code for n in found} for user in people]

    assert all(each == {302} for each in statuses[:4])
    assert 200 in statuses[4]


JUNK = ["\x00", "9" * 400, "999999999-99-99", "x" * 5000, "\r\nSet-Cookie: a=b", "-1", "%", "'\"<"]
PARAMETERS = (
    *(
        "q",
        "after",
        "before",
        "since",
        "until",
        "speaker",
        "event",
        "outlet",
        "kind",
        "dated",
        "new_since",
    ),
    *("from", "to", "filters", "reason", "before", "by"),
    *("limit", "cursor", "order", "fields", "include", "count", "status", "next", "page", "said"),
)

FIELDS = (
    *("next", "keys", "reason", "add_event", "events", "speaker", "credited", "name", "body"),
    *("said", "kind", "seen", "verdict", "fault", "same", "report", "statement", "state", "to"),
    *(
        "url",
        "address",
        "label",
        "scopes",
        "days",
        "title",
        "date",
        "place",
        "into",
        "action",
        "query",
    ),
)


@pytest.mark.parametrize("junk", [*JUNK, "foo"])
def test_no_parameter_breaks_an_address(world, people, junk):
    client = client_of(people[-1])
    parameters = dict.fromkeys(PARAMETERS, junk)

    found = {n: client.get(world.address(n, li.parts), parameters) for n, li in _shut()}

    assert {n: a.status_code for n, a in found.items() if a.status_code in FAILED} == {}
    assert [n for n, answer in found.items() if "a=b" in str(answer.cookies)] == []


@pytest.mark.parametrize("junk", [*JUNK, "foo"])
def test_no_value_of_a_form_breaks_an_address(world, people, junk):
    client = client_of(people[-1])
    fields = dict.fromkeys(FIELDS, junk)
    writes = [n for n, line in MATRIX.items() if line.post != NOBODY and line.closed]

    found = {n: client.post(world.address(n, MATRIX[n].parts), fields) for n in writes}

    assert {n: a.status_code for n, a in found.items() if a.status_code in FAILED} == {}


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_signing_in_leads_to_no_other_site(place):
    make_user("reader")
    form = {"username": "reader", "password": "correct horse battery", "next": place}

    answer = Client().post(reverse("sign-in"), form)

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_every_page_tells_the_browser_what_it_may(world, people):
    client = client_of(people[-1])
    for name, line in MATRIX.items():
        if line.get != NOBODY and line.status == 200:
            head = client.get(world.address(name, line.parts)).headers
            policy = head["Content-Security-Policy"]
            assert "unsafe" not in policy.replace("'wasm-unsafe-eval'", ""), name
            assert head["X-Content-Type-Options"] == "nosniff", name
            assert head["X-Frame-Options"] == "DENY", name
            assert head["Referrer-Policy"], name
