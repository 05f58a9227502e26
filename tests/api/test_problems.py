"""Errors: RFC 9457 problems of types that never change."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from claims.api import problems
from claims.api.documents import RootView
from claims.api.throttling import AnonymousLimit
from claims.models import ApiToken, Scope
from tests.api.conftest import ApiClient, holder
from tests.builders import (
    make_chief,
    make_event,
    make_outlet,
    make_speaker,
    make_statement,
    make_user,
)

pytestmark = pytest.mark.django_db


def kind_of(answer) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["title"]
    assert problem["detail"]
    return answer.status_code, problem["type"].removeprefix("urn:on-record:problem:")


@pytest.mark.parametrize(
    "address", ["/api/v1/statements/12", "/api/v1/nothing", "/api/v1/statements/", "/api/v1/x/y"]
)
def test_what_is_not_there_is_a_problem_and_no_page(api, address):
    assert kind_of(api.get(address)) == (404, "not-found")


def test_a_number_beyond_the_database_is_not_found(api):
    assert kind_of(api.get(f"/api/v1/statements/{10**30}")) == (404, "not-found")


@pytest.mark.parametrize("etag", ['"passed"', "*"])
@pytest.mark.parametrize("name", ["statements", "speakers", "events", "outlets"])
def test_a_body_that_makes_no_sense_is_no_question_of_the_state(name, etag):
    made: dict[str, Callable[[], Any]] = {
        "speakers": make_speaker,
        "events": make_event,
        "outlets": make_outlet,
    }
    row = made.get(name, make_statement)()
    program = holder(make_chief(), *Scope.values)

    answer = program.change(f"/api/v1/{name}/{getattr(row, 'slug', row.pk)}", etag, nonsense=True)

    assert kind_of(answer) == (400, "invalid")


def test_a_method_that_is_not_offered_is_named(api, editor):
    answer = editor.delete("/api/v1/statements")

    assert kind_of(answer) == (405, "method-not-allowed")
    assert answer["Allow"] == "GET, HEAD, POST"


def test_a_format_that_is_not_offered_is_refused(api):
    answer = api.get("/api/v1/statements", headers={"Accept": "text/csv"})

    assert kind_of(answer) == (406, "not-acceptable")


def test_a_body_that_is_not_json_is_refused(editor):
    answer = editor.patch(
        f"/api/v1/statements/{make_statement().pk}",
        "kind: mixed",
        content_type="application/yaml",
        headers={"If-Match": "*"},
    )

    assert kind_of(answer) == (415, "unsupported-media-type")


def test_broken_json_is_refused(editor):
    answer = editor.patch(
        f"/api/v1/statements/{make_statement().pk}",
        "{",
        content_type="application/json",
        headers={"If-Match": "*"},
    )

    assert kind_of(answer) == (400, "parse-error")


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer", "Bearer two words", "Bearer \xe9"])
def test_a_wrong_token_is_refused_even_for_what_is_public(header):
    answer = ApiClient(headers={"Authorization": header}).get("/api/v1/statements")

    assert kind_of(answer) == (401, "authentication-failed")
    assert answer["WWW-Authenticate"] == 'Bearer realm="On Record"'


def test_another_scheme_is_no_token(api):
    answer = ApiClient(headers={"Authorization": "Basic YTpi"}).get("/api/v1/statements")

    assert answer.status_code == 200


def test_the_token_of_an_inactive_user_is_refused():
    token = ApiToken.issue(make_user("gone", is_active=False), "old")

    answer = ApiClient(headers={"Authorization": f"Bearer {token}"}).get("/api/v1/statements")

    assert kind_of(answer) == (401, "authentication-failed")


def test_too_many_requests_are_told_when_to_come_back(api, monkeypatch):
    monkeypatch.setattr(AnonymousLimit, "rate", "1/min", raising=False)
    api.get("/api/v1/statements")

    answer = api.get("/api/v1/statements")

    assert kind_of(answer) == (429, "throttled")
    assert 0 < int(answer["Retry-After"]) <= 60


def test_a_reader_is_not_counted_by_the_limit_of_the_anonymous(reader, monkeypatch):
    monkeypatch.setattr(AnonymousLimit, "rate", "1/min", raising=False)

    assert [reader.get("/api/v1/").status_code for _ in range(3)] == [200, 200, 200]


def test_a_cache_that_does_not_answer_takes_no_reader_with_it(api, settings, caplog):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nowhere/valkey.sock",
        }
    }

    assert api.get("/api/v1/").status_code == 200
    assert "requests are not counted" in caplog.text


def test_the_stream_answers_errors_as_problems(api):
    answer = api.get("/api/v1/reports.ndjson?x=1", headers={"Accept": "application/x-ndjson"})

    assert kind_of(answer) == (400, "unknown-parameter")
    assert json.loads(answer.content)["known"]


def test_a_fault_of_ours_is_no_problem_of_theirs():
    assert problems.as_problem(ValueError("a bug"), {}) is None


def test_a_token_notes_its_last_use_once_a_minute(django_assert_num_queries):
    user = make_user()
    client = ApiClient(headers={"Authorization": f"Bearer {ApiToken.issue(user, 'alerts')}"})
    client.get("/api/v1/")
    noted = ApiToken.objects.get().last_used_at

    client.get("/api/v1/")

    assert noted is not None
    assert ApiToken.objects.get().last_used_at == noted


def test_a_fault_of_ours_is_told_to_programs_as_a_problem(api, monkeypatch):
    monkeypatch.setattr(RootView, "get", lambda *_: 1 / 0)
    api.raise_request_exception = False

    answer = api.get("/api/v1/")

    assert kind_of(answer) == (500, "server-error")


def test_a_request_that_django_refuses_is_a_problem_too(api):
    answer = api.get("/api/v1/", headers={"Host": "evil.example"})

    assert kind_of(answer) == (400, "bad-request")


def test_another_version_of_the_api_is_a_problem_and_no_page(api):
    assert kind_of(api.get("/api/v9/statements")) == (404, "not-found")


@pytest.mark.parametrize("address", ["/nothing/", "/statements/12/"])
def test_people_get_pages(api, address):
    assert api.get(address)["Content-Type"].startswith("text/html")


def test_half_a_character_is_told_back_as_a_question_mark(editor):
    answer = editor.correct(make_statement(), "*", kind="\ud800")

    assert kind_of(answer) == (400, "invalid")
    assert '"?"' in answer.json()["detail"]


@pytest.mark.parametrize(
    "body", ["[" * 50_000, "[" * 17 + "]" * 17, '{"kind":' * 20 + "1" + "}" * 20]
)
def test_a_body_that_nests_too_deep_is_refused(editor, body):
    answer = editor.patch(
        f"/api/v1/statements/{make_statement().pk}",
        body,
        content_type="application/json",
        headers={"If-Match": "*"},
    )

    assert kind_of(answer) == (400, "parse-error")
