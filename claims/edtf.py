"""The only door to the `edtf` library: what days a date covers, and how a page says it.

EDTF (ISO 8601-2) writes dates that are partial, approximate, uncertain or open: `2025-04`,
`2014~`, `2025-04-21?`, `196X`, `2025-21` (spring), `2022-02/..`. The empty string is a day that
nobody knows.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

_OPEN = ("", "..")
_QUALIFIERS = re.compile("[?~%]")
_CALENDAR = re.compile(r"(\d{3}[\dX])(?:-(0[1-9]|1[0-2]|2[1-4])(?:-(\d\d))?)?(?:-XX)*(?:T.*)?$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WINTER = re.compile(r"(\d{4})-24")
_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]

Gettext = Callable[[str], str]  # what of English to say in its place


class EdtfError(ValueError):
    """The text is no EDTF date; the message names it and says what would be."""

    def __init__(self, edtf: str, reason: str = "is not an EDTF date") -> None:
        """Name the text, what is wrong with it and what to write instead."""
        super().__init__(
            f"{edtf!r} {reason}: write a day (2025-04-21), a month (2025-04), a year (2014), "
            "an interval (2025-04-19/2025-04-20, 2022-02/..) or nothing"
        )


class Bounds(NamedTuple):
    """The first and the last day that a date may mean; None where open or unknown."""

    earliest: date | None
    latest: date | None


@lru_cache(maxsize=8192)
def bounds(edtf: str) -> Bounds:
    """The days that an EDTF date covers; `EdtfError` where it isn't one."""
    if edtf != edtf.strip() or edtf.count("/") > 1:
        raise EdtfError(edtf)
    if _DAY.fullmatch(edtf):  # most of what is asked, and a thousand times faster so
        day = _as_day(edtf, lambda: date.fromisoformat(edtf).timetuple())
        return Bounds(day, day)
    start, end = _ends(edtf)
    earliest = None if start in _OPEN else _first_day(edtf, start)
    latest = None if end in _OPEN else _last_day(edtf, end)
    if earliest and latest and earliest > latest:
        raise EdtfError(edtf, "ends before it starts")
    return Bounds(earliest, latest)


@lru_cache(maxsize=8192)
def in_words(edtf: str) -> str:
    """The date in English: "19 to 20 April 2025", "since February 2022", "about 2014"."""
    return words_of(edtf, str)


def words_of(edtf: str, gettext: Gettext) -> str:
    """The date in the language that `gettext` puts English into."""
    earliest, latest = bounds(edtf)
    start, end = (_part_in_words(part, gettext) for part in _ends(edtf))
    if earliest is None:
        if latest is None:
            return gettext("unknown day")
        return gettext("until %(date)s") % {"date": end or _day_in_words(latest, gettext)}
    start = start or _day_in_words(earliest, gettext)
    if latest is None:
        return gettext("since %(date)s") % {"date": start}
    return _range_in_words(start, end or _day_in_words(latest, gettext), gettext)


def _ends(edtf: str) -> tuple[str, str]:
    """Both ends of an interval; of a single date, the date twice."""
    start, slash, end = edtf.partition("/")
    return (start, end) if slash else (edtf, edtf)


def _first_day(edtf: str, part: str) -> date:
    return _as_day(edtf, lambda: _parsed(part).lower_strict())


def _last_day(edtf: str, part: str) -> date:
    """The library ends winter in December; it lasts until spring begins."""
    winter = _WINTER.fullmatch(_QUALIFIERS.sub("", part))
    if not winter:
        return _as_day(edtf, lambda: _parsed(part).upper_strict())
    spring = _as_day(edtf, lambda: (int(winter[1]) + 1, 3, 1))
    return spring - timedelta(days=1)


def _as_day(edtf: str, find: Callable[[], Sequence[int]]) -> date:
    """One bound as a day; EDTF reaches beyond the years that Python's dates can hold."""
    try:
        return date(*find()[:3])
    except EDTFParseException:
        raise EdtfError(edtf) from None
    except (ValueError, OverflowError, TypeError, AttributeError):
        raise EdtfError(edtf, "names no day of the years 1 to 9999") from None


@lru_cache(maxsize=64)
def _parsed(part: str) -> Any:  # noqa: ANN401 - the library is untyped
    """Both bounds of a date ask for it: the library's parser takes 12 ms."""
    return parse_edtf(part)


def _range_in_words(start: str, end: str, gettext: Gettext) -> str:
    """The range with what both ends share said once: "19 to 20 April 2025"."""
    if start == end:
        return start
    first, last = start.split(), end.split()
    if len(first) == len(last):
        while first[-1] == last[len(first) - 1]:
            first.pop()
    return gettext("%(first)s to %(last)s") % {"first": " ".join(first), "last": end}


def _part_in_words(part: str, gettext: Gettext) -> str:
    """One date without its slash, hedges first; "" where it has no short name."""
    told = _calendar_in_words(_QUALIFIERS.sub("", part), gettext)
    if told and re.search("[~%]", part):
        told = gettext("about %(date)s") % {"date": told}
    if told and re.search("[?%]", part):
        told = gettext("possibly %(date)s") % {"date": told}
    return told


def _calendar_in_words(part: str, gettext: Gettext) -> str:
    """A day, month, season, year or decade; unspecified smaller parts are left out."""
    match = _CALENDAR.match(part)
    if not match:
        return ""
    year, month, day = match.groups()
    told = gettext("the %(decade)ss") % {"decade": f"{year[:3]}0"} if year[3] == "X" else ""
    told = told or str(int(year))
    if not month:
        return told
    named = _season(month, gettext) or gettext(_MONTHS[int(month) - 1])
    if not day:
        return gettext("%(month)s %(year)s") % {"month": named, "year": told}
    parts = {"day": int(day), "month": named, "year": told}
    return gettext("%(day)s %(month)s %(year)s") % parts


def _season(number: str, gettext: Gettext) -> str:
    seasons = {
        "21": gettext("spring"),
        "22": gettext("summer"),
        "23": gettext("autumn"),
        "24": gettext("winter"),
    }
    return seasons.get(number, "")


def _day_in_words(day: date, gettext: Gettext) -> str:
    return _calendar_in_words(day.isoformat(), gettext)
