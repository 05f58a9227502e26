"""Times told from another: "three days ago", "a week later", "last month", "the following day"."""

from datetime import date
from math import ceil, floor

from claims.extraction.calendar.meanings.dates import step
from claims.extraction.calendar.meanings.vague import FUTURE, PAST
from claims.extraction.calendar.numbers import count_of
from claims.extraction.calendar.scene import Found, Scene
from claims.extraction.calendar.units import unit_of
from claims.extraction.calendar.values import moved, of_unit

FROM_STORY = frozenset({"previous", "preceding", "prior", "following", "that", "same"})
_SATURDAY, _SUNDAY = 5, 6
_HOURS = 24  # of a day
_SPANS = {"decade": "E", "century": "C"}


def offset(found: Found, scene: Scene) -> str | None:
    """So many units before or after publication, or the day last spoken of."""
    way = found.word("k")
    back = way in ("ago", "earlier", "back", "before")
    bare = None if found.word("u").endswith("s") else 1  # "years ago"
    count = count_of(found.words["n"]) if "n" in found.words else bare
    unit = unit_of(found.word("u"))
    count = count + 0.5 if count is not None and "half" in found.words else count
    near = way in ("ago", "back", "hence", "from now")
    start = scene.published if near else scene.day
    if unit.of_clock:
        hours = count if count and unit.letter == "H" else 0
        return _hours_on(start, hours, back=back) or (start.isoformat() if near else None)
    if count is None:
        return PAST if back else FUTURE
    steps = count * unit.size * (-1 if back else 1)
    if steps == int(steps):
        return _at(start, int(steps), unit.letter, found, scene)
    return _part_on(start, steps, unit.letter)


def _hours_on(start: date, hours: float, *, back: bool) -> str | None:
    """The day so many hours on, if that is a day or more; either day where it may be both."""
    days = hours / _HOURS * (-1 if back else 1)
    first, last = (moved(start, whole, "D") for whole in (floor(days), ceil(days)))
    if abs(days) < 1:
        return None
    return first.isoformat() if first == last else f"{first}/{last}"


def _part_on(start: date, count: float, unit: str) -> str | None:
    """The time two and a half years on; half a year on is told by its month."""
    if unit == "Y":
        return of_unit(moved(start, int(count * 12), "M"), "M" if abs(count) < 1 else "Y")
    days = {"D": 1, "W": 7, "M": 30}.get(unit)
    return of_unit(moved(start, int(count * days), "D"), unit) if days else None


def _at(start: date, count: int, unit: str, found: Found, scene: Scene) -> str:
    """The time so many units on, as exactly as people mean it: days and weeks to the day."""
    told = scene.quarter
    if told and unit == "Y" and count == -1:
        return f"{int(told[:4]) - 1:04}{told[4:]}"
    if unit == "W" and "a" not in found.words:
        return moved(start, count, unit).isoformat()
    return of_unit(moved(start, count, "W" if unit == "WE" else unit), unit)


def neighbour(found: Found, scene: Scene) -> str | None:
    """The last, this or the next day, week, weekend, month, quarter, year, decade, century."""
    rel, word = found.word("r"), found.word("u")
    if word == "period":
        return scene.last("-Q")
    unit = unit_of(word)
    if unit.of_clock:
        return None
    if unit.letter == "D":
        return _day(rel, scene)
    return _period(rel, _SPANS.get(word, unit.letter), scene)


def _day(rel: str, scene: Scene) -> str | None:
    """The day that the story goes on to; "last day" and "this day" are seldom dates."""
    if rel in ("this", "last", "past", "current", "latest", "coming"):
        return None
    return moved(scene.day, step(rel), "D").isoformat()


def _period(rel: str, unit: str, scene: Scene) -> str:
    steps = -1 if (rel, unit) == ("latest", "Q") else step(rel)
    start = (scene.told or scene.published) if rel in FROM_STORY else scene.published
    if unit in ("W", "WE"):
        ahead = unit == "WE" and rel in ("coming", "upcoming") and start.weekday() < _SATURDAY
        return of_unit(start if ahead else week_of(start, rel), unit)
    if unit in ("E", "C"):
        years = 10 if unit == "E" else 100
        if rel in ("past", "last"):
            return f"P{years}Y"
        return of_unit(moved(start, steps * years, "Y"), unit)
    return of_unit(moved(start, steps, unit), unit)


def week_of(start: date, rel: str) -> date:
    """A day of last, this or the next week, seen from a day."""
    behind = rel == "last" and start.weekday() == _SUNDAY  # Sunday's readers have it so
    return moved(start, 0 if behind else step(rel), "W")


def the_unit(found: Found, scene: Scene) -> str | None:
    """The quarter, year, month or week that the story is about: the one last told, else this."""
    if "k" in found.words:
        return "P1Y"
    word = found.word("u") or "year"
    if word == "quarter":
        return scene.last("-Q") or of_unit(moved(scene.published, -1, "Q"), "Q")
    if word == "day":
        return scene.day.isoformat()
    return of_unit(scene.published, unit_of(word).letter)
