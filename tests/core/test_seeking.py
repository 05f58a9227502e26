"""What a search finds first, wherever it is looked for."""

from datetime import date, timedelta

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection

from claims.models import Statement
from claims.models.days import REPORTED, SAID

pytestmark = pytest.mark.django_db

FIRST, COUNT = date(2031, 1, 1), 400
EXPLAIN, STATISTICS, LOOK = 1, 1, 1  # queries


def words(number):
    """All speak of bridges, the oldest quarter of ferries, the newest of boats, few of tunnels."""
    told = ["bridge"]
    told += ["ferry"] * (number < COUNT // 4) + ["boat"] * (number >= COUNT * 3 // 4)
    return " ".join(told + ["tunnel"] * (number % 100 == 7))


@pytest.fixture
def _archive():
    days = [FIRST + timedelta(days=number) for number in range(COUNT)]
    Statement.objects.bulk_create(
        Statement(
            text=words(number),
            kind="indirect",
            confidence=0.9,
            sort_day=day if number % 5 else None,
            reported_day=day,
        )
        for number, day in enumerate(days)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE claims_statement")


def search(text):
    query = SearchQuery(text, search_type="websearch", config="english")
    return Statement.objects.believed().with_words(query)


def in_order(rows, by):
    known = sorted((row for row in rows if by.of(row)), key=lambda row: (by.of(row), row.pk))
    return known[::-1] + sorted((row for row in rows if not by.of(row)), key=lambda row: -row.pk)


@pytest.mark.usefixtures("_archive")
@pytest.mark.parametrize("text", ["bridge", "ferry", "boat", "tunnel", "bridge -boat", "nowhere"])
@pytest.mark.parametrize("most", [1, 30, 150, 1000])
@pytest.mark.parametrize("by", [SAID, REPORTED], ids=["said", "reported"])
def test_a_search_finds_the_first_by_its_day(text, most, by):
    assert list(search(text).first_by(by, most)) == in_order(search(text), by)[:most]


@pytest.mark.usefixtures("_archive")
@pytest.mark.parametrize(
    ("text", "queries"),
    [
        pytest.param("bridge", EXPLAIN + STATISTICS + LOOK, id="found among the newest"),
        pytest.param("ferry", EXPLAIN + STATISTICS + LOOK + LOOK, id="not among the newest"),
        pytest.param("tunnel", EXPLAIN + LOOK, id="too few for a look among the newest"),
    ],
)
def test_a_common_word_is_looked_for_among_the_newest_first(
    text, queries, django_assert_num_queries
):
    with django_assert_num_queries(queries):
        search(text).first_by(SAID, 10)


@pytest.mark.usefixtures("_archive")
@pytest.mark.parametrize("number", [0, 3, 150, 250, COUNT - 1, COUNT * 2])
def test_a_page_further_back_is_looked_for_below_its_day(number):
    until = FIRST + timedelta(days=number)
    earlier = search("bridge").filter(sort_day__lte=until)

    assert list(earlier.first_by(SAID, 20, until=until)) == in_order(earlier, SAID)[:20]


@pytest.mark.usefixtures("_archive")
def test_a_page_further_back_takes_one_look(django_assert_num_queries):
    until = FIRST + timedelta(days=250)

    with django_assert_num_queries(EXPLAIN + STATISTICS + LOOK):
        search("bridge").filter(sort_day__lte=until).first_by(SAID, 10, until=until)


@pytest.mark.usefixtures("_archive")
def test_other_filters_hold_as_well():
    chosen = search("bridge").filter(sort_day__lte=FIRST + timedelta(days=50))

    assert list(chosen.first_by(SAID, 20)) == in_order(chosen, SAID)[:20]


def test_a_search_finds_in_an_archive_of_which_nothing_is_known_yet():
    row = Statement.objects.create(text="bridge", kind="indirect", confidence=0.9)

    assert list(search("bridge").first_by(SAID, 10)) == [row]


def test_a_search_among_none_finds_none():
    assert list(search("bridge").filter(pk__in=[]).first_by(SAID, 10)) == []
    assert list(search("bridge").none().first_by(SAID, 10)) == []
