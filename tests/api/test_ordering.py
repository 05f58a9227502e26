"""Orders of a list, each walked by its cursors, and totals on request."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Statement
from claims.sequencing import number_changes
from tests.api.test_paging import DAYS, walk
from tests.builders import make_article, make_event, make_speaker, make_statement

pytestmark = pytest.mark.django_db

NOON = datetime(2031, 5, 5, 12, tzinfo=UTC)


def make_statements() -> None:
    for number, day in enumerate(DAYS):
        pk = make_statement(said=day).pk
        moment = NOON + timedelta(microseconds=number * 7 % 5)
        Statement.objects.filter(pk=pk).update(updated_at=moment)


def in_order(name: str) -> list[int]:
    """The ids as Python sorts them."""
    down = -1 if name.startswith("-") else 1
    rows = sorted(Statement.objects.all(), key=lambda row: row.pk * down)
    if name.endswith("updated"):
        rows.sort(key=lambda row: row.updated_at, reverse=down < 0)
    if name.endswith("said"):
        dated = [row for row in rows if row.sort_day]
        dated.sort(key=lambda row: str(row.sort_day), reverse=down < 0)
        rows = [*dated, *(row for row in rows if not row.sort_day)]
    return [row.pk for row in rows]


@pytest.mark.parametrize("limit", [1, 3, 8])
@pytest.mark.parametrize("name", ["said", "-said", "updated", "-updated", "id", "-id"])
def test_every_order_shows_each_row_once_there_and_back(api, name, limit):
    make_statements()

    pages, last = walk(api, f"/api/v1/statements?limit={limit}&order={name}")
    back, _ = walk(api, last, "previous")

    there = [row["id"] for page in pages for row in page]
    again = [row["id"] for page in reversed(back) for row in page]
    assert there == again == in_order(name)


@pytest.mark.parametrize(
    ("name", "order"), [("articles", "published"), ("events", "date"), ("speakers", "-slug")]
)
def test_other_lists_can_be_turned_round(api, name, order):
    for number, day in enumerate(["2031-05-05", "2030-01-01", ""]):
        make_article(published=day)
        make_event(f"Event {number}", date=day)
        make_speaker(f"Speaker {number}")

    there, _ = walk(api, f"/api/v1/{name}?order={order}&limit=1")
    other = order.removeprefix("-") if order.startswith("-") else f"-{order}"
    turned, _ = walk(api, f"/api/v1/{name}?order={other}&limit=1")

    undated = 0 if name == "speakers" else 1
    assert there[: len(there) - undated] == turned[: len(turned) - undated][::-1]
    assert len(there) == 3


def test_a_cursor_of_another_order_is_refused(api):
    make_statements()
    link = api.get("/api/v1/statements?limit=1").json()["next"]

    answer = api.get(f"{link}&order=updated")

    assert answer.json()["type"] == "urn:on-record:problem:bad-cursor"


def test_a_total_comes_on_request_alone_and_counts_what_the_filters_leave(api):
    for kind in ("direct", "direct", "mixed"):
        make_statement(kind=kind)

    page = api.get("/api/v1/statements?kind=direct&limit=1&count=true").json()

    assert (page["count"], len(page["results"])) == (2, 1)
    assert api.get(page["next"]).json()["count"] == 2
    assert "count" not in api.get("/api/v1/statements").json()


def test_a_total_costs_one_query_more(api):
    make_statement()
    number_changes()
    with CaptureQueriesContext(connection) as without:
        api.get("/api/v1/statements")
    with CaptureQueriesContext(connection) as counted:
        api.get("/api/v1/statements?count=true")

    assert len(counted) == len(without) + 1
