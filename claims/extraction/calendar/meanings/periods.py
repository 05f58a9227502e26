"""Quarters, half-years, seasons, weekends, decades and centuries."""

from datetime import date, timedelta

from claims.extraction.calendar.grammar import WORDS
from claims.extraction.calendar.meanings.dates import BACK, ON, year_told
from claims.extraction.calendar.numbers import ordinal_of
from claims.extraction.calendar.scene import Found, Scene
from claims.extraction.calendar.tense import leans_ahead
from claims.extraction.calendar.units import unit_of
from claims.extraction.calendar.values import of_unit, period_of

_SATURDAY = 5
_QUARTERS, _HALVES = 4, 2
_THAW = range(3, 6)  # the months in which "this winter" is still the one that is over


def quarter(found: Found, scene: Scene) -> str | None:
    """A quarter of the year told, else of this one, or of last where it is still to come."""
    number = ordinal_of(found.words["o"])
    if not 1 <= number <= _QUARTERS:
        return None
    year = year_told(found, scene)
    if year is None:
        now = (scene.published.month + 2) // 3
        late = number > now and not leans_ahead(scene.text, found)
        year = scene.published.year - late
    return f"{year:04}-Q{number}"


def half_year(found: Found, scene: Scene) -> str | None:
    """The first or the second half of a year."""
    number = ordinal_of(found.words["o"])
    if number > _HALVES:
        return None
    year = year_told(found, scene)
    if year is None:
        late = number > (scene.published.month + 5) // 6 and not leans_ahead(scene.text, found)
        year = scene.published.year - late
    return f"{year:04}-H{number}"


def year_before(found: Found, scene: Scene) -> str:
    """The same period last year: a year before the quarter or month last spoken of."""
    year = year_told(found, scene)
    unit = found.word("u")
    told = scene.last("-Q") if unit in ("quarter", "period") else None
    if told is None and unit == "period":
        return f"{scene.published.year - 1 if year is None else year:04}"
    if told is None:
        told = of_unit(scene.day, unit_of(unit).letter)
    before = int(told[:4]) - 1 if year is None or "t" in found.words else year
    return f"{before:04}{told[4:]}"


def season(found: Found, scene: Scene) -> str | None:
    """The season of the year told, else the last, this or the next."""
    code, rel, today = WORDS["seasons"][found.word("s")], found.word("r"), scene.published
    if "y" in found.words:
        return f"{found.word('y')}-{code}"
    ahead = leans_ahead(scene.text, found)
    if rel and rel not in BACK and rel not in ON:
        return f"{_this_year(code, today, ahead=ahead):04}-{code}"
    return _near_season(code, rel, today, ahead=ahead)


def _near_season(code: str, rel: str, today: date, *, ahead: bool) -> str | None:
    """The last one over, the next to begin; without a word for it by tense, begun or not.

    None where the calendar ends before it.
    """
    near = range(today.year - 2, today.year + 3)
    seasons = [(value, days) for y in near if (days := period_of(value := f"{y:04}-{code}"))]
    if rel in ON:
        fitting = [value for value, days in seasons if days.earliest > today]
    elif ahead and not rel:
        fitting = [value for value, days in seasons if days.latest >= today]
    elif rel:
        fitting = [value for value, days in reversed(seasons) if days.latest < today]
    else:
        fitting = [value for value, days in reversed(seasons) if days.earliest <= today]
    return next(iter(fitting), None)


def _this_year(code: str, today: date, *, ahead: bool) -> int:
    """The year in which this season began; in spring "this winter" is over unless it is ahead."""
    over = today.month < min(_THAW) or (today.month in _THAW and not ahead)
    return today.year - (code == "WI" and over)


def decade(found: Found, _: Scene) -> str:
    """The 1990s, the '60s, the nineties: of the last century unless the figures say more."""
    word = found.word("d")
    if word in WORDS["decades"]:
        return f"19{WORDS['decades'][word]}"
    figures = word.strip("'s")
    return figures[:3] if len(figures) == len("1990") else f"19{figures[0]}"


def century(found: Found, _: Scene) -> str:
    """A century by the hundreds of its years: the 19th is 18."""
    return f"{ordinal_of(found.words['o']) - 1:02}"


def weekend(found: Found, scene: Scene) -> str:
    """The last one, or this one where it has begun or lies ahead."""
    begun = scene.published.weekday() >= _SATURDAY
    ahead = leans_ahead(scene.text, found)
    return of_unit(scene.published - timedelta(days=0 if begun or ahead else 7), "WE")
