"""Days from one to another, days and weeks counted off, seen from Wednesday, 14 May 2031."""

from datetime import date

import pytest

from claims.extraction.calendar import find
from tests.extraction.calendar.timex3 import ANY_YEAR

PUBLISHED = date(2031, 5, 14)


def edtf(text):
    return [time.edtf for time in find(text, PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It rained on the night of 3-4 May.", "2031-05-03/2031-05-04"),
        ("It rained on the night of 3/4 May.", "2031-05-03/2031-05-04"),
        ("It rained between 3 and 5 May.", "2031-05-03/2031-05-05"),
        ("It rained from 3 to 5 May 2030.", "2030-05-03/2030-05-05"),
        ("It rained on May 3–5, 2030.", "2030-05-03/2030-05-05"),
        ("It rained May 3 through 5.", "2031-05-03/2031-05-05"),
        ("It rained on May 3 and 4 in Zenda.", "2031-05-03/2031-05-04"),
        ("It rained on 3, 4 and 5 May last year.", "2030-05-03/2030-05-05"),
        ("It rained on the 3rd and 4th of May.", "2031-05-03/2031-05-04"),
        ("The May 3 and 4 talks failed.", "2031-05-03/2031-05-04"),
        ("It rained the week before Easter.", "2031-04-06/2031-04-12"),
        ("It rained the week after 3 May.", "2031-05-04/2031-05-10"),
        ("It rained on Monday or Tuesday.", "2031-05-12/2031-05-13"),
        ("It rained on Wednesday or Thursday.", "2031-05-07/2031-05-08"),
        ("The fair will open on Friday or Saturday.", "2031-05-16/2031-05-17"),
        ("She sings Monday through Friday.", "2031-05-12/2031-05-16"),
        ("She sang from Saturday to Monday.", "2031-05-10/2031-05-12"),
    ],
)
def test_days_from_one_to_another_are_an_interval(text, days):
    assert edtf(text) == [days]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It burnt May 3 and 4 villages were lost.", ["2031-05-03"]),
        ("Zenda won 6-3 on 3 May.", ["2031-05-03"]),
        ("Between 3 and 5 people came on 4 May.", ["2031-05-04"]),
        ("It was moved from Monday to Tuesday.", ["2031-05-12", "2031-05-13"]),
        ("They sang on Friday and Monday.", ["2031-05-09", "2031-05-12"]),
        ("It is open 5-3 May.", ["2031-05-03"]),
    ],
)
def test_what_only_looks_like_a_range_is_none(text, days):
    assert edtf(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It rained from 28 April to 3 May 2030.", ["2030-04-28", "2030-05-03"]),
        ("It rained from Dec. 30 to Jan. 2, 2030.", ["2029-12-30", "2030-01-02"]),
        ("It rained on 3 March and 5 April last year.", ["2030-03-03", "2030-04-05"]),
        ("It rained in January and March 2030.", ["2030-01", "2030-03"]),
        ("It rained in January and March last year.", ["2030-01", "2030-03"]),
        ("It rained on Monday and Tuesday of last week.", ["2031-05-05", "2031-05-06"]),
        ("It rained Tuesday through Thursday last week.", ["2031-05-06/2031-05-08"]),
        ("She sings Monday to Friday next week.", ["2031-05-19/2031-05-23"]),
    ],
)
def test_a_year_or_week_told_once_is_that_of_both(text, days):
    assert edtf(text) == days


