"""Statements page by page, newest said first, in groups of one day or one imprecise date each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Self

from django.db.models import Count
from django.utils.formats import date_format

from claims.browse.counting import Total
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
    count: Total

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
    total: Total
    next: Place | None

    @property
    def statements(self) -> list[Statement]:
        """All rows of the page."""
        return [statement for group in self.groups for statement in group.statements]


def page_of(
    found: StatementQuerySet, *, after: Place | None = None, total: Total | None = None
) -> Page:
    """A page of what was found; the counts are of all that was found, `total` where it is known."""
    listed = _rows(found.with_parts(), after)
    shown = listed[:PAGE_SIZE]
    more = Place.of(shown[-1]) if len(listed) > PAGE_SIZE else None
    return Page(groups_of(shown, _counts(found, shown)), total or Total.of(found), more)


def ids_of(
    found: StatementQuerySet, *, after: Place | None = None
) -> tuple[list[int], Place | None]:
    """The ids of a page's statements in order, and the place after which the next page starts."""
    listed = _rows(found.only("pk", "sort_day"), after)
    shown = listed[:PAGE_SIZE]
    more = Place.of(shown[-1]) if len(listed) > PAGE_SIZE else None
    return [statement.pk for statement in shown], more


def _rows(found: StatementQuerySet, after: Place | None) -> list[Statement]:
    """Those of a page and one more, read by the index from the place on: the undated lie apart."""
    rows, most = found.newest_said_first(), PAGE_SIZE + 1
    if after is None:
        return list(rows[:most])
    if after.day is None:
        return list(rows.filter(sort_day=None, pk__lt=after.pk)[:most])
    dated = rows.filter(sort_day__lte=after.day).exclude(sort_day=after.day, pk__gte=after.pk)
    listed = list(dated[:most])
    return (
        listed
        if len(listed) == most
        else listed + list(rows.filter(sort_day=None)[: most - len(listed)])
    )


def _counts(found: StatementQuerySet, shown: Sequence[Statement]) -> dict[str, Total]:
    """How many were found of each date on the page."""
    dates = {_date_of(statement) for statement in shown} - {""}
    days = {statement.sort_day for statement in shown} - {None}
    counted = found.order_by().filter(sort_day__in=days, said_edtf__in=dates)
    counts = {
        edtf: Total(number)
        for edtf, number in counted.values_list("said_edtf").annotate(Count("pk"))
    }
    undated = any(statement.sort_day is None for statement in shown)
    return {**counts, "": Total.of(found.filter(sort_day=None))} if undated else counts


def _date_of(statement: Statement) -> str:
    return statement.said_edtf if statement.sort_day else ""


def groups_of(shown: Iterable[Statement], counts: Mapping[str, Total] | None = None) -> list[Group]:
    """Exact days before imprecise dates that end on the same day; counted here, or as told."""
    rows = sorted(shown, key=_order)
    return [_group(edtf, list(same), counts) for edtf, same in groupby(rows, key=_date_of)]


def _group(edtf: str, statements: Sequence[Statement], counts: Mapping[str, Total] | None) -> Group:
    day = statements[0].sort_day
    count = Total(len(statements)) if counts is None else counts.get(edtf, Total(0))
    return Group(edtf, day if edtf == str(day) else None, statements, count)


def _order(statement: Statement) -> tuple[int, bool, str, int]:
    day, edtf = statement.sort_day, _date_of(statement)
    return (-day.toordinal() if day else 1, edtf != str(day), edtf, -statement.pk)
