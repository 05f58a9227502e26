"""Holidays of fixed and of moving date; the lists stand in `holidays.toml` and `feasts.toml`."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from claims.extraction.calendar.values import weekdays_of_month


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(
        files("claims.extraction.calendar").joinpath(name).read_text(encoding="utf-8")
    )


class Feast(NamedTuple):
    """The days of a holiday; `unsure` where some have it that many days later."""

    first: date
    last: date
    unsure: int = 0

    @property
    def covers(self) -> str:
        """Its day, or its first and last as an interval."""
        last = self.last + timedelta(days=self.unsure)
        return f"{self.first}" if self.first == last else f"{self.first}/{last}"


_TABLES = _data("holidays.toml")
_LONG: dict[str, int] = _TABLES.pop("days")
_FEASTS = {name: feast for feast in _data("feasts.toml")["feast"] for name in feast["names"]}
JULIAN_LAG = 13  # days, from 1900 to 2099; by which Orthodox feasts follow the Julian calendar
_ERA = range(1900, 2100)  # of that lag

NAMES = (*(name for table in _TABLES.values() for name in table), *_FEASTS)


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    skipped = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar (Meeus's Julian computus)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=JULIAN_LAG)


def holidays(name: str, year: int) -> list[Feast]:
    """A holiday as often as it begins in a year, by its name in lower case, its words apart."""
    if name in _FEASTS:
        return [feast for feast in _feasts(name) if feast.first.year == year]
    kind = next((table for table, names in _TABLES.items() if name in names), None)
    if kind is None or year not in _ERA:
        return []
    first = _DAYS[kind](year, _TABLES[kind][name])
    return [Feast(first, first + timedelta(days=_LONG.get(name, 1) - 1))]


@cache
def _feasts(name: str) -> list[Feast]:
    feast = _FEASTS[name]
    longer, unsure = timedelta(days=feast["days"] - 1), feast.get("unsure", 0)
    firsts = (date.fromisoformat(day) for day in feast["first"].split())
    return [Feast(first, first + longer, unsure) for first in firsts]


def _fixed(year: int, rule: str) -> date:
    return date.fromisoformat(f"{year:04}-{rule}")


def _after_easter(year: int, days: int) -> date:
    return easter(year) + timedelta(days=days)


def _after_orthodox_easter(year: int, days: int) -> date:
    return orthodox_easter(year) + timedelta(days=days)


def _weekday_of_month(year: int, rule: str) -> date:
    """The day of "11-3-4" (November's fourth Thursday), "05-0--1" (May's last Monday)."""
    rule, _, after = rule.partition("+")
    month, weekday, which = (int(part) for part in rule.split("-", 2))
    days = weekdays_of_month(date(year, month, 1), weekday)
    return days[which if which < 0 else which - 1] + timedelta(days=int(after or 0))


def _once(_: int, rule: str) -> date:
    """A day that is named for what happened on it."""
    return date.fromisoformat(rule)


def _sunday_of_advent(year: int, which: int) -> date:
    """The last is the Sunday before Christmas."""
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=christmas.isoweekday(), weeks=4 - which)


_DAYS: dict[str, Callable[[int, Any], date]] = {
    "fixed": _fixed,
    "easter": _after_easter,
    "orthodox_easter": _after_orthodox_easter,
    "weekday_of_month": _weekday_of_month,
    "advent": _sunday_of_advent,
    "once": _once,
}
