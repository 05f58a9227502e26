"""A speaker's statements over time by event: a row an event, a column a day, week or longer."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.browse.counting import Newest, Total
from claims.models import Event, Link

ROWS = 12  # events, those spoken of most
COLUMNS = 12  # periods, the latest


@dataclass(frozen=True, slots=True)
class Period:
    """A column: its first and last day."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Row:
    """An event, all statements that refer to it, and how many of each period do."""

    event: Event
    total: Total
    cells: Sequence[tuple[Period, int]]


Span = tuple[date, date]  # a first and a last day
Days = Mapping[Span, int]  # how many were said within each


class Unit(NamedTuple):
    """How long a column is: the one in which a day lies, and what it is called by its first."""

    name: str | Promise
    span_of: Callable[[date], Span]
    label: Callable[[date], str]


@dataclass(frozen=True, slots=True)
class OverTime:
    """The table."""

    unit: Unit
    periods: Sequence[Period]
    rows: Sequence[Row]


def over_time(newest: Newest) -> OverTime:
    """Of the newest statements; what lies in no single period is in the totals alone."""
    by_event = _counted(newest)
    totals = Counter({event: sum(days.values()) for event, days in by_event.items()})
    listed = Event.objects.published().in_bulk([pk for pk, _number in totals.most_common(ROWS)])
    events = sorted(listed.values(), key=lambda event: (-totals[event.pk], event.title))
    unit, periods = periods_of(last for event in events for _first, last in by_event[event.pk])
    rows = [
        Row(event, newest.counted(totals[event.pk]), _cells(by_event[event.pk], periods))
        for event in events
    ]
    return OverTime(unit, periods, rows)


def _counted(newest: Newest) -> dict[int, dict[Span, int]]:
    said = {row.pk: (row.earliest or date.min, row.latest or date.max) for row in newest.rows}
    links = Link.objects.believed().filter(newest.theirs).order_by()
    found: dict[int, dict[Span, int]] = defaultdict(lambda: defaultdict(int))
    for event, statement in links.values_list("event", "statement"):
        found[event][said[statement]] += 1
    return found


def _cells(days: Days, periods: Sequence[Period]) -> list[tuple[Period, int]]:
    return [
        (period, sum(n for (a, b), n in days.items() if period.first <= a and b <= period.last))
        for period in periods
    ]


def periods_of(days: Iterable[date]) -> tuple[Unit, list[Period]]:
    """The unit in which these days take few columns, and those that have any, oldest first."""
    known = {day for day in days if day < date.max}
    by_unit = ((unit, {unit.span_of(day) for day in known}) for unit in UNITS)
    unit, spans = next(
        (unit, spans) for unit, spans in by_unit if len(spans) <= COLUMNS or unit == UNITS[-1]
    )
    latest = sorted(spans)[-COLUMNS:]
    return unit, [Period(unit.label(first), first, last) for first, last in latest]


def _day(day: date) -> Span:
    return day, day


def _week(day: date) -> Span:
    first = day - timedelta(days=day.weekday())
    return first, first + timedelta(days=6)


def _month(day: date) -> Span:
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _year(day: date) -> Span:
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _from(day: date) -> str:
    return gettext("from %(day)s") % {"day": date_format(day, gettext("j M Y"))}


UNITS = (
    Unit(_("day"), _day, lambda first: date_format(first, gettext("j M Y"))),
    Unit(_("week"), _week, _from),
    Unit(_("month"), _month, lambda first: date_format(first, gettext("M Y"))),
    Unit(_("year"), _year, lambda first: str(first.year)),
)
