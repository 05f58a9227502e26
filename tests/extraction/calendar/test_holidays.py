from datetime import date

import pytest

from claims.extraction.calendar import find
from claims.extraction.calendar.holidays import NAMES, easter, holiday, orthodox_easter


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
    ],
)
def test_a_holiday_has_its_day(name, day):
    assert str(holiday(name, int(day[:4]))) == day


def test_every_listed_holiday_has_a_day_in_any_year():
    assert all(holiday(name, year) for name in NAMES for year in (1900, 2024, 2099))


def test_no_holiday_is_told_beyond_the_years_of_the_rules():
    assert holiday("easter", 1899) is None


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
    ],
)
def test_a_holiday_is_the_nearest_else_goes_by_tense(text, published, day):
    assert [time.value for time in find(text, published)] == [day]
