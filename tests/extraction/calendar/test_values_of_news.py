"""What the times of news mean, seen from Wednesday, 14 May 2031."""

from datetime import date

import pytest

from claims.extraction.calendar import find
from tests.extraction.calendar.timex3 import ANY_YEAR

PUBLISHED = date(2031, 5, 14)


def values(text, published=PUBLISHED):
    return [time.value for time in find(text, published)]


def rules(text):
    return [time.rule for time in find(text, PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It opened on May 3, 2030.", "2030-05-03"),
        ("It opened on Saturday, 3rd of May 2031.", "2031-05-03"),
        ("It opened on the 3rd of May, 2030.", "2030-05-03"),
        ("It opened on 2030-05-03T08:00:00Z.", "2030-05-03"),
        ("It opened on 2030/05/03.", "2030-05-03"),
        ("It opened on 5/13/30.", "2030-05-13"),
        ("It opened on 13/5/2030.", "2030-05-13"),
        ("It opened on 13.5.2030.", "2030-05-13"),
        ("It opened on 13-May-2030.", "2030-05-13"),
        ("It opened at 10:30 a.m. EST, Nov. 6, 2030.", "2030-11-06"),
        ("It opened on Sept. 3, 2030.", "2030-09-03"),
        ("It opened on the fourth of this month.", "2031-05-04"),
        ("It opened in early March 2030.", "2030-03"),
        ("It opened in nineteen ninety-six.", "1996"),
        ("It opened in the third quarter of 2030.", "2030-Q3"),
        ("It opened in the first half of last year.", "2030-H1"),
        ("It opened in the second half of 2029.", "2029-H2"),
        ("It opened in the summer of 2030.", "2030-SU"),
        ("It opened in the 1990s.", "199"),
        ("It opened in the nineties.", "199"),
        ("It opened in the 19th century.", "18"),
        ("It opened in 2029.", "2029"),
    ],
)
def test_a_date_is_read_in_every_order(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Pell left on Monday.", "2031-05-12"),
        ("Pell left on Wednesday.", "2031-05-14"),
        ("Pell left on Friday night.", "2031-05-09"),
        ("Pell left last Wednesday.", "2031-05-07"),
        ("Pell will leave on Monday.", "2031-05-19"),
        ("The hearing is scheduled for Monday.", "2031-05-19"),
        ("He wants to undo the ruling issued Monday.", "2031-05-12"),
        ("On Friday, the council will vote.", "2031-05-16"),
        ("They may come as early as Friday.", "2031-05-16"),
        ("It had been scheduled to end on Friday.", "2031-05-09"),
        ("Pell left at noon on Tuesday.", "2031-05-13"),
        ("Pell left at 0930 GMT on Tuesday.", "2031-05-13"),
        ("Pell leaves next Friday.", "2031-05-16"),
        ("The prior Wednesday Pell left.", "2031-05-07"),
        ("He knew that talks would begin on Monday.", "2031-05-19"),
        ("He would not say on Monday how it was.", "2031-05-12"),
        ("On Monday Pell would say nothing.", "2031-05-12"),
        ("He looked for ways that would get around Monday's ruling.", "2031-05-12"),
        ("It is open from 9 a.m. to 5 p.m. on Tuesday.", "2031-05-13"),
    ],
)
def test_a_weekday_is_past_unless_a_strong_sign_says_future(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Pell left on 30 December.", "2030-12-30"),
        ("Pell left on June 2.", "2031-06-02"),
        ("In the year ended Sept. 30 it lost money.", "2030-09-30"),
        ("Pell left on Wednesday, May 14.", "2031-05-14"),
    ],
)
def test_a_day_and_month_take_the_nearest_year(text, value):
    assert values(text)[-1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Pell left in November.", "2030-11"),
        ("The fair opens in June.", "2031-06"),
        ("Pell left last June.", "2030-06"),
        ("The work is expected to end in October.", "2031-10"),
    ],
)
def test_a_bare_month_is_the_last_one_or_one_soon_to_come(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Pell left yesterday.", "2031-05-13"),
        ("Pell left the day before yesterday.", "2031-05-12"),
        ("Pell spoke last night.", "2031-05-13"),
        ("Pell spoke this morning.", "2031-05-14"),
        ("Pell spoke early today.", "2031-05-14"),
        ("Pell left ten days ago.", "2031-05-04"),
        ("Pell left a week ago.", "2031-05-07"),
        ("Pell left about two weeks ago.", "2031-W18"),
        ("Pell left five months ago.", "2030-12"),
        ("Pell left twenty-five years ago.", "2006"),
        ("Pell left seven hours ago.", "2031-05-14"),
        ("Pell left several years ago.", "PAST_REF"),
        ("Pell left years ago.", "PAST_REF"),
        ("Pell left last week.", "2031-W19"),
        ("Pell left over the weekend.", "2031-W19-WE"),
        ("Pell left last month.", "2031-04"),
        ("Pell left last year.", "2030"),
        ("Pell leaves next week.", "2031-W21"),
        ("Pell left this quarter.", "2031-Q2"),
        ("Pell left in the latest quarter.", "2031-Q1"),
        ("Pell left in the third quarter.", "2030-Q3"),
        ("Pell left last autumn.", "2030-FA"),
        ("Pell worked there over the past decade.", "P10Y"),
        ("Pell will leave in the next century.", "21"),
    ],
)
def test_a_relative_time_counts_from_publication(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It broke on 2 March. A day earlier it had leaked.", "2031-03-01"),
        ("It broke on 2 March. The previous evening it had leaked.", "2031-03-01"),
        ("It broke on 2 March. That night Pell came.", "2031-03-02"),
        ("It broke on 2 March. Two days later Pell came.", "2031-03-04"),
        ("It broke on 2 March. The following day Pell came.", "2031-03-03"),
        ("It broke in March 2030. The following month Pell came.", "2030-04"),
        ("It broke in June 2030. Pell came later that year.", "2030"),
        ("It earned more in the third quarter of 2031 than a year earlier.", "2030-Q3"),
        ("It lost money in the first quarter, unlike the year-ago period.", "2030-Q1"),
    ],
)
def test_a_time_of_the_story_counts_from_the_one_before(text, value):
    assert values(text)[-1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It took three days.", "P3D"),
        ("It took twenty-four hours.", "PT24H"),
        ("It took a hundred years.", "P100Y"),
        ("It took a decade.", "P10Y"),
        ("It took a couple of weeks.", "P2W"),
        ("It took several months.", "PXM"),
        ("It took 1.5 years.", "P1.5Y"),
        ("It took half an hour.", "PT30M"),
        ("It took half a century.", "P50Y"),
        ("It was a month-long strike.", "P1M"),
        ("It rained for weeks.", "PXW"),
        ("It rained in the last six months.", "P6M"),
        ("It rained in recent years.", "PXY"),
        ("It rains every week.", "P1W"),
        ("It rains daily.", "P1D"),
        ("It rains every four years.", "P4Y"),
        ("It rains each July.", f"{ANY_YEAR}-07"),
        ("It rains every Monday.", f"{ANY_YEAR}-WXX-1"),
        ("It rains every summer.", f"{ANY_YEAR}-SU"),
        ("It rains every morning.", f"{ANY_YEAR}-XX-XXTMO"),
        ("It rains now.", "PRESENT_REF"),
        ("It rained recently.", "PAST_REF"),
        ("It will rain soon.", "FUTURE_REF"),
    ],
)
def test_lengths_sets_and_vague_times_name_no_day(text, value):
    (time,) = find(text, PUBLISHED)

    assert (time.value, time.edtf, time.day) == (value, "", None)


@pytest.mark.parametrize(
    "text",
    [
        "The three-year-old boy sang.",
        "It cost $1990 and 2000 people came.",
        "Come as soon as possible.",
        "They may march.",
        "He spent a quarter of it.",
        "It fell on 31 February.",
        "The Sunday Mirror wrote it.",
        "The first second was the worst.",
        "The decade-old bridge held.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text):
    assert values(text) == []


def test_without_publication_only_what_needs_none_is_found():
    assert values("It broke on 2 March 2030, a day after Pell came on Monday.", None) == [
        "2030-03-02",
        "P1D",
    ]


def test_the_rule_says_which_way_a_weekday_was_taken():
    assert rules("Pell left on Monday. He will return on Friday.") == [
        "weekday, taken as past",
        "weekday, taken as ahead",
    ]


def test_a_time_counted_from_the_story_names_the_day_that_it_counts_from():
    *_, time = find("It broke on 2 March. A day earlier it had leaked.", PUBLISHED)

    assert time.base == date(2031, 3, 2)


def test_curly_and_straight_apostrophes_mean_the_same():
    assert values("It fell on New Year’s Eve.") == values("It fell on New Year's Eve.")
