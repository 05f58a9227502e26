"""`fields` leaves out, `include` adds, as the document says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.corrections import Decision, Field, decide
from tests.api.test_documents import check
from tests.builders import make_editor, make_report, make_revision, make_statement

pytestmark = pytest.mark.django_db


def rows(api, path: str):
    return api.get(f"/api/v1/{path}").json()["results"]


def test_rows_have_the_keys_asked_for_alone(api):
    make_statement()

    (row,) = rows(api, "statements?fields=id,text&fields=said")

    assert set(row) == {"id", "text", "said"}


def test_statements_include_paragraphs_and_history_as_their_details_have_them(api):
    statement = make_statement()
    make_report(statement=statement)
    statement.refresh_from_db()
    decision = Decision(Field.KIND, "indirect")
    decide(statement.pk, [decision], editor=make_editor(), version=statement.version)
    make_statement()

    row = rows(api, "statements?include=paragraphs,history&order=id")[0]

    whole = api.get(f"/api/v1/statements/{statement.pk}").json()
    assert row == whole
    assert (len(row["history"]), len(row["reports"])) == (1, 2)


def test_reports_include_paragraphs(api):
    report = make_report()

    whole = api.get(f"/api/v1/reports/{report.pk}").json()
    assert rows(api, "reports?include=paragraphs") == [whole]


def test_articles_include_revisions_without_a_word_of_the_text(api, editor):
    revision = make_revision(text="A secret text.")

    (row,) = rows(editor, "articles?include=revisions&fields=id,revisions")

    assert [each["number"] for each in row["revisions"]] == [1]
    assert "secret" not in str(row)
    assert row["id"] == revision.article_id


def test_what_is_included_takes_as_many_queries_for_nine_as_for_one(api):
    address = "/api/v1/statements?include=paragraphs,history"
    make_statement()
    with CaptureQueriesContext(connection) as for_one:
        api.get(address)
    for _ in range(8):
        make_statement()
    with CaptureQueriesContext(connection) as for_nine:
        api.get(address)

    assert len(for_nine) == len(for_one)


@pytest.mark.parametrize("query", ["fields=id,txt", "include=everything"])
def test_an_unknown_key_is_an_error_that_lists_the_known_ones(api, query):
    problem = api.get(f"/api/v1/statements?{query}").json()

    assert problem["errors"][0]["field"] == query.partition("=")[0]
    assert "history" in problem["detail"] or "text" in problem["detail"]


def test_what_only_include_adds_is_no_field_without_it(api):
    assert api.get("/api/v1/statements?fields=history").status_code == 400
    assert api.get("/api/v1/statements?fields=history&include=history").status_code == 200


@pytest.mark.parametrize(
    "query", ["fields=id,said", "include=paragraphs,history", "include=history&fields=history"]
)
def test_shaped_rows_are_as_the_document_says(api, query):
    make_statement(said="2031-05-05")

    document = api.get("/api/v1/schema").json()
    check(document, "/api/v1/statements", api.get(f"/api/v1/statements?{query}"))
