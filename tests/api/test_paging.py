"""Cursor pages: every row once, in one order, forwards and back."""

import base64
import json
from datetime import date

import pytest

from claims.models import Statement
from tests.builders import make_event, make_speaker, make_statement

pytestmark = pytest.mark.django_db

DAYS = ["2031-05-05", "2031-05-07", "", "2031-05-05", "2031-05-06", "", "2031-05-05", ""]


def walk(api, address: str, link: str = "next"):
    """The results of every page from an address on, and the address of the last page."""
    pages = []
    while address:
        page = api.get(address).json()
        pages.append(page["results"])
        last, address = address, page[link]
    return pages, last


def in_reading_order() -> list[int]:
    rows = Statement.objects.all()
    return [row.pk for row in sorted(rows, key=lambda r: (r.sort_day or date.min, r.pk))][::-1]


@pytest.mark.parametrize("search", ["", "&q=bridge"])
@pytest.mark.parametrize("limit", [1, 2, 3, 5, 8])
def test_pages_show_every_row_once_newest_first_and_the_undated_last(api, limit, search):
    for day in DAYS:
        make_statement(said=day)

    pages, _ = walk(api, f"/api/v1/statements?limit={limit}{search}")

    assert [row["id"] for page in pages for row in page] == in_reading_order()


@pytest.mark.parametrize("search", ["", "&q=bridge"])
@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_the_way_back_shows_the_same_rows(api, limit, search):
    for day in DAYS:
        make_statement(said=day)
    pages, last = walk(api, f"/api/v1/statements?limit={limit}{search}")

    back, _ = walk(api, last, "previous")

    found = [row["id"] for page in reversed(back) for row in page]
    assert (found, len(back)) == (in_reading_order(), len(pages))


def test_rows_that_come_in_meanwhile_neither_skip_nor_repeat_any(api):
    for day in DAYS:
        make_statement(said=day)
    expected = in_reading_order()
    first = api.get("/api/v1/statements?limit=4").json()
    make_statement(said="2031-05-09")

    second = api.get(first["next"]).json()

    assert [row["id"] for row in first["results"] + second["results"]] == expected


def test_lists_by_slug_have_pages_too(api):
    for name in ("Cora", "Abel", "Dora", "Bert", "Ella"):
        make_speaker(name)

    pages, last = walk(api, "/api/v1/speakers?limit=2")

    assert [row["name"] for page in pages for row in page] == sorted(
        ["Abel", "Bert", "Cora", "Dora", "Ella"]
    )
    assert len(walk(api, last, "previous")[0]) == 3


def test_events_page_across_the_border_to_the_undated(api):
    for number, day in enumerate(["2031-05-05", "", "2031-05-06", ""]):
        make_event(f"Event {number}", date=day)

    pages, _ = walk(api, "/api/v1/events?limit=1")

    assert [row["slug"] for page in pages for row in page] == [
        "event-2",
        "event-0",
        "event-3",
        "event-1",
    ]


def test_links_keep_the_filters(api):
    for _ in range(3):
        make_statement(kind="mixed")

    link = api.get("/api/v1/statements?kind=mixed&limit=1").json()["next"]

    assert "kind=mixed" in link


@pytest.mark.parametrize(
    "values", ["[]", '[0, "2031", 1]', '[0, null, "a"]', "[0, null, Infinity]", "[" * 4000, "{}"]
)
def test_a_cursor_of_somebody_elses_is_refused(api, values):
    cursor = base64.urlsafe_b64encode(values.encode()).decode()

    answer = api.get("/api/v1/statements", {"cursor": cursor})

    assert (answer.status_code, answer.json()["type"]) == (400, "urn:on-record:problem:bad-cursor")


@pytest.mark.parametrize("limit", ["0", "201", "ten", "-1", "9" * 5000, "²"])
def test_a_limit_that_cannot_be_is_refused(api, limit):
    answer = api.get("/api/v1/statements", {"limit": limit})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "limit")


@pytest.mark.parametrize("cursor", ["nonsense", "é", "WzAsIG51bGwsICJcdTAwMDAiXQ=="])
def test_a_cursor_that_is_none_is_refused(api, cursor):
    assert api.get("/api/v1/speakers", {"cursor": cursor}).status_code == 400


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_cursor_at_the_end_of_time_is_refused(api, moment):
    values = json.dumps([0, moment, 1, "-updated"])
    cursor = base64.urlsafe_b64encode(values.encode()).decode()

    answer = api.get("/api/v1/statements", {"order": "-updated", "cursor": cursor})

    assert answer.json()["type"] == "urn:on-record:problem:bad-cursor"
