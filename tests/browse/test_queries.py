"""Every page takes as many queries for many rows as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import make_report, make_user

PATHS = [
    "/",
    "/?speaker=ada-varga&event=opening&kind=direct&q=bridge&since=2031-05-01&until=2031-05-09",
    "/?by=reported&since=2031-01-01",
    "/speakers/",
    "/speakers/ada-varga/",
    "/events/",
    "/events/opening/",
    "/outlets/",
]


def queries_of(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_many_statements_takes_no_more_queries(
    client, make_many, django_assert_num_queries, path
):
    make_many(2)
    few = queries_of(client, path)
    make_many(10)

    with django_assert_num_queries(few):
        client.get(path)


def test_a_statement_of_many_reports_takes_no_more_queries(
    client, make_many, django_assert_num_queries
):
    [statement] = make_many(1)
    path = f"/statements/{statement.pk}/"
    few = queries_of(client, path)
    for _ in range(5):
        make_report(statement=statement, parent=statement.reports.first())

    with django_assert_num_queries(few):
        client.get(path)


@pytest.mark.parametrize("signed_in", [False, True])
def test_an_article_and_its_outlet_take_no_more_queries(
    client, make_many, django_assert_num_queries, signed_in
):
    if signed_in:
        client.force_login(make_user())
    [statement] = make_many(1)
    revision = statement.reports.get().revision
    paths = [f"/articles/{revision.article_id}/", f"/outlets/{revision.article.outlet.slug}/"]
    few = sum(queries_of(client, path) for path in paths)
    for quote in ("bridge", "stand", "Monday"):
        make_report(
            revision=revision,
            reading=statement.reports.get().reading,
            quote=quote,
            said="2031-05-05",
        )

    with django_assert_num_queries(few):
        for path in paths:
            client.get(path)
