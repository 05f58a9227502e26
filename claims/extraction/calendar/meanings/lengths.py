"""Lengths of time and what comes again: "three days", "the last six months", "every week"."""

from claims.extraction.calendar.grammar import WORDS
from claims.extraction.calendar.meanings.dates import ANY_YEAR, MONTHS, WEEKDAYS
from claims.extraction.calendar.numbers import count_of
from claims.extraction.calendar.scene import Found, Scene
from claims.extraction.calendar.units import length_of


def stretch(found: Found, _: Scene) -> str:
    """A length that ends or begins now: "the last three days"."""
    return length_of(count_of(found.words["n"]), found.word("u"))


def duration(found: Found, _: Scene) -> str:
    """A length: "three days", "day-long", "a year and a half"."""
    count = count_of(found.words["n"]) if "n" in found.words else 1
    return length_of(count, found.word("u"), half="half" in found.words)


def long_times(found: Found, _: Scene) -> str:
    """A length that nobody counted: "for years"."""
    return length_of(None, found.word("u"))


def again(found: Found, _: Scene) -> str:
    """What comes every so often: "daily", "each July", "every other week"."""
    if found.word("e") in WORDS["sets"]:
        return str(WORDS["sets"][found.word("e")])
    if "u" in found.words:
        return length_of(count_of(found.words.get("n", ("a",))), found.word("u"))
    return _recurring(found)


def weekly(found: Found, _: Scene) -> str:
    """Mondays, Monday nights, weekends."""
    if "e" in found.words:
        return f"{ANY_YEAR}-WXX-WE"
    weekday = WEEKDAYS[found.word("w") or found.word("d")] + 1
    part = f"T{WORDS['parts'][found.word('p')]}" if "p" in found.words else ""
    return f"{ANY_YEAR}-WXX-{weekday}{part}"


def _recurring(found: Found) -> str:
    """A weekday, month, season or part of the day without its week or year."""
    if "w" in found.words:
        return f"{ANY_YEAR}-WXX-{WEEKDAYS[found.word('w')] + 1}"
    if "m" in found.words:
        return f"{ANY_YEAR}-{MONTHS[found.word('m')]:02}"
    if "s" in found.words:
        return f"{ANY_YEAR}-{WORDS['seasons'][found.word('s')]}"
    return f"{ANY_YEAR}-XX-XXT{WORDS['parts'][found.word('p')]}"
