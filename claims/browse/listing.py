"""Statements page by page, newest said first, in groups of one day or one imprecise date each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Self

from django.db.models import Count
from django.utils.formats import date_format

from claims.edtf import in_words
from claims.models import Statement
from claims.models.statements import StatementQuerySet

PAGE_SIZE = 50
UNDATED = "undated"

_PLACE = re.compile(rf"(?:([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})|{UNDATED})\.([0-9]{{1,18}})")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: after the statement with this day and id."""

    day: date | None
    pk: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The place that `str` wrote; None where it is none."""
        match = _PLACE.fullmatch(text)
        if not match:
            return None
        try:
            return cls(date.fromisoformat(match[1]) if match[1] else None, int(match[2]))
        except ValueError:
            return None

    @classmethod
    def of(cls, statement: Statement) -> Self:
        """The statement's own place."""
        return cls(statement.sort_day, statement.pk)

    def __str__(self) -> str:
        """As addresses write it."""
        return f"{self.day or UNDATED}.{self.pk}"


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one page that were said on the same day, or within the same dates."""

    edtf: str
    day: date | None
    statements: Sequence[Statement]
    count: int

    @property
    def title(self) -> str:
        """The day in full, the imprecise date, or that nobody knows the day."""
        if not self.edtf:
            return "Said on an unknown day"
        if self.day:
            return date_format(self.day, "l j F Y")
        return f"Within {in_words(self.edtf)}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of statements: its groups, and the place after which the next page starts."""

    groups: Sequence[Group]
    total: int
    next: Place | None

    @property
    def statements(self) -> list[Statement]:
        """All rows of the page."""
        return [statement for group in self.groups for statement in group.statements]


def page_of(found: StatementQuerySet, *, after: Place | None = None) -> Page:
    """A page of what was found; the counts are of all that was found."""
    rows = found.older_than(after.day, after.pk) if after else found
    listed = list(rows.with_parts().newest_said_first()[: PAGE_SIZE + 1])
    shown = listed[:PAGE_SIZE]
    more = Place.of(shown[-1]) if len(listed) > PAGE_SIZE else None
    return Page(groups_of(shown, _counts(found, shown)), found.count(), more)


def _counts(found: StatementQuerySet, shown: Iterable[Statement]) -> dict[str, int]:
    """How many were found of each date on the page."""
    dates = {_date_of(statement) for statement in shown}
    counted = found.order_by().filter(sort_day__isnull=False, said_edtf__in=dates)
    counts = dict(counted.values_list("said_edtf").annotate(Count("pk")))
    return {**counts, "": found.filter(sort_day=None).count()}


def _date_of(statement: Statement) -> str:
    return statement.said_edtf if statement.sort_day else ""


def groups_of(shown: Iterable[Statement], counts: Mapping[str, int] | None = None) -> list[Group]:
    """Exact days before imprecise dates that end on the same day; counted here, or as told."""
    rows = sorted(shown, key=_order)
    return [_group(edtf, list(same), counts) for edtf, same in groupby(rows, key=_date_of)]


def _group(edtf: str, statements: Sequence[Statement], counts: Mapping[str, int] | None) -> Group:
    day = statements[0].sort_day
    count = len(statements) if counts is None else counts.get(edtf, 0)
    return Group(edtf, day if edtf == str(day) else None, statements, count)


def _order(statement: Statement) -> tuple[int, bool, str, int]:
    day, edtf = statement.sort_day, _date_of(statement)
    return (-day.toordinal() if day else 1, edtf != str(day), edtf, -statement.pk)
