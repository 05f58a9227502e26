"""What is counted exactly, and what pages say where there is more than they count."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.browse import counting
from tests.builders import make_speaker, make_statement

DAYS = ("2031-05-01", "2031-05-02", "2031-05-02", "2031-05-03", "2031-05-03")


@pytest.fixture(autouse=True)
def _few_are_counted(monkeypatch, db):
    monkeypatch.setattr(counting, "COUNTED", 4)


def make_days(*days, **fields):
    return [make_statement(said=day, **fields) for day in days]


def test_up_to_the_bound_the_count_is_exact(client, read):
    make_days(*DAYS[:4])

    assert "4 statements" in read("/")
    assert not client.get("/").context["page"].total.at_least


def test_above_the_bound_the_count_says_at_least(read):
    make_days(*DAYS)

    assert "4+ statements" in read("/")


def test_above_the_bound_a_choice_says_at_least(client):
    make_days(*DAYS, speaker=make_speaker())

    [speakers] = [f for f in client.get("/").context["facets"] if f.name == "speaker"]

    assert [str(choice.count) for choice in speakers.choices] == ["4+"]


def test_a_choice_that_leaves_fewer_than_the_bound_is_counted_in_full(client):
    make_days(*DAYS[:2], speaker=make_speaker())
    make_days(*DAYS[2:], speaker=make_speaker("Ben Okoro"))

    [speakers] = [
        f for f in client.get("/?speaker=ben-okoro").context["facets"] if f.name == "kind"
    ]

    assert [str(choice.count) for choice in speakers.choices] == ["3", "0", "0"]


def test_only_days_that_were_counted_as_a_whole_are_drawn(client):
    make_days(*DAYS)
    make_days("2031-05-04", "2031-05-04", "2031-05-05")

    drawn = client.get("/").context["histogram"]

    bars = {str(bar.since): bar.count for bar in drawn.bars if bar.count}
    assert bars == {"2031-05-04": 2, "2031-05-05": 1}
    assert (drawn.earlier, drawn.cut) == (1, True)


def test_where_one_day_has_more_than_is_counted_no_day_is_drawn(client):
    make_days(*["2031-05-01"] * 6)

    assert client.get("/").context["histogram"] is None


def test_the_undated_are_counted_up_to_the_bound(read):
    make_days(*[""] * 6)

    assert "Said on an unknown day 4+ statements" in read("/")


def test_every_statement_is_reached_page_by_page(client, monkeypatch):
    monkeypatch.setattr("claims.browse.listing.PAGE_SIZE", 2)
    made = {row.pk for row in make_days(*DAYS, "", "", "2031-05")}

    seen, place = [], ""
    while place is not None:
        page = client.get("/", {"after": str(place)}).context["page"]
        seen += [row.pk for row in page.statements]
        place = page.next

    assert sorted(seen) == sorted(made)


def walk(client, query):
    """The dated groups of each page: title, number, ids."""
    place = ""
    while place is not None:
        page = client.get("/", {**query, "after": str(place)}).context["page"]
        yield [
            (group.title, group.count.number, [row.pk for row in group.statements])
            for group in page.groups
            if group.edtf
        ]
        place = page.next


@pytest.mark.parametrize("bound", range(1, 9))
@pytest.mark.parametrize("query", [{}, {"by": "reported"}, {"q": "bridge"}])
def test_pages_are_the_same_whether_or_not_the_counted_rows_hold_them(
    client, monkeypatch, query, bound
):
    monkeypatch.setattr("claims.browse.listing.PAGE_SIZE", 2)
    make_days(*DAYS, "", "2031-05", "2031-05-02/2031-05-03")
    monkeypatch.setattr(counting, "COUNTED", 99)
    whole = list(walk(client, query))
    monkeypatch.setattr(counting, "COUNTED", bound)

    assert list(walk(client, query)) == whole


def test_a_search_that_counts_all_that_it_finds_looks_through_the_archive_once(client):
    make_days(*DAYS[:3])

    with CaptureQueriesContext(connection) as queries:
        client.get("/?q=bridge")

    searches = [query["sql"] for query in queries if '."search" @@' in query["sql"]]
    kinds = [sql.split()[0] for sql in searches if '"id" IN' not in sql]
    assert kinds == ["EXPLAIN", "SELECT"]
