"""Pure: how many statements were said when, as bars of days, months or years."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DAY = timedelta(days=1)
MOST_OF_THEM = 0.8  # the share of its own that a finer unit has to show, else a coarser is taken
HALF_OF_THEM = 0.5  # the share of all whose dates have to fit a finer unit
AT_LEAST = 24  # bars, so that none is a wall
BAR, TALL, LOW = 10, 100, 4  # width and greatest and least height of a bar, in the drawing's units


class Counted(NamedTuple):
    """So many statements whose day lies between these two."""

    earliest: date
    latest: date
    statements: int


@dataclass(frozen=True, slots=True)
class Unit:
    """What one bar spans."""

    name: str | Promise
    at_most: int
    longest: timedelta
    first_day: Callable[[date], date]
    style: str | Promise

    def last_day(self, start: date) -> date:
        """The last day of the bar that starts here."""
        if start > date.max - self.longest:
            return date.max
        return self.first_day(start + self.longest) - DAY


UNITS = (
    Unit(_("day"), 92, DAY, lambda day: day, _("j F Y")),
    Unit(_("month"), 60, 31 * DAY, lambda day: day.replace(day=1), _("F Y")),
    Unit(_("year"), 60, 366 * DAY, lambda day: day.replace(month=1, day=1), _("Y")),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """The statements said within these days; its place and height in the drawing."""

    since: date
    until: date
    count: int
    x: int
    height: int

    @property
    def y(self) -> int:
        """The upper edge; the drawing's origin is at the top."""
        return TALL - self.height


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars without gaps, the oldest first, and what they leave out."""

    unit: Unit
    bars: tuple[Bar, ...]
    earlier: int
    wider: int
    cut: bool = False  # whether there are more of those left out: `earlier` is at least so many

    @property
    def width(self) -> int:
        """Of the drawing."""
        return len(self.bars) * BAR

    @property
    def before(self) -> date:
        """The last day before the first bar."""
        return self.bars[0].since - DAY


def draw(counted: Iterable[Counted], *, from_day: date | None = None) -> Histogram | None:
    """The finest bars that show most of the statements; None where there is nothing to draw.

    A statement whose dates are wider than a bar is in none, since nobody knows in which. With
    `from_day` only what ended on that day or later was counted as a whole: the rest is earlier.
    """
    rows = list(counted)
    if from_day is not None:
        return _cut(rows, from_day)
    drawn = [drawing for unit in UNITS if (drawing := _draw(rows, unit))]
    return next(filter(_shows_most, drawn), drawn[-1] if drawn else None)


def _cut(rows: Sequence[Counted], from_day: date) -> Histogram | None:
    """The bars of days that were counted as a whole."""
    whole = [row for row in rows if row.earliest >= from_day]
    drawing = _draw(whole, UNITS[0])
    if drawing is None:
        return None
    left_out = sum(row.statements for row in rows if row.latest < from_day)
    return replace(drawing, earlier=drawing.earlier + left_out, cut=True)


def _shows_most(drawing: Histogram) -> bool:
    shown = sum(bar.count for bar in drawing.bars)
    fitting = shown + drawing.earlier
    return shown >= MOST_OF_THEM * fitting and fitting >= HALF_OF_THEM * (fitting + drawing.wider)


def _draw(rows: Iterable[Counted], unit: Unit) -> Histogram | None:
    per_bar: dict[date, int] = {}
    wider = 0
    for row in rows:
        start = unit.first_day(row.earliest)
        if start == unit.first_day(row.latest):
            per_bar[start] = per_bar.get(start, 0) + row.statements
        else:
            wider += row.statements
    if not per_bar:
        return None
    starts = _starts(unit, min(per_bar), max(per_bar))
    bars = tuple(_bars(unit, starts, per_bar))
    return Histogram(unit, bars, sum(per_bar.values()) - sum(bar.count for bar in bars), wider)


def _starts(unit: Unit, first: date, last: date) -> list[date]:
    """Where the bars start: up to the last that has statements, neither too many nor too few."""
    starts = [last]
    while len(starts) < unit.at_most and (starts[-1] > first or len(starts) < AT_LEAST):
        if starts[-1] == date.min:
            break
        starts.append(unit.first_day(starts[-1] - DAY))
    return starts[::-1]


def _bars(unit: Unit, starts: list[date], per_bar: dict[date, int]) -> Iterator[Bar]:
    tallest = max(per_bar.get(start, 0) for start in starts)
    for number, start in enumerate(starts):
        count = per_bar.get(start, 0)
        height = max(LOW, round(TALL * count / tallest)) if count else 0
        yield Bar(start, unit.last_day(start), count, number * BAR, height)
