"""No body of a write breaks the API: whatever a field holds, the answer is no fault of ours."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from rest_framework.exceptions import ValidationError

from claims.api.adding import StatementRequest
from claims.api.bringing import ArticleRequest
from claims.api.correcting import CorrectionRequest
from claims.api.following import OutletChange, OutletRequest
from claims.api.merging import EventRequest, SpeakerRequest
from claims.api.problems import as_problem
from claims.api.renderers import PlainJSONRenderer
from claims.models import ApiToken, Scope
from tests.api.conftest import ApiClient
from tests.builders import make_chief
from tests.security.addresses import World

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted]

HUGE = 10**30
VALUES: list[Any] = [
    *("\ud800", "\x00", "", "\u2028", "x" * 20_001, "9999-99-99"),
    *(None, True, -1, 1.5, HUGE, float("inf"), {}, [[[]]]),
    *(["\x00"], ["\ud800"], [HUGE], [[HUGE, HUGE]], [{"name": "\x00", "url": HUGE}]),
    [{"report": HUGE, "to": HUGE, "state": "\ud800", "content": ["\x00"], "parent": HUGE}],
]


@pytest.fixture
def world():
    return World.make()


@pytest.fixture
def chief(world, no_limits):
    token = ApiToken.issue(make_chief("clara"), "all", Scope.values)
    return ApiClient(headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False)


def writes(world: World) -> Iterator[tuple[str, str, type, dict[str, object]]]:
    """The method and address of each write, its fields, and what else a body needs."""
    words = {"article": world.rows["article"], "content": ["Ada Varga spoke on Monday."]}
    statement = f"/api/v1/statements/{world.rows['statement']}"
    yield "post", "/api/v1/statements", StatementRequest, words
    yield "post", "/api/v1/articles", ArticleRequest, {"text": "A bridge."}
    yield "post", "/api/v1/outlets", OutletRequest, {"name": "Lantern"}
    yield "patch", f"/api/v1/events/{world.rows['event']}", EventRequest, {"merged_into": None}
    yield (
        "patch",
        f"/api/v1/speakers/{world.rows['speaker']}",
        SpeakerRequest,
        {"merged_into": None},
    )
    yield "patch", statement, CorrectionRequest, {}
    yield "patch", f"/api/v1/outlets/{world.rows['outlet']}", OutletChange, {}


def is_refused(fields: type, body: dict[str, object]) -> bool:
    """Whether the form of the body is refused, by a problem that can be written."""
    try:
        fields(data=body).is_valid(raise_exception=True)
    except ValidationError as error:
        return bool(PlainJSONRenderer().render(as_problem(error, {}).data))
    return False


@pytest.mark.parametrize("number", range(7))
def test_no_value_of_a_field_breaks_a_write(world, chief, number):
    method, address, fields, needed = list(writes(world))[number]
    bodies = [{**needed, name: value} for name in fields().fields for value in VALUES]
    broken = {}

    for body in bodies:
        if not is_refused(fields, body):
            told = json.dumps(body).replace("Infinity", "1e400")
            headers = {"If-Match": "*"}
            send = getattr(chief, method)
            answer = send(address, told, content_type="application/json", headers=headers)
            if answer.status_code >= 500:
                broken[told[:90]] = answer.status_code

    assert broken == {}


def test_a_value_that_no_answer_can_hold_is_told_in_a_problem(world, chief):
    answer = chief.post("/api/v1/outlets", '{"\\udfff": 1}', content_type="application/json")

    assert answer.json()["errors"][0]["field"] == "?"
