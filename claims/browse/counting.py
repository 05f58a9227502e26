"""How many were found: exactly up to a bound, so that no page costs more as the archive grows.

What is counted by parts (the filters' choices, the histogram) is counted among the newest found.
Above the bound these are not all, and every number says so: "10,000+" is "at least". The page
itself and the numbers of its days are taken from the same rows where they hold all of them.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import starmap
from typing import NamedTuple, Self

from django.contrib.humanize.templatetags.humanize import intcomma
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, Value

from claims.models.days import SAID, ListDay
from claims.models.statements import StatementQuerySet

COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Total:
    """So many, or at least so many."""

    number: int
    at_least: bool = False

    @classmethod
    def of(cls, found: StatementQuerySet) -> Self:
        """Count no further than the bound."""
        number = found.order_by()[: COUNTED + 1].count()
        return cls(min(number, COUNTED), at_least=number > COUNTED)

    def __str__(self) -> str:
        """As pages write it."""
        number = intcomma(self.number) if self.number > 999 else self.number
        return f"{number}{'+' if self.at_least else ''}"

    @property
    def one(self) -> bool:
        """Whether a page says "statement", not "statements"."""
        return self.number == 1 and not self.at_least


class Found(NamedTuple):
    """What of a statement is counted."""

    pk: int
    speaker: int | None
    kind: str
    said: date | None
    carried_by: Sequence[int]
    day: date | None
    earliest: date | None
    latest: date | None
    written: str | date | None

    @property
    def place(self) -> "Standing":
        """Where it stands in the list."""
        return standing(self.day, self.pk)


Standing = tuple[bool, int, int]  # what sorts the newest first, and the undated last


def standing(day: date | None, pk: int) -> Standing:
    """Where a statement of that day and id stands in the list."""
    return day is None, -day.toordinal() if day else 0, -pk


_COLUMNS = ("pk", "speaker", "kind", "sort_day", "carried_by")


class OfStatements(Func):
    """The condition that a row is of one of these statements.

    The ids are one parameter, and an array that PostgreSQL can count: of rows from a query it has
    to guess how many there are, and takes twice as long with ten thousand.
    """

    template, arg_joiner = "%(expressions)s)", " = ANY("
    output_field = BooleanField()

    def __init__(self, ids: Sequence[int]) -> None:
        """Of those ids."""
        super().__init__(
            F("statement_id"), Value([*ids], output_field=ArrayField(BigIntegerField()))
        )


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest of what was found, as many as are counted by parts."""

    rows: Sequence[Found]
    cut: bool  # whether there are more

    @classmethod
    def of(cls, found: StatementQuerySet, by: ListDay = SAID) -> Self:
        """Look them up; one query."""
        days = (F(name) for name in (by.sort, by.earliest, by.latest, by.written))
        rows = found.first_by(by, COUNTED + 1, *_COLUMNS, *days)
        newest = list(starmap(Found, rows))
        return cls(newest[:COUNTED], cut=len(newest) > COUNTED)

    @property
    def total(self) -> Total:
        """How many were found."""
        return Total(len(self.rows), at_least=self.cut)

    @property
    def theirs(self) -> OfStatements:
        """The condition that a row is of one of these."""
        return OfStatements([row.pk for row in self.rows])

    def counted(self, number: int) -> Total:
        """So many of these have something, and more of all that were found may."""
        return Total(number, at_least=self.cut)

    def ids_after(self, place: Standing | None, most: int) -> list[int] | None:
        """The next so many, or all that are left; none where some of them may not be here."""
        start = bisect_right(self.rows, place, key=lambda row: row.place) if place else 0
        ids = [row.pk for row in self.rows[start : start + most]]
        return None if self.cut and len(ids) < most else ids

    def by_date(self, days: Collection[date | None]) -> Mapping[str, int] | None:
        """How many there are of each date of these days; none where some may not be here."""
        last = self.rows[-1].day if self.cut else date.min
        if self.cut and any(day is None or (last and day <= last) for day in days):
            return None
        return Counter(str(row.written) if row.day else "" for row in self.rows if row.day in days)

    def first_whole_day(self) -> date | None:
        """From which day on none is missing; none where none is missing at all."""
        day = self.rows[-1].day if self.cut else None
        return day + timedelta(days=1) if day and day < date.max else None
