"""Parts of months and years, seasons, and what comes again, seen from Wednesday, 14 May 2031."""

from datetime import date

import pytest

from claims.extraction.calendar import find
from tests.extraction.calendar.timex3 import ANY_YEAR

PUBLISHED = date(2031, 5, 14)


def values(text, published=PUBLISHED):
    return [time.value for time in find(text, published)]


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("Pell sang in the first half of May.", "2031-05", "2031-05-01/2031-05-15"),
        ("Pell sang in the second half of last month.", "2031-04", "2031-04-16/2031-04-30"),
        ("Pell sang in the opening week of May.", "2031-W18", "2031-05-01/2031-05-07"),
        ("Pell sang in the second week of May 2030.", "2030-W19", "2030-05-08/2030-05-14"),
        ("Pell sang in the last week of March.", "2031-W13", "2031-03-25/2031-03-31"),
    ],
)
def test_a_part_of_a_month_has_its_days(text, value, edtf):
    (time,) = find(text, PUBLISHED)

    assert (time.value, time.edtf) == (value, edtf)


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("Pell sang in the first three months of the year.", "P3M", "2031-01/2031-03"),
        ("Pell sang in the first six months of 2030.", "P6M", "2030-01/2030-06"),
        ("Pell sang in the first nine months of 2030.", "P9M", "2030-01/2030-09"),
        ("Pell sang in the last two quarters of last year.", "P2Q", "2030-07/2030-12"),
        ("Pell sang in the first twelve months of 2030.", "P12M", ""),
    ],
)
def test_months_at_an_end_of_a_year_are_a_length_with_its_days(text, value, edtf):
    time, _ = find(text, PUBLISHED)

    assert (time.value, time.edtf) == (value, edtf)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sales fell in Q1.", "2031-Q1"),
        ("Sales fell in Q3.", "2030-Q3"),
        ("Sales fell in Q3 2029.", "2029-Q3"),
        ("Sales fell in 2Q of last year.", "2030-Q2"),
        ("The Q3 results were poor.", "2030-Q3"),
        ("Sales fell in H1 2030.", "2030-H1"),
        ("Sales fell in Jan-March 2030.", "2030-Q1"),
        ("Sales fell from October to February 2030.", "2029-10/2030-02"),
        ("Sales fell between January and April 2030.", "2030-01/2030-04"),
        ("Sales fell in January-April.", "2031-01/2031-04"),
        ("Sales fell in 2029-30.", "2029/2030"),
        ("Zenda won the 2029/30 season.", "2029/2030"),
        ("Zenda won the 2029-30 winter.", "2029-WI"),
        ("Sales fell in winter 2029/30.", "2029-WI"),
        ("Sales fell in 2030-04.", "2030-04"),
        ("Sales fell from the same period the prior year.", "2030"),
        ("Sales fell in the prior May.", "2030-05"),
        ("Sales fell in fiscal year 2030.", "2030"),
        ("Sales fell in FY2030.", "2030"),
    ],
)
def test_quarters_months_and_years_are_read_in_figures(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize("text", ["She has an H1 visa.", "H5N1 spread.", "He wrote H4 2 you."])
def test_other_letters_with_figures_are_no_times(text):
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("Last winter it froze.", PUBLISHED, "2030-WI"),
        ("Last winter it froze.", date(2031, 1, 9), "2029-WI"),
        ("This winter was mild.", PUBLISHED, "2030-WI"),
        ("This winter will be cold.", PUBLISHED, "2031-WI"),
        ("This winter is cold.", date(2031, 2, 9), "2030-WI"),
        ("This winter will be cold.", date(2031, 9, 9), "2031-WI"),
        ("Last summer it was hot.", date(2031, 12, 9), "2031-SU"),
        ("In the prior summer it was hot.", date(2031, 7, 9), "2030-SU"),
        ("Next winter may be mild.", date(2031, 12, 9), "2032-WI"),
        ("The school will open by autumn.", PUBLISHED, "2031-FA"),
        ("It has been dry since spring.", date(2031, 9, 9), "2031-SP"),
        ("It froze at the turn of the year.", PUBLISHED, "2030-12/2031-01"),
        ("It will open at the turn of the year.", date(2031, 9, 9), "2031-12/2032-01"),
    ],
)
def test_a_season_is_the_last_this_or_the_next_one(text, published, value):
    assert values(text, published) == [value]


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("Pell sings on Mondays.", [f"{ANY_YEAR}-WXX-1"]),
        ("Pell sings on weekends.", [f"{ANY_YEAR}-WXX-WE"]),
        ("Pell sings Monday nights.", [f"{ANY_YEAR}-WXX-1TNI"]),
        (
            "Pell sings on Sunday and Monday evenings.",
            [f"{ANY_YEAR}-WXX-7", f"{ANY_YEAR}-WXX-1TEV"],
        ),
        ("Pell sings on the first Monday of each month.", ["P1M"]),
        ("Pell sings every Monday and Friday.", [f"{ANY_YEAR}-WXX-1", f"{ANY_YEAR}-WXX-5"]),
        (
            "Pell sings each Monday, Tuesday and Friday.",
            [f"{ANY_YEAR}-WXX-1", f"{ANY_YEAR}-WXX-2", f"{ANY_YEAR}-WXX-5"],
        ),
    ],
)
def test_weekdays_may_come_again_and_again(text, sets):
    assert values(text) == sets
