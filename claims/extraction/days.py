"""Time expressions of English news and the days that they mean, seen from publication day."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from claims.extraction.reading import Basis, Said, Span
from claims.extraction.words import MONTHS, WEEKDAYS

MONTH_NUMBERS = {name[:3].lower(): 1 + i for i, name in enumerate(MONTHS.split("|")[:12])}
WEEKDAY_NUMBERS = {name[:3].lower(): i for i, name in enumerate(WEEKDAYS.split("|"))}
COUNT_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten"
NUMBERS = {word: i for i, word in enumerate(COUNT_WORDS.split("|"), start=1)} | {"a": 1, "an": 1}
COUNT = rf"(?:an?|{COUNT_WORDS}|\d{{1,2}})"

PATTERNS = {
    "day and month": rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{MONTHS})\b\.?"
    rf"|(?P<m2>{MONTHS})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))"
    r"(?:,?\s+(?P<y>(?:19|20)\d\d))?",
    "ISO date": r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)",
    "New Year": r"New\s+Year[’']s\s+(?P<eve>Eve|Day)",
    "last week": r"(?:last|this)\s+(?P<unit>week|month|year|weekend)",
    "days before": rf"(?P<n>{COUNT})\s+days?\s+(?P<way>earlier|ago|before|later)",
    "the same day": r"(?:the\s+)?(?P<same>same|next|previous|following)\s+"
    r"(?:day|morning|afternoon|evening|night)",
    "weekday": rf"(?P<last>last\s+)?(?P<wd>{WEEKDAYS})(?![’']s)",
    "day word": r"(?P<word>yesterday|today|tonight|this\s+(?:morning|afternoon|evening))",
    "month": rf"(?:in|since)\s+(?P<mm>{MONTHS})(?:\s+(?P<my>(?:19|20)\d\d))?(?!\w|\s+\d)",
    "year": r"in\s+(?P<yy>(?:19|20)\d\d)(?!\d)",
}
EXPRESSION = re.compile(r"(?<![\w-])(?:" + "|".join(PATTERNS.values()) + r")(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A time expression and what it means; `rule` names the pattern."""

    span: Span
    said: Said
    rule: str


def exactly(day: date, basis: Basis) -> Said:
    """One known day."""
    return Said(day.isoformat(), day, day, basis)


def find_days(text: str, span: Span, published: date | None, anchor: date | None) -> Iterator[Day]:
    """The expressions of a stretch of text that name a day, month, week or year.

    `anchor` is the day last spoken of, from which "a day earlier" counts.
    """
    for match in EXPRESSION.finditer(text, span.start, span.end):
        found = {k: v for k, v in match.groupdict().items() if v}
        for names, rule, resolve in RESOLVERS:
            if found.keys() & names:
                said = _safely(resolve, found, published, anchor)
                if said:
                    yield Day(Span(*match.span()), said, rule)
                break


Groups = dict[str, str]
Resolver = Callable[[Groups, date | None, date | None], Said | None]


def _safely(
    resolve: Resolver, found: Groups, published: date | None, anchor: date | None
) -> Said | None:
    """A resolver's answer, None for 31 February and the year 10000."""
    try:
        return resolve(found, published, anchor)
    except (ValueError, OverflowError):
        return None


def _calendar_day(found: Groups, published: date | None, _: date | None) -> Said | None:
    number = int(found.get("d1") or found["d2"])
    month = MONTH_NUMBERS[(found.get("m1") or found["m2"])[:3].lower()]
    if "y" in found:
        return exactly(date(int(found["y"]), month, number), "explicit")
    if published is None:
        return None
    years = (published.year, published.year - 1, published.year + 1)
    days = [day for year in years if (day := _day_of(year, month, number))]
    return exactly(min(days, key=lambda d: abs((d - published).days)), "explicit")


def _day_of(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _iso_day(found: Groups, *_: date | None) -> Said:
    return exactly(date.fromisoformat(found["iso"]), "explicit")


def _new_year(found: Groups, published: date | None, _: date | None) -> Said | None:
    if published is None:
        return None
    month, number = (12, 31) if found["eve"].lower() == "eve" else (1, 1)
    day = date(published.year, month, number)
    return exactly(day if day <= published else day.replace(year=day.year - 1), "explicit")


def _last_week(found: Groups, published: date | None, _: date | None) -> Said | None:
    unit = found["unit"].lower()
    if published is None or unit == "weekend":
        return None
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + 7)
        return _between(monday, monday + timedelta(days=6))
    if unit == "year":
        return _year(published.year - 1, "relative")
    last = published.replace(day=1) - timedelta(days=1)
    return _month(last.year, last.month, "relative")


def _between(start: date, end: date) -> Said:
    return Said(f"{start.isoformat()}/{end.isoformat()}", start, end, "relative")


def _month(year: int, month: int, basis: Basis) -> Said:
    following = date(year + month // 12, month % 12 + 1, 1)
    return Said(f"{year:04}-{month:02}", date(year, month, 1), following - timedelta(days=1), basis)


def _year(year: int, basis: Basis) -> Said:
    return Said(f"{year:04}", date(year, 1, 1), date(year, 12, 31), basis)


def _days_before(found: Groups, published: date | None, anchor: date | None) -> Said | None:
    word = found["n"].lower()
    count = int(word) if word.isdigit() else NUMBERS[word]
    way = found["way"].lower()
    start = published if way == "ago" else anchor
    if start is None:
        return None
    return exactly(start + timedelta(days=count if way == "later" else -count), "relative")


def _same_day(found: Groups, _: date | None, anchor: date | None) -> Said | None:
    shift = {"same": 0, "previous": -1}.get(found["same"].lower(), 1)
    return exactly(anchor + timedelta(days=shift), "relative") if anchor else None


def _weekday(found: Groups, published: date | None, _: date | None) -> Said | None:
    if published is None:
        return None
    back = (published.weekday() - WEEKDAY_NUMBERS[found["wd"][:3].lower()]) % 7
    return exactly(published - timedelta(days=back or (7 if "last" in found else 0)), "relative")


def _day_word(found: Groups, published: date | None, _: date | None) -> Said | None:
    if published is None:
        return None
    back = 1 if found["word"].lower() == "yesterday" else 0
    return exactly(published - timedelta(days=back), "relative")


def _named_month(found: Groups, published: date | None, _: date | None) -> Said | None:
    month = MONTH_NUMBERS[found["mm"][:3].lower()]
    if "my" in found:
        return _month(int(found["my"]), month, "explicit")
    if published is None:
        return None
    return _month(published.year - (month > published.month), month, "explicit")


def _named_year(found: Groups, *_: date | None) -> Said:
    return _year(int(found["yy"]), "explicit")


RESOLVERS: tuple[tuple[frozenset[str], str, Resolver], ...] = (
    (frozenset({"m1", "m2"}), "day and month", _calendar_day),
    (frozenset({"iso"}), "ISO date", _iso_day),
    (frozenset({"eve"}), "New Year", _new_year),
    (frozenset({"unit"}), "last week, month or year", _last_week),
    (frozenset({"n"}), "days before or after", _days_before),
    (frozenset({"same"}), "the same day", _same_day),
    (frozenset({"wd"}), "weekday, taken as past", _weekday),
    (frozenset({"word"}), "day word", _day_word),
    (frozenset({"mm"}), "month", _named_month),
    (frozenset({"yy"}), "year", _named_year),
)
