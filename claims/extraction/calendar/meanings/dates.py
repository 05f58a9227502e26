"""Days, months and years that are named: in figures, by weekday, by holiday, by month."""

import re
from datetime import date, timedelta

from claims.extraction.calendar.grammar import WORDS
from claims.extraction.calendar.holidays import Feast, holidays
from claims.extraction.calendar.numbers import ordinal_of, spelled_year
from claims.extraction.calendar.scene import Found, Scene
from claims.extraction.calendar.tense import has_ended, leans_ahead, looks_ahead
from claims.extraction.calendar.values import Meant, moved, of_unit

MONTHS = WORDS["months"] | WORDS["month_abbreviations"]
WEEKDAYS = WORDS["weekdays"] | WORDS["weekday_abbreviations"] | WORDS["weekday_plurals"]
BACK = frozenset({"last", "past", "previous", "preceding", "prior"})
ON = frozenset({"next", "coming", "following", "upcoming"})
_DAYS = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
_MONTHS = 12
_CENTURY, _PIVOT = 100, 50  # "51" to "99" are years of the 1900s
_LONG_GONE = 120  # days, from which on tense decides which year's date is meant
_SOON = 2  # months, within which a month's name means the one ahead: it is the nearest
_A_YEAR = timedelta(days=366)
_CLOSE = 30  # days, within which a holiday is this one, whatever the tense
ANY_YEAR = "X" * 4  # TIMEX3 writes an X for each digit that is left open
_LEAP = date(2000, 1, 1)  # of a year that has every day
_FIRST_YEAR, _LAST_YEAR, _YEARS_AHEAD = 1600, 2099, 60


def _number_of(found: Found, group: str, table: dict[str, int]) -> int:
    return table[found.words[group][0].rstrip(".")]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso_day(found: Found, scene: Scene) -> str:
    """2025-04-21 or 2025/04/21, with or without its time."""
    figures = scene.text[found.start : found.start + 10].replace("/", "-")
    return date.fromisoformat(figures).isoformat()


def slashed_day(found: Found, scene: Scene) -> str:
    """Month first, as Americans write, unless the text's other figures or its day say day first."""
    first, second, year = _figures(found.start, found.end, scene)
    american, european = _day(year, first, second), _day(year, second, first)
    day = american or european
    if (
        american
        and european
        and (_is_day_first(scene) or _is_to_come(american, european, found, scene))
    ):
        day = european
    return day.isoformat() if day else ""


def _is_to_come(american: date, european: date, found: Found, scene: Scene) -> bool:
    """Whether month first it would be a day to come, of which the words tell nothing."""
    today = scene.today
    past = today is not None and european <= today < american
    return past and not looks_ahead(scene.text, found)


def _is_day_first(scene: Scene) -> bool:
    """Whether a date of the same text in such figures can have but its day first."""
    dates = [token for token in scene.tokens if token["mark"]]
    figures = [_figures(token.start(), token.end(), scene) for token in dates]
    return any(first > _MONTHS >= second for first, second, _ in figures)


def pointed_day(found: Found, scene: Scene) -> str:
    """Day first, as Europeans write: 21.4.2025."""
    day, month_, year = _figures(found.start, found.end, scene)
    return date(year, month_, day).isoformat()


def _figures(start: int, end: int, scene: Scene) -> tuple[int, int, int]:
    """Two numbers and the year, which may have been cut to two figures."""
    words = re.split(r"[-/.]", scene.text[start:end])
    first, second, year = (int(word) for word in words)
    if year < _CENTURY:
        year += 1900 if year > _PIVOT else 2000
    return first, second, year


def day_of_this_month(found: Found, scene: Scene) -> str:
    """The fourth of this month."""
    first = moved(scene.published.replace(day=1), step(found.word("r")), "M")
    return first.replace(day=ordinal_of(found.words["d"])).isoformat()


