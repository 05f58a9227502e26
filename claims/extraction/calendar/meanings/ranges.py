"""From one day to another: "5-7 May", "Monday through Friday"."""

from datetime import date, timedelta

from claims.extraction.calendar.meanings.dates import WEEKDAYS, day_of_month, weekday
from claims.extraction.calendar.numbers import ordinal_of
from claims.extraction.calendar.scene import Found, Scene


def days_of_month(found: Found, scene: Scene) -> str | None:
    """Days of one month: "5-7 May", "May 3 and 4"; the last alone where the first is later."""
    last = day_of_month(found, scene)
    number = ordinal_of(found.words["first"])
    if last is None or not 1 <= number < int(last[-2:]):
        return last
    return f"{last[:-2]}{number:02}/{last}"


def weekdays(found: Found, scene: Scene) -> str:
    """From one weekday to the next such; of two that may be, neither is ahead in what is past."""
    first = date.fromisoformat(weekday(found, scene))
    until = WEEKDAYS[found.word("until")]
    last = first + timedelta(days=(until - first.weekday()) % 7)
    if found.word("k") == "or" and first <= scene.published < last:
        first, last = first - timedelta(weeks=1), last - timedelta(weeks=1)
    return f"{first}/{last}"
