"""A speaker's statements over time by event."""

from datetime import date, timedelta

import pytest

from claims.browse.counting import Newest
from claims.browse.over_time import COLUMNS, over_time, periods_of
from claims.browse.voices import in_voice
from tests.builders import make_event

FIRST = date(2031, 1, 31)


def days(step, count):
    return [FIRST + timedelta(days=step * number) for number in range(count)]


@pytest.mark.parametrize(
    ("step", "unit"), [(1, "day"), (2, "week"), (9, "month"), (40, "year"), (400, "year")]
)
def test_the_unit_is_the_shortest_that_needs_few_columns(step, unit):
    found, periods = periods_of(days(step, 31 if step > 1 else COLUMNS))

    assert found.name == unit
    assert len(periods) <= COLUMNS
    assert [period.first for period in periods] == sorted(period.first for period in periods)


@pytest.mark.parametrize("step", [2, 9, 40])
def test_each_day_lies_in_one_period(step):
    told = days(step, 31)
    _, periods = periods_of(told)

    assert all(sum(p.first <= day <= p.last for p in periods) == 1 for day in told)


def test_without_any_day_there_are_no_columns():
    unit, periods = periods_of([date.max])

    assert (unit.name, periods) == ("day", [])


@pytest.mark.django_db
def test_statements_are_counted_where_they_lie_and_all_of_them_in_the_total(make_many, ada):
    make_many(2)
    make_many(1, said="2031-05-06")
    make_many(1, said="2031-05")
    make_many(1, said="")

    [row] = over_time(Newest.of(in_voice(ada, ""))).rows

    assert str(row.total) == "5"
    assert {period.label: number for period, number in row.cells} == {
        "5 May 2031": 2,
        "6 May 2031": 1,
        "31 May 2031": 0,
    }


@pytest.mark.django_db
def test_the_page_leads_from_a_count_to_its_statements(client, make_many):
    make_many(2)

    page = client.get("/speakers/ada-varga/").content.decode()

    address = "speaker=ada-varga&amp;event=opening&amp;since=2031-05-05&amp;until=2031-05-05"
    assert f"/?{address}" in page
    assert "/compare/?a=ada-varga&amp;event=opening" in page


@pytest.mark.django_db
def test_proposed_events_are_not_among_them(make_many, ada, opening):
    [statement] = make_many(1)
    proposed = make_event("A rumour", state="proposed")
    statement.links.create(event=proposed, state="linked", confidence=0.9)

    assert [row.event for row in over_time(Newest.of(in_voice(ada, ""))).rows] == [opening]
