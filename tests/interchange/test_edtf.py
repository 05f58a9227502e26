"""The EDTF dates that the product reads, bounds and puts into words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.edtf import EdtfError, bounds, in_words

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("", None, None),
        ("2025-04-21", "2025-04-21", "2025-04-21"),
        ("2025-04-21?", "2025-04-21", "2025-04-21"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2014~", "2014-01-01", "2014-12-31"),
        ("196X", "1960-01-01", "1969-12-31"),
        ("2025-04-XX", "2025-04-01", "2025-04-30"),
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("2024-24", "2024-12-01", "2025-02-28"),
        ("2025-04-19/2025-04-20", "2025-04-19", "2025-04-20"),
        ("2022-02/..", "2022-02-01", None),
        ("../2022", None, "2022-12-31"),
        ("2022/", "2022-01-01", None),
        ("../..", None, None),
    ],
)
def test_a_date_covers_the_days_from_its_first_to_its_last(edtf, earliest, latest):
    found = bounds(edtf)

    assert [day and day.isoformat() for day in found] == [earliest, latest]


@pytest.mark.parametrize(
    "edtf",
    [
        *("next week", "2025-13", "2025-02-30", "20250421", " 2025", "2025/2026/2027"),
        *("2025-05/2025-04", "Y20000", "0000", "9999-24", "2025-10-1X", "/x"),
    ],
)
def test_what_is_no_date_is_refused_by_name_and_with_a_remedy(edtf):
    with pytest.raises(EdtfError) as refusal:
        bounds(edtf)

    assert repr(edtf) in str(refusal.value)
    assert "write a day (2025-04-21)" in str(refusal.value)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("", "unknown day"),
        ("../..", "unknown day"),
        ("2025-04-21", "21 April 2025"),
        ("2025-04", "April 2025"),
        ("2025-04-XX", "April 2025"),
        ("1985-04-12T23:20:30Z", "12 April 1985"),
        ("2014~", "about 2014"),
        ("2025-04-21?", "possibly 21 April 2025"),
        ("2025-22", "summer 2025"),
        ("196X", "the 1960s"),
        ("2022-02/..", "since February 2022"),
        ("../2022", "until 2022"),
        ("2025-04-19/2025-04-20", "19 to 20 April 2025"),
        ("2025-04-21/2025-04-21", "21 April 2025"),
        ("2025-03-30/2025-04-02", "30 March to 2 April 2025"),
        ("2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025"),
        ("2025-04/2025-05-02", "April 2025 to 2 May 2025"),
        ("20XX", "1 January 2000 to 31 December 2099"),
        ("20XX/..", "since 1 January 2000"),
        ("../19XX", "until 31 December 1999"),
    ],
)
def test_a_date_is_put_into_words(edtf, words):
    assert in_words(edtf) == words


@given(DAYS)
def test_a_day_covers_itself_alone(day):
    assert bounds(day.isoformat()) == (day, day)


@given(DAYS, st.integers(0, 400))
def test_an_interval_of_days_covers_its_ends(day, length):
    end = min(day + timedelta(days=length), date.max)

    assert bounds(f"{day}/{end}") == (day, end)


@given(st.integers(1, 9998), st.integers(1, 12))
def test_a_month_ends_on_the_eve_of_the_next(year, month):
    earliest, latest = bounds(f"{year:04}-{month:02}")

    assert earliest == date(year, month, 1)
    assert latest
    assert (latest + timedelta(days=1)).day == 1


@given(st.text(alphabet="0123456789-X/.~?%T:Z ", max_size=12))
def test_any_text_is_bounded_and_worded_or_refused(text):
    try:
        earliest, latest = bounds(text)
    except EdtfError:
        return

    assert earliest is None or latest is None or earliest <= latest
    assert in_words(text)
