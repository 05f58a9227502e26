"""Weekdays and weeks counted off: "Tuesday last week", "the Friday before last", "Monday week"."""

from datetime import date, timedelta

from claims.extraction.calendar.meanings.dates import (
    WEEKDAYS,
    day_called,
    day_of_month,
    first_of_month,
)
from claims.extraction.calendar.meanings.offsets import FROM_STORY, week_of
from claims.extraction.calendar.meanings.vague import FUTURE, PAST
from claims.extraction.calendar.numbers import count_of, ordinal_of, whole_of
from claims.extraction.calendar.scene import Found, Scene
from claims.extraction.calendar.units import moved_by, unit_of
from claims.extraction.calendar.values import (
    Meant,
    of_unit,
    weekday_after,
    weekday_before,
    weekdays_of_month,
)

_FRIDAY = 4


def _asked(found: Found) -> int:
    return int(WEEKDAYS[found.words["w"][0]])


def monday_of(rel: str, scene: Scene) -> date:
    """The Monday of this week, the last or the next; "the following" counts from the day told."""
    start = (scene.told or scene.published) if rel in FROM_STORY else scene.published
    day = week_of(start, rel)
    return day - timedelta(days=day.weekday())


def weekday_of_week(found: Found, scene: Scene) -> str | None:
    """The weekday of last week, of the following week, of the week two weeks ago."""
    weeks = whole_of(found.words["n"]) if "n" in found.words else 0
    if weeks is None:
        return None
    monday = monday_of(found.word("r"), scene) - timedelta(weeks=weeks)
    return (monday + timedelta(days=_asked(found))).isoformat()


def weekday_beyond(found: Found, scene: Scene) -> str:
    """The Friday before last, the Friday after next."""
    if found.word("k").endswith("last"):
        return (weekday_before(scene.published, _asked(found)) - timedelta(weeks=1)).isoformat()
    return (weekday_after(scene.published, _asked(found)) + timedelta(weeks=1)).isoformat()


def weekdays_ago(found: Found, scene: Scene) -> str | None:
    """Two Fridays ago; three Sundays from now."""
    count, back = count_of(found.words["n"]), found.word("k") == "ago"
    if count is None or count < 1:
        return PAST if back else FUTURE
    weeks = timedelta(weeks=int(count) - 1)
    if back:
        return (weekday_before(scene.published, _asked(found)) - weeks).isoformat()
    return (weekday_after(scene.published, _asked(found)) + weeks).isoformat()


def from_weekday(found: Found, scene: Scene) -> str | None:
    """So long after the next such weekday: "Monday week", "a week from Friday"."""
    count = whole_of(found.words.get("n", ("a",)))
    if count is None:
        return None
    if "w" in found.words:
        start = weekday_after(scene.published, _asked(found))
    else:
        start = day_called(found.word("d"), scene)
    unit = unit_of(found.word("u") or "week")
    return moved_by(start, count, unit).isoformat()


def ago_from(found: Found, scene: Scene) -> str | None:
    """So long before today, this month or the last such weekday: "a year ago today"."""
    count, unit = whole_of(found.words["n"]), unit_of(found.word("u"))
    if count is None:
        return PAST
    today = scene.published
    if "w" in found.words:
        start = today - timedelta(days=(today.weekday() - _asked(found)) % 7)
    else:
        start = day_called(found.word("d"), scene)
    day = moved_by(start, -count, unit)
    return of_unit(day, unit_of(found.word("v")).letter) if "v" in found.words else day.isoformat()


def weekday_of_month(found: Found, scene: Scene) -> str | None:
    """The second Sunday of May, the last Sunday of March."""
    first = first_of_month(found, scene)
    if first is None:
        return None
    days = weekdays_of_month(first, _asked(found))
    which = len(days) if found.word("o") == "last" else ordinal_of(found.words["o"])
    return days[which - 1].isoformat() if 1 <= which <= len(days) else None


def unit_beyond(found: Found, scene: Scene) -> str:
    """The week before last, the month after next, the night before last."""
    unit, steps = unit_of(found.word("u")), -2 if found.word("k").endswith("last") else 2
    return of_unit(moved_by(scene.published, steps, unit), unit.letter)


def week_with(found: Found, scene: Scene) -> str | Meant | None:
    """The week that a day lies in, or that ends with it: "the week of 12 May", "week to 4 May"."""
    told = day_of_month(found, scene)
    if told is None or "k" not in found.words:
        unit = "WE" if "u" in found.words else "W"
        return of_unit(date.fromisoformat(told), unit) if told else None
    day = date.fromisoformat(told)
    value = of_unit(day, "W")
    return value if day.weekday() >= _FRIDAY else Meant(value, f"{day - timedelta(days=6)}/{day}")
