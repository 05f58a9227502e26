"""No input leads a reader to another site, or writes a header of its own."""

from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from tests.security.addresses import World
from tests.security.matrix import MATRIX, NOBODY
from tests.security.test_matrix import FIELDS, PARAMETERS, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

BREAK = "\r\nX-Injected: yes"
PLACES = [
    f"https://evil.example/{BREAK}",
    "//evil.example/%0d%0aX-Injected:%20yes",
    "/\\evil.example",
    f"\t//evil.example{BREAK}",
]
LEADING = ("Location", "Content-Location", "HX-Redirect", "HX-Location", "HX-Push-Url", "Refresh")


@pytest.fixture
def world():
    return World.make()


def leads_to(address: str) -> str:
    """The host to which a browser would go: it takes backslashes for slashes, and drops blanks."""
    kept = "".join(c for c in address if c not in "\t\r\n").strip().replace("\\", "/")
    return urlsplit(kept).netloc


def faults(answer: HttpResponse) -> list[str]:
    """What an answer must not have: another site to go to, or a line that the input wrote."""
    told = [f"{name}: {answer[name]}" for name in LEADING if name in answer]
    away = [each for each in told if leads_to(each.partition(": ")[2]) not in ("", "testserver")]
    broken = [f"{n}: {v}" for n, v in answer.items() if "\n" in v or n.lower() == "x-injected"]
    refused = ["a header refused"] if answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR else []
    return away + broken + refused


def found(asked) -> dict[str, list[str]]:
    return {name: told for name, answer in asked if (told := faults(answer))}


@pytest.fixture
def client():
    return client_of(User.objects.create_superuser("root"))


@pytest.mark.parametrize("place", PLACES)
def test_an_answer_that_leads_elsewhere_is_noticed(place):
    answer = HttpResponse(headers={"HX-Redirect": place.replace(BREAK, "")})

    assert [each.partition(":")[0] for each in faults(answer)] == ["HX-Redirect"]


@pytest.mark.parametrize("place", PLACES)
def test_no_parameter_leads_elsewhere_or_writes_a_header(world, client, place):
    given = dict.fromkeys(PARAMETERS, place)
    lines = [(name, line) for name, line in MATRIX.items() if line.get != NOBODY]

    asked = [(name, client.get(world.address(name, line.parts), given)) for name, line in lines]

    assert found(asked) == {}


@pytest.mark.parametrize("place", PLACES)
def test_no_value_of_a_form_leads_elsewhere_or_writes_a_header(world, client, place):
    given = dict.fromkeys(FIELDS, place)
    lines = [(name, line) for name, line in MATRIX.items() if line.post != NOBODY]
    lines.sort(key=lambda line: line[0] == "sign-out")  # last: nobody is signed in after it

    asked = [(name, client.post(world.address(name, line.parts), given)) for name, line in lines]

    assert found(asked) == {}


@pytest.mark.parametrize("place", [*PLACES, "https://testserver@evil.example/desk/"])
def test_who_came_from_elsewhere_signs_in_and_stays_here(world, place):
    told = {"HX-Request": "true", "HX-Current-URL": place, "Referer": place}
    desk = [(name, line) for name, line in MATRIX.items() if name.startswith("desk")]

    asked = [
        (name, getattr(Client(), method)(world.address(name, line.parts), headers=told))
        for name, line in desk
        for method in ("get", "post")
    ]

    assert found(asked) == {}
    assert not [name for name, answer in asked if "evil" in answer.get("HX-Redirect", "")]


@pytest.mark.parametrize(
    "path", ["//evil.example/speakers", "/\\evil.example/desk", "//evil.example"]
)
def test_no_path_leads_elsewhere(client, path):
    assert faults(client.get("/", PATH_INFO=path)) == []


def test_another_sites_name_is_not_answered_to(client):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
