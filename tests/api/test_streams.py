"""Every list in one answer, as JSON Lines and CSV, at constant memory."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.api import listing
from claims.models import Statement
from tests.api.test_reading import LISTS, make_one_of_each
from tests.builders import make_speaker, make_statement

pytestmark = pytest.mark.django_db

SLUGS = ("speakers", "outlets")


def text(answer) -> str:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


def lines(api, path: str):
    return [json.loads(line) for line in text(api.get(f"/api/v1/{path}")).splitlines()]


def table(api, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(api.get(f"/api/v1/{path}")))))


@pytest.mark.parametrize("name", LISTS)
def test_the_lines_of_a_list_are_its_rows(api, name):
    for number in range(3):
        make_one_of_each(number)

    order = "slug" if name in SLUGS else "id"
    shown = api.get(f"/api/v1/{name}?order={order}").json()["results"]
    assert lines(api, f"{name}.ndjson?order={order}") == shown
    assert len(shown) == 3


@pytest.mark.parametrize("name", LISTS)
def test_the_table_of_a_list_has_a_line_a_row(api, name):
    for number in range(3):
        make_one_of_each(number)

    key = "slug" if name in SLUGS else "id"
    shown = {str(row[key]) for row in api.get(f"/api/v1/{name}").json()["results"]}
    assert {row[key] for row in table(api, f"{name}.csv")} == shown


def test_streams_come_in_their_own_media_types(api):
    assert api.get("/api/v1/events.ndjson")["Content-Type"] == "application/x-ndjson"
    assert api.get("/api/v1/events.csv")["Content-Type"] == "text/csv; charset=utf-8"
    assert api.get("/api/v1/events.csv", headers={"Accept": "text/csv"}).status_code == 200


def test_streams_go_on_over_their_chunks_in_order(api, monkeypatch):
    monkeypatch.setattr(listing, "CHUNK", 2)
    made = [
        make_statement(said=day).pk for day in ("2031-05-05", "", "2031-05-07", "2031-05-06", "")
    ]

    found = [row["id"] for row in lines(api, "statements.ndjson?order=said")]

    assert found == [made[0], made[3], made[2], made[1], made[4]]


def test_a_chunk_takes_a_fixed_number_of_queries(api):
    with CaptureQueriesContext(connection) as queries:
        make_statement()
        before = len(queries)
        lines(api, "statements.ndjson")
        for_one = len(queries) - before
        for _ in range(8):
            make_statement()
        before = len(queries)
        lines(api, "statements.ndjson")

    assert len(queries) - before == for_one


def test_streams_take_filters_fields_and_includes(api):
    make_statement(speaker=make_speaker("Ada Varga"))
    kept = make_statement()

    found = lines(api, "statements.ndjson?not_speaker=ada-varga&fields=id,history&include=history")

    assert found == [{"id": kept.pk, "history": []}]


def test_a_table_has_the_columns_asked_for(api):
    statement = make_statement(speaker=make_speaker("Ada Varga"), said="2031-05-05")

    (row,) = table(api, "statements.csv?fields=id,speaker,history&include=history")

    expected = {"id": str(statement.pk), "speaker.slug": "ada-varga", "speaker.name": "Ada Varga"}
    assert row == {**expected, "history": ""}


def test_a_text_that_a_spreadsheet_would_run_is_disarmed(api):
    make_speaker("=1+1", slug="sum")

    assert table(api, "speakers.csv")[0]["name"] == "'=1+1"


def test_what_is_no_longer_believed_when_its_turn_comes_is_left_out(api):
    first, second = make_statement(), make_statement()
    answer = api.get("/api/v1/statements.ndjson?order=id")
    Statement.objects.filter(pk=first.pk).update(status="rejected")

    assert [json.loads(line)["id"] for line in text(answer).splitlines()] == [second.pk]


@pytest.mark.parametrize("query", ["limit=5", "cursor=x", "count=true"])
def test_streams_have_no_pages(api, query):
    assert api.get(f"/api/v1/statements.ndjson?{query}").status_code == 400


@pytest.mark.parametrize("path", ["statements.csv?since=never", "statements.ndjson?order=x"])
def test_faults_are_problems_before_the_first_row(api, path):
    assert api.get(f"/api/v1/{path}")["Content-Type"] == "application/problem+json"
