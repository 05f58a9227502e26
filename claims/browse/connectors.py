"""The map over an event's columns: a dot for each statement, a thin line for each relation.

All places are numbers of an SVG, computed here; what it draws stands as text below it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from claims.browse.axis import Axis, Utterance
from claims.models import Relation, RelationKind

STACK = 4  # dots above each other, before the next ones stand beside them
PITCH = 14  # from dot to dot
LANE = 72  # the height of a side's lane
LEFT, RIGHT = 150, 24  # beside the lanes; the sides' names stand on the left
TICKS = 24  # the height of the days
BETWEEN = 14  # from day to day, beside the dots
LABEL = 86  # the width of a day's name
WIDTH = 1100  # at least

AGAINST = (RelationKind.CONTRADICTS, RelationKind.DENIES)


@dataclass(frozen=True, slots=True)
class Dot:
    """A statement on the map."""

    utterance: Utterance
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis; `named` where there is room for its name."""

    edtf: str
    x: int
    named: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A relation on the map, from the statement that relates to the other."""

    relation: Relation
    path: str
    against: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A side's stripe."""

    side: str
    y: int

    @property
    def label(self) -> int:
        """The foot of the side's name."""
        return self.y + PITCH + 4


@dataclass(frozen=True, slots=True)
class Map:
    """All that is drawn."""

    width: int
    height: int
    lanes: Sequence[Lane]
    ticks: Sequence[Tick]
    dots: Sequence[Dot]
    lines: Sequence[Line]


def draw(axis: Axis, relations: Sequence[Relation]) -> Map | None:
    """The map, where there is a relation to draw; without one the columns say it all."""
    if not relations:
        return None
    lanes = [Lane(side, TICKS + LANE * row) for row, side in enumerate(axis.columns)]
    places, right = _across(axis)
    scale = max(1.0, (WIDTH - LEFT - RIGHT) / max(1, right))
    dots = list(_dots(axis, lanes, places, scale))
    by_statement = {dot.utterance.statement.pk: dot for dot in dots}
    lines = list(_lines(relations, by_statement))
    width = LEFT + round(right * scale) + RIGHT
    height = TICKS + LANE * len(lanes)
    return Map(width, height, lanes, list(_ticks(axis, places, scale)), dots, lines)


def _across(axis: Axis) -> tuple[list[int], int]:
    """Where each moment begins, and where the last one ends: its widest cell decides."""
    places, at = [], 0
    for moment in axis.moments:
        places.append(at)
        most = max(len(said) for _, said in moment.cells)
        at += PITCH * max(1, ceil(most / STACK)) + BETWEEN
    return places, at


def _dots(axis: Axis, lanes: Sequence[Lane], places: Sequence[int], scale: float) -> Iterator[Dot]:
    for moment, place in zip(axis.moments, places, strict=True):
        for lane, (_, said) in zip(lanes, moment.cells, strict=True):
            for number, utterance in enumerate(said):
                column, row = divmod(number, STACK)
                x = LEFT + round(place * scale) + PITCH * column
                yield Dot(utterance, x, lane.y + PITCH * (row + 1))


def _ticks(axis: Axis, places: Sequence[int], scale: float) -> Iterator[Tick]:
    free = 0
    for moment, place in zip(axis.moments, places, strict=True):
        x = LEFT + round(place * scale)
        named = x >= free
        free = x + LABEL if named else free
        yield Tick(moment.group.edtf, x, named)


def _lines(relations: Iterable[Relation], dots: Mapping[int, Dot]) -> Iterator[Line]:
    for relation in relations:
        one, other = dots[relation.statement_id], dots[relation.other_id]
        yield Line(relation, _curve(one, other), relation.kind in AGAINST)


def _curve(one: Dot, other: Dot) -> str:
    """A bow from dot to dot, so that lines within a lane or a day don't lie on its dots."""
    bow = PITCH * 2 if one.x == other.x else 0
    lift = PITCH * 2 if one.y == other.y else 0
    middle = ((one.x + other.x) // 2 + bow, (one.y + other.y) // 2 - lift)
    return f"M{one.x} {one.y}Q{middle[0]} {middle[1]} {other.x} {other.y}"
