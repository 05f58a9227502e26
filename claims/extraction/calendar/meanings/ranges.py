"""From one day, month or year to another; parts of a month and of a year."""

from datetime import date, timedelta

from claims.extraction.calendar.grammar import WORDS
from claims.extraction.calendar.meanings.dates import (
    MONTHS,
    WEEKDAYS,
    day_of_month,
    first_of_month,
    month_told,
    weekday,
    year_told,
)
from claims.extraction.calendar.meanings.weeks import monday_of
from claims.extraction.calendar.numbers import count_of, ordinal_of
from claims.extraction.calendar.scene import Found, Scene
from claims.extraction.calendar.tense import leans_ahead
from claims.extraction.calendar.units import length_of
from claims.extraction.calendar.values import QUARTERS, Meant, moved, of_unit

_THURSDAY = 3
_SUMMER, _YEAR = 6, 12  # months


def days_of_month(found: Found, scene: Scene) -> str | None:
    """Days of one month: "5-7 May", "May 3 and 4"; the last alone where the first is later."""
    last = day_of_month(found, scene)
    number = ordinal_of(found.words["first"])
    if last is None or not 1 <= number < int(last[-2:]):
        return last
    return f"{last[:-2]}{number:02}/{last}"


def weekdays(found: Found, scene: Scene) -> str:
    """From one weekday to the next such; of two that may be, neither is ahead in what is past."""
    if "v" in found.words:
        first = monday_of(found.word("v"), scene) + timedelta(days=WEEKDAYS[found.word("w")])
    else:
        first = date.fromisoformat(weekday(found, scene))
    until = WEEKDAYS[found.word("until")]
    last = first + timedelta(days=(until - first.weekday()) % 7)
    loose = found.word("k") == "or" and "v" not in found.words
    if loose and first <= scene.published < last:
        first, last = first - timedelta(weeks=1), last - timedelta(weeks=1)
    return f"{first}/{last}"


def months(found: Found, scene: Scene) -> str | None:
    """From one month to another; three of a quarter are the quarter."""
    last = month_told(found, scene)
    if last is None:
        return None
    number = MONTHS[found.words["first"][0]]
    year = int(last[:4]) - (number > int(last[5:]))
    return _whole(f"{year:04}-{number:02}", last)


def _whole(first: str, last: str) -> str:
    """Months as the quarter or half-year that they make, else as an interval."""
    ends = (int(first[5:]), int(last[5:]))
    mark = next((mark for mark, months in QUARTERS.items() if months == ends), None)
    return f"{first[:4]}-{mark}" if mark and first[:4] == last[:4] else f"{first}/{last}"


def years(found: Found, _: Scene) -> str | None:
    """From one year to the next: "2014-15"; the winter that lies in both; a month in figures."""
    first, last = found.word("first"), found.word("y")
    if len(last) < len(first):
        last = first[: -len(last)] + last
    if not first < last:
        return f"{first}-{last[2:]}" if "01" <= found.word("y") <= "12" else None
    if "s" in found.words:
        return f"{first}-{WORDS['seasons'][found.word('s')]}"
    return f"{first}/{last}"


def turn_of_year(found: Found, scene: Scene) -> str:
    """The last one before the summer, the next after it, unless tense says otherwise."""
    today = scene.published
    year = today.year - (today.month <= _SUMMER and not leans_ahead(scene.text, found))
    return f"{year:04}-12/{year + 1:04}-01"


def part_of_month(found: Found, scene: Scene) -> Meant | None:
    """A half or a week of a month; the week is the one that most of those days lie in."""
    first = first_of_month(found, scene)
    if first is None:
        return None
    end = moved(first, 1, "M") - timedelta(days=1)
    which = 0 if found.word("o") == "opening" else ordinal_of(found.words["o"]) - 1
    if found.word("part_of_month") == "half":
        days = (first, first.replace(day=15)) if which == 0 else (first.replace(day=16), end)
        return Meant(of_unit(first, "M"), f"{days[0]}/{days[1]}")
    if found.word("o") in ("last", "final"):
        return Meant(of_unit(_thursday(end, -1), "W"), f"{end - timedelta(days=6)}/{end}")
    start = first + timedelta(weeks=which)
    until = min(start + timedelta(days=6), end)
    return Meant(of_unit(_thursday(start, 1), "W"), f"{start}/{until}") if start <= end else None


def _thursday(day: date, way: int) -> date:
    """The Thursday nearest to a day in one direction: a week lies where its Thursday does."""
    return day + timedelta(days=way * ((way * (_THURSDAY - day.weekday())) % 7))


def months_of_year(found: Found, scene: Scene) -> str | Meant:
    """A length at one end of a year: "the first six months of 2030"."""
    count, year = count_of(found.words["n"]), year_told(found, scene) or scene.published.year
    length = length_of(count, found.word("u"))
    many = int(count or 0) * (3 if found.word("u") == "quarters" else 1)
    if not 1 <= many < _YEAR:
        return length
    early = found.word("r") in ("first", "opening")
    ends = (1, many) if early else (_YEAR + 1 - many, _YEAR)
    return Meant(length, _whole(f"{year:04}-{ends[0]:02}", f"{year:04}-{ends[1]:02}"))