def day_alone(found: Found, scene: Scene) -> str | None:
    """A day of the month that the story has come to, else the nearest by tense: "on the 14th"."""
    number, told, today = ordinal_of(found.words["d"]), scene.anchor, scene.published
    if told and told.day < number:
        return told.replace(day=number).isoformat()
    ahead = looks_ahead(scene.text, found)
    steps = (0, 1, 2) if ahead else (0, -1, -2)
    first = today.replace(day=1)
    months = (moved(first, count, "M") for count in steps)
    days = [day for m in months if (day := _day(m.year, m.month, number))]
    fitting = (day for day in days if (day >= today if ahead else day <= today))
    return next((day.isoformat() for day in fitting), None)


def day_of_month(found: Found, scene: Scene) -> str | None:
    """A day with its month; without a year, in the year that brings it nearest."""
    number = ordinal_of(found.words["d"])
    month_ = _number_of(found, "m", MONTHS)
    told = year_told(found, scene)
    if told:
        return date(told, month_, number).isoformat()
    if scene.today is None:
        return f"{ANY_YEAR}-{_LEAP.replace(month=month_, day=number):%m-%d}"
    years = range(scene.published.year - 1, scene.published.year + 2)
    days = [day for year in years if (day := _day(year, month_, number))]
    if "w" in found.words:
        weekday_ = _number_of(found, "w", WEEKDAYS)
        days = [day for day in days if day.weekday() == weekday_] or days
    return _nearest(days, found, scene).isoformat()


def _nearest(days: list[date], found: Found, scene: Scene) -> date:
    near = min(days, key=lambda day: abs(day - scene.published))
    if found.word("r") in BACK:
        return next((day for day in reversed(days) if day < scene.published), near)
    if abs((scene.published - near).days) <= _LONG_GONE and not has_ended(scene.text, found):
        return near
    if looks_ahead(scene.text, found):
        return next((day for day in days if day >= scene.published), near)
    return next((day for day in reversed(days) if day <= scene.published), near)


def holiday_of(found: Found, scene: Scene) -> str | Meant | None:
    """A holiday, or the weekend that ends with it or has it."""
    feast = feast_of(found, scene)
    if feast is None or "k" not in found.words:
        return _feast_value(feast, found, scene) if feast else None
    day = feast.first
    return of_unit(day - timedelta(days=1) if day.weekday() == 0 else day, "WE")


def _feast_value(feast: Feast, found: Found, scene: Scene) -> str | Meant:
    """Its day or days; its day alone is the value where it is a day later in some countries.

    A day of years ago that is known by name ("9/11") is no day that the story has come to.
    """
    value = f"{feast.first}" if feast.first == feast.last else feast.covers
    passing = "y" not in found.words and scene.published - feast.last > _A_YEAR
    return Meant(value, feast.covers, passing)


def feast_of(found: Found, scene: Scene) -> Feast | None:
    """The holiday of the year told, that about now, else by tense."""
    name = " ".join(found.words["h"])
    if "y" in found.words or "r" in found.words:
        year_ = int(found.word("y") or scene.published.year + step(found.word("r")))
        return next(iter(holidays(name, year_)), None)
    today = scene.published
    feasts = [f for year in range(today.year - 1, today.year + 2) for f in holidays(name, year)]
    near = min(feasts, key=lambda feast: abs(feast.first - today), default=None)
    if near is None or abs((near.first - today).days) <= _CLOSE:
        return near
    if leans_ahead(scene.text, found):
        return next((feast for feast in feasts if feast.first >= today), near)
    return next((feast for feast in reversed(feasts) if feast.first <= today), near)


def step(rel: str) -> int:
    """-1 for the last, 1 for the next, 0 for this one."""
    return -1 if rel in BACK else 1 if rel in ON else 0


def weekday(found: Found, scene: Scene) -> str:
    """The last one before or on publication day, unless a strong sign says that it is ahead."""
    number, rel = _number_of(found, "w", WEEKDAYS), found.word("r")
    on = (number - scene.published.weekday()) % 7
    back = (scene.published.weekday() - number) % 7
    if rel in ("that", "same"):
        on = (number - scene.day.weekday()) % 7
        return (scene.day + timedelta(days=on)).isoformat()
    if rel in BACK:
        days = -(back or 7)
    elif rel in ON:
        days = on or 7
    else:
        days = on if looks_ahead(scene.text, found) else -back
    return (scene.published + timedelta(days=days)).isoformat()


