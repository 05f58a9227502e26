"""How many were found: exactly up to a bound, so that no page costs more as the archive grows.

What is counted by parts (the filters' choices, the histogram) is counted among the newest found.
Above the bound these are not all, and every number says so: "10,000+" is "at least".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import starmap
from typing import NamedTuple, Self

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import F
from django.db.models.expressions import RawSQL

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
        return f"{intcomma(self.number)}{'+' if self.at_least else ''}"

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
    day: date | None
    earliest: date | None
    latest: date | None


_COLUMNS = ("pk", "speaker", "kind", "sort_day")


def ids_as_one(ids: Sequence[int]) -> RawSQL:
    """Ids for a query: one parameter, however many they are."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest of what was found, as many as are counted by parts."""

    rows: Sequence[Found]
    cut: bool  # whether there are more

    @classmethod
    def of(cls, found: StatementQuerySet, by: ListDay = SAID) -> Self:
        """Look them up; one query."""
        days = (F(name) for name in (by.sort, by.earliest, by.latest))
        rows = found.newest_first(by).values_list(*_COLUMNS, *days)[: COUNTED + 1]
        newest = list(starmap(Found, rows))
        return cls(newest[:COUNTED], cut=len(newest) > COUNTED)

    @property
    def total(self) -> Total:
        """How many were found."""
        return Total(len(self.rows), at_least=self.cut)

    @property
    def ids(self) -> RawSQL:
        """Their ids for a query: one parameter, however many they are."""
        return ids_as_one([row.pk for row in self.rows])

    def counted(self, number: int) -> Total:
        """So many of these have something, and more of all that were found may."""
        return Total(number, at_least=self.cut)

    def first_whole_day(self) -> date | None:
        """From which day on none is missing; none where none is missing at all."""
        day = self.rows[-1].day if self.cut else None
        return day + timedelta(days=1) if day and day < date.max else None
