"""A poll without news touches no row; answers are packed, and tell of limits and origins."""

import gzip
import json
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.api import throttling
from claims.api.conditional import unpacked
from claims.api.throttling import AnonymousLimit
from sources.models import Address
from tests.api.test_reading import LISTS, make_one_of_each
from tests.builders import make_article, make_outlet, make_statement

pytestmark = pytest.mark.django_db

PATHS = [*LISTS, "changes", "statements.ndjson", "statements.csv", "reports?kind=direct&limit=1"]


@pytest.mark.parametrize("path", PATHS)
def test_a_poll_without_news_reads_no_row(api, path):
    make_one_of_each()
    etag = api.get(f"/api/v1/{path}")["ETag"]

    with CaptureQueriesContext(connection) as queries:
        answer = api.get(f"/api/v1/{path}", headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content) == (304, b"")
    assert unpacked(answer["ETag"]) == unpacked(etag)
    tables = ("claims_statement", "claims_report", "sources_article", "claims_speaker")
    assert not [query for query in queries if any(table in query["sql"] for table in tables)]
    assert len(queries) == 2


@pytest.mark.parametrize("path", PATHS)
def test_a_change_of_any_list_is_news(api, path):
    etag = api.get(f"/api/v1/{path}")["ETag"]
    make_outlet()

    assert api.get(f"/api/v1/{path}", headers={"If-None-Match": etag}).status_code == 200


def test_another_question_has_another_tag(api):
    tags = {api.get(f"/api/v1/statements{query}")["ETag"] for query in ("", "?limit=9", ".csv")}

    assert len(tags) == 3


def test_a_reader_who_signs_in_is_told_anew(api, reader):
    assert api.get("/api/v1/articles")["ETag"] != reader.get("/api/v1/articles")["ETag"]
    assert "private" in reader.get("/api/v1/articles")["Cache-Control"]
    assert "public" in api.get("/api/v1/articles")["Cache-Control"]


def test_another_address_of_an_article_is_found_though_no_list_changed(api):
    article = make_article()
    address = "/api/v1/articles?url=https://led.example/there"
    etag = api.get(address)["ETag"]
    Address.objects.create(key="led.example/there", article=article)

    answer = api.get(address, headers={"If-None-Match": etag})

    assert [row["id"] for row in answer.json()["results"]] == [article.pk]


@pytest.mark.parametrize("path", ["statements", "statements/{}"])
def test_answers_are_packed_for_who_takes_it_and_have_a_tag_of_their_own(api, path):
    address = f"/api/v1/{path.format(make_statement().pk)}"
    plain = api.get(address)

    packed = api.get(address, headers={"Accept-Encoding": "gzip, deflate"})

    assert packed["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.content)) == plain.json()
    assert packed["ETag"] != plain["ETag"] == unpacked(packed["ETag"])
    assert "Accept-Encoding" in packed["Vary"]
    again = api.get(address, headers={"If-None-Match": packed["ETag"]})
    assert again.status_code == 304


def test_what_is_small_is_not_packed(api):
    answer = api.get("/api/v1/statements", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in answer


def test_streams_are_packed_as_they_come(api):
    statement = make_statement()

    answer = api.get("/api/v1/statements.ndjson", headers={"Accept-Encoding": "gzip"})

    line = gzip.decompress(b"".join(answer.streaming_content))
    assert json.loads(line)["id"] == statement.pk


def test_a_correction_may_name_the_tag_of_a_packed_answer(editor):
    statement = make_statement()
    address = f"/api/v1/statements/{statement.pk}"
    etag = editor.get(address, headers={"Accept-Encoding": "gzip"})["ETag"]

    assert editor.correct(statement, etag, kind="indirect").status_code == 200


def test_answers_tell_what_is_left_of_the_limit(api, monkeypatch):
    monkeypatch.setattr(AnonymousLimit, "rate", "5/min", raising=False)
    monkeypatch.setattr(throttling, "time", lambda: 120 * 60 + 20.5)

    told = [api.get("/api/v1/outlets") for _ in range(6)]

    assert [answer["RateLimit"] for answer in told] == [
        f'"anonymous";r={left};t=40' for left in (4, 3, 2, 1, 0, 0)
    ]
    assert {answer["RateLimit-Policy"] for answer in told} == {'"anonymous";q=5;w=60'}
    assert (told[-1].status_code, told[-1]["Retry-After"]) == (429, "40")


def test_a_new_window_begins_from_nothing(api, monkeypatch):
    monkeypatch.setattr(AnonymousLimit, "rate", "1/min", raising=False)
    moments = iter([60.0, 61.0, 120.0])
    monkeypatch.setattr(throttling, "time", lambda: next(moments))

    assert [api.get("/api/v1/outlets").status_code for _ in range(3)] == [200, 429, 200]


def test_a_count_that_went_meanwhile_begins_anew(api, monkeypatch):
    monkeypatch.setattr(throttling, "cache", SimpleNamespace(add=lambda *_: False, incr=cache.incr))

    assert api.get("/api/v1/outlets").status_code == 200


def test_pages_of_other_sites_may_read_and_see_the_headers(api):
    answer = api.get("/api/v1/outlets", headers={"Origin": "https://paper.example"})

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer


def test_browsers_may_ask_before_they_read_but_not_before_they_write(api):
    asking = {"Origin": "https://paper.example", "Access-Control-Request-Method": "GET"}
    answer = api.options(
        "/api/v1/outlets", headers={**asking, "Access-Control-Request-Headers": "authorization"}
    )

    assert answer.status_code == 200
    assert "authorization" in answer["Access-Control-Allow-Headers"]
    assert "PATCH" not in answer["Access-Control-Allow-Methods"]


def test_the_pages_for_people_are_for_this_site_alone(client):
    answer = client.get("/", headers={"Origin": "https://paper.example"})

    assert "Access-Control-Allow-Origin" not in answer