def test_what_comes_a_day_after_days_counts_from_the_last_of_them():
    assert edtf("They met from 3 to 5 May. A day later Pell left.")[-1] == "2031-05-06"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Pell left on the Friday before last.", "2031-05-02"),
        ("Pell leaves on the Friday after next.", "2031-05-23"),
        ("Pell left two Fridays ago.", "2031-05-02"),
        ("Pell left several Fridays ago.", "PAST_REF"),
        ("Pell leaves three Fridays from now.", "2031-05-30"),
        ("Pell left Tuesday last week.", "2031-05-06"),
        ("Last week on Tuesday Pell left.", "2031-05-06"),
        ("Pell left on Tuesday of last week.", "2031-05-06"),
        ("Pell leaves on Thursday this week.", "2031-05-15"),
        ("Pell left on a Friday. Three weeks ago on Monday he came.", "2031-04-21"),
        ("Two weeks ago Tuesday Pell left.", "2031-04-29"),
        ("Pell left a year ago Monday.", "2030-05-12"),
        ("Pell left a year ago today.", "2030-05-14"),
        ("Pell left a month ago yesterday.", "2031-04-13"),
        ("Pell left a year ago this month.", "2030-05"),
        ("Pell left 20 minutes ago today.", "2031-05-14"),
        ("Pell leaves two weekends from Friday.", "2031-05-30"),
        ("Pell leaves Monday week.", "2031-05-26"),
        ("Pell leaves a week from Friday.", "2031-05-23"),
        ("Pell leaves ten days from tomorrow.", "2031-05-25"),
        ("Pell left on the last Sunday of March.", "2031-03-30"),
        ("Pell left on the second Monday in April 2030.", "2030-04-08"),
        ("Pell leaves on the first Monday of next month.", "2031-06-02"),
        ("Pell left the weekend before last.", "2031-W18-WE"),
        ("Pell left the week before last.", "2031-W18"),
        ("Pell left the month before last.", "2031-03"),
        ("Pell left the year before last.", "2029"),
        ("Pell left the year before last year.", "2029"),
        ("Pell left on the Wednesday of the previous week.", "2031-05-07"),
        ("Pell left the night before last.", "2031-05-12"),
        ("Pell leaves the week after next.", "2031-W22"),
        ("Pell comes the coming weekend.", "2031-W20-WE"),
        ("Pell comes in the week of 19 May.", "2031-W21"),
        ("Pell came over the weekend of 3 May.", "2031-W18-WE"),
        ("It rose in the week ending 4 May.", "2031-W18"),
    ],
)
def test_weeks_and_weekdays_are_counted_off(text, value):
    assert [time.value for time in find(text, PUBLISHED)][-1] == value


def test_a_week_that_ends_on_a_working_day_has_its_seven_days():
    assert edtf("It rose in the week to 7 May.") == ["2031-05-01/2031-05-07"]


@pytest.mark.parametrize("text", ["It was the fifth Monday of April.", "A week from many."])
def test_a_day_that_is_in_no_calendar_is_none(text):
    assert edtf(text) in ([], [""])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On the eve of Orthodox Easter Pell left.", "2031-04-12"),
        ("Pell left the day after Christmas.", "2030-12-26"),
        ("Two days before Easter Pell left.", "2031-04-11"),
        ("Two weekends before Easter Pell left.", "2031-03-30"),
        ("Pell left the Monday after Easter.", "2031-04-14"),
        ("Pell left the Friday before 3 May 2031.", "2031-05-02"),
        ("On the eve of 9 May Pell sang.", "2031-05-08"),
        ("In May last year Pell sang.", "2030-05"),
        ("In autumn last year Pell sang.", "2030-23"),
        ("Pell sang on the sixth of May.", "2031-05-06"),
        ("Pell sang on May the twenty-first.", "2031-05-21"),
        ("Pell came two and a half years ago.", "2028"),
        ("Pell came half a year ago.", "2030-11"),
        ("Pell came 48 hours ago.", "2031-05-12"),
        ("Pell came 36 hours ago.", "2031-05-12/2031-05-13"),
        ("Pell came 90 minutes ago.", "2031-05-14"),
        ("Through Friday, Pell is away.", "2031-05-16"),
        ("It lasted through Friday.", "2031-05-09"),
    ],
)
def test_a_day_may_be_told_by_another(text, day):
    assert edtf(text) == [day]


def test_a_length_before_a_day_told_next_names_the_day_at_its_other_end():
    length, day = find("Ten days before the vote on 20 May Pell left.", PUBLISHED)

    assert (length.value, length.edtf, day.edtf) == ("P10D", "2031-05-10", "2031-05-20")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It took a year and a half.", "P18M"),
        ("It took two and a half years.", "P2.5Y"),
        ("It took an hour and a half.", "PT90M"),
        ("It took a week and a half.", "P1.5W"),
    ],
)
def test_a_half_more_is_counted(text, value):
    assert [time.value for time in find(text, PUBLISHED)] == [value]


def test_a_day_without_its_year_is_left_open_where_the_article_has_no_day():
    (day,) = find("It broke on 3 May.", None)
    (days,) = find("It broke on 3-5 May.", None)

    assert (day.value, day.edtf) == (f"{ANY_YEAR}-05-03", "")
    assert (days.value, days.edtf) == (f"{ANY_YEAR}-05-03/{ANY_YEAR}-05-05", "")
