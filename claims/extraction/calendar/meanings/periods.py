"""Quarters, half-years, seasons, weekends, decades and centuries."""

from datetime import timedelta

from claims.extraction.calendar.grammar import WORDS
from claims.extraction.calendar.meanings.dates import BACK, ON
from claims.extraction.calendar.scene import Found, Scene
from claims.extraction.calendar.tense import leans_ahead
from claims.extraction.calendar.units import unit_of
from claims.extraction.calendar.values import of_unit

_SATURDAY = 5
_QUARTERS = 4
_SEASON_OF_MONTH = ("WI", "WI", "SP", "SP", "SP", "SU", "SU", "SU", "FA", "FA", "FA", "WI")
_ORDER = ("WI", "SP", "SU", "FA")


def _year_told(found: Found, scene: Scene) -> int | None:
    """The year in figures, or of "last year"."""
    if "y" in found.words:
        return int(found.word("y"))
    if "r" in found.words:
        return scene.published.year + {"last": -1, "next": 1}.get(found.word("r"), 0)
    return None


def quarter(found: Found, scene: Scene) -> str | None:
    """A quarter of the year told, else of this one, or of last where it is still to come."""
    number = WORDS["ordinals"].get(found.word("o"), 0)
    if not 1 <= number <= _QUARTERS:
        return None
    year = _year_told(found, scene)
    if year is None:
        now = (scene.published.month + 2) // 3
        late = number > now and not leans_ahead(scene.text, found)
        year = scene.published.year - late
    return f"{year:04}-Q{number}"


def half_year(found: Found, scene: Scene) -> str:
    """The first or the second half of a year."""
    number = WORDS["ordinals"][found.word("o")]
    return f"{_year_told(found, scene) or scene.published.year:04}-H{number}"


def year_before(found: Found, scene: Scene) -> str:
    """The same period last year: a year before the quarter or month last spoken of."""
    year = _year_told(found, scene)
    unit = found.word("u")
    told = scene.last("-Q") if unit in ("quarter", "period") else None
    if told is None and unit == "period":
        return str(scene.published.year - 1 if year is None else year)
    if told is None:
        told = of_unit(scene.day, unit_of(unit).letter)
    before = int(told[:4]) - 1 if year is None or "r" in found.words else year
    return f"{before:04}{told[4:]}"


def season(found: Found, scene: Scene) -> str:
    """The season of the year told, else the last, this or the next."""
    code, rel, today = WORDS["seasons"][found.word("s")], found.word("r"), scene.published
    if "y" in found.words:
        return f"{found.word('y')}-{code}"
    now, asked = _ORDER.index(_SEASON_OF_MONTH[today.month - 1]), _ORDER.index(code)
    year = today.year
    if rel in BACK or (not rel and not leans_ahead(scene.text, found)):
        year -= asked >= now if rel else asked > now
    elif rel in ON:
        year += asked <= now
    return f"{year:04}-{code}"


def decade(found: Found, _: Scene) -> str:
    """The 1990s, the '60s, the nineties: of the last century unless the figures say more."""
    word = found.word("d")
    if word in WORDS["decades"]:
        return f"19{WORDS['decades'][word]}"
    figures = word.strip("'s")
    return figures[:3] if len(figures) == len("1990") else f"19{figures[0]}"


def century(found: Found, _: Scene) -> str:
    """A century by the hundreds of its years: the 19th is 18."""
    word = found.word("o")
    return f"{(WORDS['ordinals'][word] if word in WORDS['ordinals'] else int(word[:-2])) - 1:02}"


def weekend(found: Found, scene: Scene) -> str:
    """The last one, or this one where it has begun or lies ahead."""
    begun = scene.published.weekday() >= _SATURDAY
    ahead = leans_ahead(scene.text, found)
    return of_unit(scene.published - timedelta(days=0 if begun or ahead else 7), "WE")
