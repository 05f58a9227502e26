from datetime import date

import pytest

from claims.extraction.calendar import find
from claims.extraction.calendar.holidays import NAMES, easter, holidays, orthodox_easter


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (2000, "2000-04-23", "2000-04-30"),
        (2008, "2008-03-23", "2008-04-27"),
        (2024, "2024-03-31", "2024-05-05"),
        (2025, "2025-04-20", "2025-04-20"),
        (2038, "2038-04-25", "2038-04-25"),
    ],
)
def test_both_easters_fall_where_the_tables_have_them(year, western, orthodox):
    assert (str(easter(year)), str(orthodox_easter(year))) == (western, orthodox)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("thanksgiving", "2025-11-27"),
        ("memorial day", "2025-05-26"),
        ("labor day", "2025-09-01"),
        ("election day", "2022-11-08"),
        ("election day", "2016-11-08"),
        ("good friday", "2025-04-18"),
        ("orthodox good friday", "2024-05-03"),
        ("pentecost", "2025-06-08"),
        ("christmas", "2025-12-25"),
        ("new year 's eve", "2025-12-31"),
        ("black friday", "2025-11-28"),
        ("cyber monday", "2025-12-01"),
        ("europe day", "2025-05-09"),
        ("holy week", "2025-04-13/2025-04-19"),
        ("advent sunday", "2025-11-30"),
        ("advent", "2023-12-03/2023-12-24"),
        ("ramadan", "2025-03-01/2025-03-30"),
        ("eid al - fitr", "2025-03-30/2025-03-31"),
        ("passover", "2025-04-13/2025-04-20"),
        ("yom kippur", "2025-10-02"),
        ("diwali", "2025-10-20"),
        ("lunar new year", "2025-01-29"),
        ("nowruz", "2025-03-21"),
    ],
)
def test_a_holiday_has_its_day(name, day):
    assert [feast.covers for feast in holidays(name, int(day[:4]))] == [day]


def test_every_listed_holiday_has_a_day_in_our_years():
    assert [name for name in NAMES for year in (2001, 2024) if not holidays(name, year)] == []


def test_no_holiday_is_told_beyond_the_years_of_the_rules():
    assert (holidays("easter", 1899), holidays("passover", 1899)) == ([], [])


def test_a_feast_of_the_moon_may_come_twice_a_year():
    assert [str(feast.first) for feast in holidays("ramadan", 2030)] == ["2030-01-05", "2030-12-26"]


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("A truce held on Orthodox Easter.", date(2024, 5, 20), "2024-05-05"),
        ("They met on Thanksgiving.", date(2025, 3, 1), "2024-11-28"),
        ("They will meet on Thanksgiving.", date(2025, 3, 1), "2025-11-27"),
        ("They met on New Year’s Day.", date(2025, 12, 20), "2026-01-01"),
        ("They met on Christmas Eve of 2021.", date(2025, 3, 1), "2021-12-24"),
        ("They met on Easter Monday last year.", date(2025, 3, 1), "2024-04-01"),
        ("They met over the Labor Day weekend.", date(2025, 9, 5), "2025-W35-WE"),
        ("They met over Easter weekend.", date(2025, 4, 25), "2025-W16-WE"),
        ("They met on Eid al-Fitr.", date(2025, 5, 7), "2025-03-30"),
        ("They met during Ramadan.", date(2025, 3, 7), "2025-03-01/2025-03-30"),
        ("They met the day after Hanukkah.", date(2025, 3, 7), "2025-01-03"),
        ("They met after 9/11.", date(2025, 3, 7), "2001-09-11"),
        ("They met after the Sept. 11 attacks.", date(2025, 3, 7), "2001-09-11"),
        ("They met on Black Friday.", date(2025, 12, 7), "2025-11-28"),
        ("They met in Advent.", date(2025, 12, 7), "2025-11-30/2025-12-21"),
    ],
)
def test_a_holiday_is_the_nearest_else_goes_by_tense(text, published, day):
    assert [time.value for time in find(text, published)] == [day]


def test_a_day_counts_from_where_the_story_is_and_not_from_a_day_long_ago_that_it_names():
    text = "He spoke on Wednesday of 9/11. Earlier in the day, she left. The day before, it rained."

    days = [time.value for time in find(text, date(2031, 5, 9))]

    assert days == ["2031-05-07", "2001-09-11", "2031-05-07", "2031-05-06"]


@pytest.mark.parametrize(
    "text",
    [
        "The advent of steam changed Zenda.",
        "The Christmas tree fell.",
        "The Yom Kippur War was short.",
        "The Easter Rising failed.",
    ],
)
def test_what_is_named_for_a_holiday_is_none(text):
    assert list(find(text, date(2025, 3, 7))) == []
