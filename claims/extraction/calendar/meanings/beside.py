"""Days told by one that is named: "the eve of Easter", "ten days before the vote on 20 May"."""

from datetime import date, timedelta

from claims.extraction.calendar.meanings.dates import WEEKDAYS, day_of_month, feast_of
from claims.extraction.calendar.numbers import count_of, whole_of
from claims.extraction.calendar.scene import Found, Scene
from claims.extraction.calendar.units import length_of, moved_by, unit_of
from claims.extraction.calendar.values import Meant, weekday_after, weekday_before

_BEFORE = frozenset({"before", "preceding", "of", "prior to", "ahead of"})  # "of": the eve of it


def _named(found: Found, scene: Scene, *, back: bool) -> date | None:
    """The first or the last day of the holiday, or the date, that it is told by."""
    if "h" in found.words:
        feast = feast_of(found, scene)
        return feast and (feast.first if back else feast.last)
    value = day_of_month(found, scene)
    return date.fromisoformat(value) if value else None


def day_beside(found: Found, scene: Scene) -> str | None:
    """The day or the weekday before or after it; so many days or weeks."""
    back = found.word("side") in _BEFORE
    named = _named(found, scene, back=back)
    if named is None:
        return None
    if "x" in found.words:
        nearest = weekday_before if back else weekday_after
        return nearest(named, WEEKDAYS[found.word("x")]).isoformat()
    count = whole_of(found.words["n"]) if "n" in found.words else 1
    unit = unit_of(found.word("u") or "day")
    if count is None or unit.of_clock:
        return None
    return moved_by(named, -count if back else count, unit).isoformat()


def week_beside(found: Found, scene: Scene) -> str | None:
    """The seven days before or after it."""
    back = found.word("side") in _BEFORE
    named = _named(found, scene, back=back)
    if named is None:
        return None
    first = named - timedelta(days=7) if back else named + timedelta(days=1)
    return f"{first}/{first + timedelta(days=6)}"


def length_beside(found: Found, scene: Scene) -> str | Meant:
    """A length up to or from a day that is told after it, and the day at its other end."""
    length = length_of(count_of(found.words["n"]), found.word("u"))
    day = day_beside(found, scene)
    return Meant(length, day) if day else length
