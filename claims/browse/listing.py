"""Statements page by page, newest first, in groups of one day or one imprecise date each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Self

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext

from claims.browse.counting import Newest, Standing, Total, standing
from claims.datewords import in_words
from claims.models import Statement
from claims.models.days import SAID, ListDay
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
    def of(cls, statement: Statement, by: ListDay = SAID) -> Self:
        """The statement's own place."""
        return cls(by.of(statement), statement.pk)

    @property
    def standing(self) -> Standing:
        """What it is compared by."""
        return standing(self.day, self.pk)

    def __str__(self) -> str:
        """As addresses write it."""
        return f"{self.day or UNDATED}.{self.pk}"


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one page that have the same day, or lie within the same dates."""

    edtf: str
    day: date | None
    statements: Sequence[Statement]
    count: Total
    by: ListDay = SAID

    @property
    def title(self) -> str:
        """The day in full, the imprecise date, or that nobody knows the day."""
        if not self.edtf:
            said, reported = (
                gettext("Said on an unknown day"),
                gettext("First reported on an unknown day"),
            )
            return said if self.by == SAID else reported
        if self.day:
            return date_format(self.day, gettext("l j F Y"))
        return gettext("Within %(date)s") % {"date": in_words(self.edtf)}


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
    found: StatementQuerySet,
    *,
    after: Place | None = None,
    total: Total | None = None,
    newest: Newest | None = None,
    by: ListDay = SAID,
) -> Page:
    """A page of what was found; the counts are of all that was found, `total` where it is known.

    `newest` of what was found, once looked up, spares looking for the page's rows and days again.
    """
    rows = found.with_parts()
    ids = newest.ids_after(after.standing if after else None, PAGE_SIZE + 1) if newest else None
    listed = _rows(rows, after, by) if ids is None else _rows_of(rows, ids)
    shown = listed[:PAGE_SIZE]
    more = Place.of(shown[-1], by) if len(listed) > PAGE_SIZE else None
    counted = newest.by_date({by.of(row) for row in shown}) if newest else None
    counts = _counts(found, shown, by) if counted is None else _totals(counted)
    known = newest.total if newest else total
    return Page(groups_of(shown, counts, by=by), known or Total.of(found), more)


def ids_of(
    found: StatementQuerySet, *, after: Place | None = None, by: ListDay = SAID
) -> tuple[list[int], Place | None]:
    """The ids of a page's statements in order, and the place after which the next page starts."""
    listed = _rows(found.only("pk", by.sort), after, by)
    shown = listed[:PAGE_SIZE]
    more = Place.of(shown[-1], by) if len(listed) > PAGE_SIZE else None
    return [statement.pk for statement in shown], more


def _rows(found: StatementQuerySet, after: Place | None, by: ListDay) -> list[Statement]:
    """Those of a page and one more, read by the index from the place on: the undated lie apart."""
    most = PAGE_SIZE + 1
    if after is None:
        return list(found.first_by(by, most))
    undated = found.filter(**{by.sort: None})
    if after.day is None:
        return list(undated.filter(pk__lt=after.pk).first_by(by, most))
    dated = found.filter(**{f"{by.sort}__lte": after.day})
    beyond = dated.exclude(**{by.sort: after.day, "pk__gte": after.pk})
    listed = list(beyond.first_by(by, most, until=after.day))
    left = most - len(listed)
    return [*listed, *undated.first_by(by, left)] if left else listed


def _rows_of(found: StatementQuerySet, ids: Sequence[int]) -> list[Statement]:
    rows = found.in_bulk(ids)  # nobody's, who was rejected meanwhile
    return [rows[pk] for pk in ids if pk in rows]


def _totals(counted: Mapping[str, int]) -> dict[str, Total]:
    return {written: Total(number) for written, number in counted.items()}


def _counts(found: StatementQuerySet, shown: Sequence[Statement], by: ListDay) -> dict[str, Total]:
    """How many were found of each date on the page."""
    dates = {by.written_of(statement) for statement in shown} - {""}
    days = {by.of(statement) for statement in shown} - {None}
    counted = found.order_by().filter(**{f"{by.sort}__in": days, f"{by.written}__in": dates})
    counts = {
        str(written): Total(number)
        for written, number in counted.values_list(by.written).annotate(Count("pk"))
    }
    undated = any(by.of(statement) is None for statement in shown)
    return {**counts, "": Total.of(found.filter(**{by.sort: None}))} if undated else counts


def groups_of(
    shown: Iterable[Statement],
    counts: Mapping[str, Total] | None = None,
    *,
    by: ListDay = SAID,
) -> list[Group]:
    """Exact days before imprecise dates that end on the same day; counted here, or as told."""
    rows = sorted(shown, key=lambda row: _order(row, by))
    groups = groupby(rows, key=by.written_of)
    return [_group(written, list(same), counts, by) for written, same in groups]


def _group(
    edtf: str, statements: Sequence[Statement], counts: Mapping[str, Total] | None, by: ListDay
) -> Group:
    day = by.of(statements[0])
    count = Total(len(statements)) if counts is None else counts.get(edtf, Total(0))
    return Group(edtf, day if edtf == str(day) else None, statements, count, by)


def _order(statement: Statement, by: ListDay) -> tuple[int, bool, str, int]:
    day, edtf = by.of(statement), by.written_of(statement)
    return (-day.toordinal() if day else 1, edtf != str(day), edtf, -statement.pk)
