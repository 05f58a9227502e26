"""Filters of lists, and parameters that mean nothing."""

import pytest

from tests.builders import make_speaker, make_statement

pytestmark = pytest.mark.django_db


def test_statements_take_the_filters_of_the_timeline(api):
    make_statement(speaker=make_speaker("Ada Varga"))
    brandt = make_statement(speaker=make_speaker("Ilo Brandt"), said="2031-05-05")
    make_statement(speaker=brandt.speaker)

    found = api.get("/api/v1/statements?speaker=ilo-brandt&since=2031-05-01").json()

    assert [row["id"] for row in found["results"]] == [brandt.pk]


def test_a_filter_given_twice_takes_either_value(api):
    for name in ("Ada Varga", "Ilo Brandt", "Mira Sand"):
        make_statement(speaker=make_speaker(name))

    found = api.get("/api/v1/statements?speaker=ilo-brandt&speaker=ada-varga").json()

    assert len(found["results"]) == 2


def test_reports_are_filtered_by_their_statements(api):
    make_statement(speaker=make_speaker("Ada Varga"))
    statement = make_statement(speaker=make_speaker("Ilo Brandt"))

    found = api.get("/api/v1/reports?speaker=ilo-brandt").json()

    assert [row["statement"] for row in found["results"]] == [statement.pk]


@pytest.mark.parametrize("name", ["statements", "reports", "reports.ndjson"])
def test_an_unknown_parameter_is_an_error_that_lists_the_known_ones(api, name):
    answer = api.get(f"/api/v1/{name}?speeker=ada-varga")

    problem = answer.json()
    assert (answer.status_code, problem["unknown"]) == (400, ["speeker"])
    assert problem["type"] == "urn:on-record:problem:unknown-parameter"
    assert "speaker" in problem["known"]


def test_a_detail_takes_no_parameter(api):
    answer = api.get(f"/api/v1/statements/{make_statement().pk}?speaker=ada-varga")

    assert (answer.status_code, answer.json()["known"]) == (400, [])


@pytest.mark.parametrize("query", ["since=yesterday", "kind=shouted", "speaker=nobody"])
def test_an_invalid_value_names_its_parameter(api, query):
    answer = api.get(f"/api/v1/statements?{query}")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == query.partition("=")[0]


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE"])
def test_a_method_that_is_none_of_ours_is_refused_whatever_was_asked(api, editor, method):
    for client in (api, editor):
        answer = client.generic(method, "/api/v1/statements?limit=5&nothing=1")

        assert answer.status_code in ((405,) if client is editor else (401, 405))


def test_the_front_door_takes_no_parameter(api):
    answer = api.get("/api/v1/?speaker=ada-varga")

    assert (answer.status_code, answer.json()["known"]) == (400, [])