def day_word(found: Found, scene: Scene) -> str:
    """What "yesterday", "tonight" and "the day after tomorrow" mean."""
    return day_called(found.word("k"), scene).isoformat()


def day_called(word: str, scene: Scene) -> date:
    """The day of such a word, today's where it is none of them."""
    return scene.published + timedelta(days=_DAYS.get(word, 0))


def year_told(found: Found, scene: Scene) -> int | None:
    """The year in figures, or of "last year"; that of a month told next may begin between."""
    if "y" in found.words:
        told = int(found.word("y"))
    elif "t" in found.words:
        told = scene.published.year + step(found.word("t"))
    else:
        return None
    crossed = "next" in found.words and _number_of(found, "next", MONTHS) < _number_of(
        found, "m", MONTHS
    )
    return told - crossed


def month_of_year(found: Found, scene: Scene) -> str:
    """A month with its year."""
    return f"{year_told(found, scene):04}-{_number_of(found, 'm', MONTHS):02}"


def month(found: Found, scene: Scene) -> str | None:
    """The last one or the next, by tense; a bare "May" needs a word before it."""
    number, rel = _number_of(found, "m", MONTHS), found.word("r")
    if not (rel or _led(found, scene)) and _may_be_another_word(found, scene):
        return None
    today = scene.published
    if rel == "this":
        return f"{today.year:04}-{number:02}"
    soon = (number - today.month) % 12 <= _SOON and number != today.month
    ahead = rel in ON or (rel not in BACK and (soon or leans_ahead(scene.text, found)))
    if ahead:
        year_ = today.year + (number < today.month)
    else:
        year_ = today.year - (number > today.month or (rel in BACK and number == today.month))
    return f"{year_:04}-{number:02}"


def month_told(found: Found, scene: Scene) -> str | None:
    """The month that is named, of the year that is told with it, else by tense."""
    of_year = "y" in found.words or "t" in found.words
    return month_of_year(found, scene) if of_year else month(found, scene)


def first_of_month(found: Found, scene: Scene) -> date | None:
    """The first day of the month that is named, with or without its year, or of "last month"."""
    if "m" not in found.words:
        return moved(scene.published.replace(day=1), step(found.word("r")), "M")
    value = month_told(found, scene)
    return date.fromisoformat(f"{value}-01") if value else None


_GIVEN_NAMES = frozenset({"April", "June", "August"})
_NAME = re.compile(r" (?!I\b)[A-Z][a-z]")
_LEADS = (
    "in",
    "since",
    "of",
    "by",
    "until",
    "till",
    "during",
    "late",
    "early",
    "mid",
    "from",
    "last",
    "next",
    "this",
)


def _led(found: Found, scene: Scene) -> bool:
    words = scene.text[max(0, found.start - 12) : found.start].lower().split()
    return bool(words and words[-1] in _LEADS)


def _may_be_another_word(found: Found, scene: Scene) -> bool:
    """Whether it may be a verb, or somebody's name: "April Jones"."""
    word = scene.text[found.start : found.end]
    named = word in _GIVEN_NAMES and _NAME.match(scene.text, found.end) is not None
    return word == "May" or named


def spelled(found: Found, _: Scene) -> str | None:
    """A year in words: "nineteen ninety-six"."""
    number = spelled_year(found.words["y"])
    if number is None:
        return None
    return f"{number}-{_number_of(found, 'm', MONTHS):02}" if "m" in found.words else f"{number}"


def year(found: Found, scene: Scene) -> str | None:
    """A year in figures, of the last centuries or the next decades."""
    number = int(found.word("y"))
    last = scene.today.year + _YEARS_AHEAD if scene.today else _LAST_YEAR
    return str(number) if _FIRST_YEAR <= number <= last else None
