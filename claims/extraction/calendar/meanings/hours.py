"""Hours and parts of days: the calendar counts in days, so they mean the day that they are of."""

from datetime import timedelta

from claims.extraction.calendar.scene import Found, Scene
from claims.extraction.calendar.tense import leans_ahead
from claims.extraction.calendar.values import Meant

_FROM_NOW = {"last": -1, "past": -1, "this": 0, "coming": 1}
_FROM_STORY = {"previous": -1, "preceding": -1, "prior": -1, "same": 0, "that": 0}


def hour(_: Found, scene: Scene) -> str:
    """An hour of the day last spoken of."""
    return scene.day.isoformat()


def part_of_day(found: Found, scene: Scene) -> str:
    """A part of a day: "last night" counts from publication, "that night" from the day told."""
    rel = found.word("r").removeprefix("the ")
    if rel in _FROM_NOW:
        return (scene.published + timedelta(days=_FROM_NOW[rel])).isoformat()
    return (scene.day + timedelta(days=_FROM_STORY.get(rel, 1))).isoformat()


def overnight(found: Found, scene: Scene) -> Meant:
    """The night before publication, or after it where that lies ahead; a night has two days."""
    evening = scene.published - timedelta(days=not leans_ahead(scene.text, found))
    return Meant(f"{evening}", f"{evening}/{evening + timedelta(days=1)}")
