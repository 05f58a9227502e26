from datetime import date

import pytest

from claims.edtf import bounds
from claims.extraction.calendar import period_of
from claims.extraction.calendar.values import moved, of_unit
from tests.extraction.calendar.timex3 import ANY_YEAR


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2031-05-14", "2031-05-14"),
        ("2031-05-14TEV", "2031-05-14"),
        ("2031-05", "2031-05"),
        ("2031", "2031"),
        ("2031-W20", "2031-05-12/2031-05-18"),
        ("2031-W20-WE", "2031-05-17/2031-05-18"),
        ("2031-Q2", "2031-04/2031-06"),
        ("2031-H2", "2031-07/2031-12"),
        ("2031-SU", "2031-22"),
        ("2031-WI", "2031-24"),
        ("203", "203X"),
        ("20", "20XX"),
    ],
)
def test_a_value_of_the_calendar_is_edtf_with_the_same_bounds(value, edtf):
    period = period_of(value)

    assert period.edtf == edtf
    assert bounds(edtf) == (period.earliest, period.latest)


@pytest.mark.parametrize(
    "value", ["P3D", "PAST_REF", f"{ANY_YEAR}-07", "2031-02-30", "0000", "2031-W60"]
)
def test_other_values_name_no_period(value):
    assert period_of(value) is None


def test_a_month_on_ends_with_the_month():
    assert moved(date(2031, 1, 31), 1, "M") == date(2031, 2, 28)
    assert moved(date(2032, 2, 29), -1, "Y") == date(2031, 2, 28)


def test_a_day_lies_in_its_units():
    day = date(2031, 5, 14)

    assert [of_unit(day, unit) for unit in ("D", "W", "WE", "M", "Q", "Y", "E", "C")] == [
        *("2031-05-14", "2031-W20", "2031-W20-WE", "2031-05", "2031-Q2", "2031", "203", "20"),
    ]
