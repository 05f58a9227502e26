"""Which of several like events words mean.

An event that another number, order or day tells from these is barred, however many of its words
stand there: the first round is not meant by "the second round of talks", nor by "the next round".
So is what nobody could foresee, by all that was said before it happened.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from claims.extraction.calendar import Expression
from claims.linking.catalogue import CatalogueEvent
from claims.linking.namings import Naming, names_of

ALIKE = 0.5  # share of the fewer anchors by which two names are of one series
SHARED = 1.5  # how much more than a number alone one says beside words of the name
SLACK = timedelta(days=1)  # between a date that is told and that of the event
SLACK_OF_NEAR_DAYS = timedelta(days=7)  # of a weekday, which may be the one before or after

_Dated = tuple[date, date, CatalogueEvent]


def barred(
    namings: Sequence[Naming], events: Sequence[CatalogueEvent], day: date | None
) -> frozenset[str]:
    """The keys of events that these words, said by that day, tell apart from what they mean.

    Where some of them may mean the event none of the others bars it. What came unforeseen is barred
    whatever they are, where that day is before it: a warning of an attack is no report of it.
    """
    unheard = {event.key for event in events if _is_unheard(event, day)}
    if not any(naming.is_telling for naming in namings):
        return frozenset(unheard)
    return frozenset(
        event.key
        for event in events
        if event.key in unheard
        or (
            (fitting := [n for n in namings if any(n.is_of(name) for name in names_of(event))])
            and all(_contradicts(naming, event, events, day) for naming in fitting)
        )
    )


def numbered(
    namings: Sequence[Naming],
    event: CatalogueEvent,
    events: Sequence[CatalogueEvent],
    day: date | None,
) -> float:
    """How surely words mean the event by its number, or as the next or previous of a series.

    1 by that alone, more where they also have words of its name; a bare "second round" tells less.
    """
    return max((_numbered(naming, event, events, day) for naming in namings), default=0.0)


def _is_unheard(event: CatalogueEvent, day: date | None) -> bool:
    """Whether an event that nobody could foresee had not happened by a day."""
    if day is None or event.earliest is None or day >= event.earliest:
        return False
    leading = [name for name in names_of(event) if name.leads]
    return bool(leading) and leading[0].unplanned


def _contradicts(
    naming: Naming, event: CatalogueEvent, events: Sequence[CatalogueEvent], day: date | None
) -> bool:
    """Whether words that an event of its sort may be called by mean another one."""
    names = [name for name in names_of(event) if naming.is_of(name)]
    if naming.count and (numbers := _numbers(names)):
        return naming.count not in numbers
    if naming.days and any(name.leads for name in names):
        return all(_is_apart(time, event) for time in naming.days)
    if naming.count:
        return any(
            naming.count in _numbers(names_of(other)) and _is_like(event, other) for other in events
        )
    told = naming.order and not naming.days and naming.order not in {name.order for name in names}
    dated = None not in event.days
    return bool(told and dated) and event not in _meant(naming.order, event, events, day)


def _numbers(names: Iterable[Naming]) -> set[int]:
    return {name.count for name in names if name.count}


def _numbered(
    naming: Naming, event: CatalogueEvent, events: Sequence[CatalogueEvent], day: date | None
) -> float:
    names = [name for name in names_of(event) if naming.is_of(name) and name.count]
    shared = naming.anchors & frozenset().union(*(name.anchors for name in names))
    if naming.sort is None or (naming.anchors and not shared):
        return 0.0
    told = naming.count in {name.count for name in names} or (
        naming.order and names and day and event in _meant(naming.order, event, events, day)
    )
    return bool(told) * (SHARED if shared else 1.0)


def _is_apart(time: Expression, event: CatalogueEvent) -> bool:
    """Whether an event, both of whose bounds are known, was not then."""
    if time.period is None or event.earliest is None or event.latest is None:
        return False
    slack = SLACK if time.named else SLACK_OF_NEAR_DAYS
    first, last = event.earliest - slack, event.latest + slack
    return last < time.period.earliest or first > time.period.latest


def _meant(
    order: str, event: CatalogueEvent, events: Sequence[CatalogueEvent], day: date | None
) -> list[CatalogueEvent]:
    """Of the series of an event the previous, the latest, the next or the final one."""
    series = [(*days, other) for other in events for days in _days(other) if _is_like(event, other)]
    if order == "final":
        return _first_of(series, lambda row: -row[0].toordinal())
    if day is None:
        return [event]
    if order == "after":
        ahead = [row for row in series if row[0] > day] or [row for row in series if row[0] == day]
        return _first_of(ahead, lambda row: row[0].toordinal())
    over = [row for row in series if row[1] < day or (order == "latest" and row[0] <= day)]
    over = over or [row for row in series if row[1] == day]
    return _first_of(over, lambda row: -row[0].toordinal())


def _first_of(rows: Sequence[_Dated], key: Callable[[_Dated], int]) -> list[CatalogueEvent]:
    """Those that come first; several of one day."""
    best = min(map(key, rows), default=0)
    return [row[2] for row in rows if key(row) == best]


def _days(event: CatalogueEvent) -> Iterator[tuple[date, date]]:
    first, last = event.days
    if first is not None and last is not None:
        yield first, last


def _is_like(one: CatalogueEvent, other: CatalogueEvent) -> bool:
    """Whether two events are of one series: of one sort, with the same people or places."""
    return one == other or any(
        a.sort == b.sort and a.part == b.part and _share(a.anchors, b.anchors) >= ALIKE
        for a in names_of(one)
        for b in names_of(other)
    )


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else float(one == other)
