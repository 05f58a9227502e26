"""TIMEX3 values: made of days, and read as the days that they cover and as EDTF."""

import re
from datetime import date, timedelta
from typing import NamedTuple

QUARTERS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
SEASONS = {"SP": ("21", 3), "SU": ("22", 6), "FA": ("23", 9), "WI": ("24", 12)}
_CALENDAR = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?"
    r"|-W(?P<week>\d\d)(?P<end>-WE)?|-(?P<span>[QH]\d)|-(?P<season>SP|SU|FA|WI))?"
    r"|(?P<decade>\d{3})|(?P<century>\d\d)"
)


class Period(NamedTuple):
    """The first and the last day of what a value names, and its EDTF."""

    earliest: date
    latest: date
    edtf: str


class Meant(NamedTuple):
    """A value that does not tell its days by itself, and the value or the interval that does.

    From days in `passing` nothing behind them is counted.
    """

    value: str
    covers: str
    passing: bool = False


def of_unit(day: date, unit: str) -> str:
    """The week, month, quarter, year, decade or century that a day lies in, or the day."""
    if unit == "W":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == "WE":
        return of_unit(day, "W") + "-WE"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"C": 2, "E": 3, "Y": 4, "M": 7}.get(unit, 10)]


def moved(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months, quarters or years on; the month's last at most."""
    if unit in "DW":
        return day + timedelta(days=count * (7 if unit == "W" else 1))
    months = day.year * 12 + day.month - 1 + count * {"M": 1, "Q": 3, "Y": 12}[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def weekday_before(day: date, weekday: int) -> date:
    """The last such weekday before a day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7 or 7)


def weekday_after(day: date, weekday: int) -> date:
    """The first such weekday after a day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7 or 7)


def weekdays_of_month(first: date, weekday: int) -> list[date]:
    """All four or five such weekdays of the month that begins on a day."""
    earliest = first + timedelta(days=(weekday - first.weekday()) % 7)
    days = [earliest + timedelta(weeks=weeks) for weeks in range(5)]
    return [day for day in days if day.month == first.month]


def period_of(value: str) -> Period | None:
    """The days of a value that names a day or a stretch of the calendar, else None.

    An interval ("2031-05-03/2031-05-05") is from its first day to its last.
    """
    first, between, last = value.partition("/")
    if between:
        return _interval(period_of(first), period_of(last))
    match = _CALENDAR.fullmatch(value)
    try:
        return _period(value, match.groupdict()) if match else None
    except (ValueError, OverflowError):
        return None


def _interval(first: Period | None, last: Period | None) -> Period | None:
    if first is None or last is None or first.earliest > last.latest:
        return None
    return Period(first.earliest, last.latest, f"{first.edtf}/{last.edtf}")


def _period(value: str, parts: dict[str, str | None]) -> Period | None:
    if parts["day"]:
        day = date.fromisoformat(value[:10])
        return Period(day, day, value[:10])
    if parts["week"]:
        return _week(int(parts["year"] or 0), int(parts["week"]), parts["end"])
    if parts["decade"] or parts["century"]:
        first = int(value) * (10 if parts["decade"] else 100)
        last = first + (9 if parts["decade"] else 99)
        return Period(date(first, 1, 1), date(last, 12, 31), value.ljust(4, "X"))
    return _months(value, int(value[:4]), parts)


def _week(year: int, week: int, end: str | None) -> Period:
    monday, sunday = (date.fromisocalendar(year, week, day) for day in (6 if end else 1, 7))
    return Period(monday, sunday, f"{monday}/{sunday}")


def _months(value: str, year: int, parts: dict[str, str | None]) -> Period:
    """A year, or whole months of it; winter goes on into the next year."""
    if parts["season"]:
        code, first = SEASONS[parts["season"]]
        until = moved(date(year, first, 1), 2, "M")
        return Period(date(year, first, 1), _last(until.year, until.month), f"{year:04}-{code}")
    if parts["span"]:
        first, last = QUARTERS[parts["span"]]
        edtf = f"{year:04}-{first:02}/{year:04}-{last:02}"
        return Period(date(year, first, 1), _last(year, last), edtf)
    first, last = (int(parts["month"]),) * 2 if parts["month"] else (1, 12)
    return Period(date(year, first, 1), _last(year, last), value)


def _last(year: int, month: int) -> date:
    return date(year, month, _length(year, month))


def _length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
