"""How the newest of a search are found, so that it costs what it finds, not what the archive holds.

Left to itself PostgreSQL may read statements along the order of a list until enough of them match.
That is soon over where a word is common, and reads the whole archive where words stand together
less often than apart, or in old statements alone. So its estimate decides only where to look first:
among the newest, half as many again as should do. Where those don't, all that match are sorted.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from claims.models.days import ListDay

ENOUGH = 1.5  # times as many among the newest as are expected to do
MOST = 0.75  # of all: beyond, looking among the newest first saves nothing
_BOUNDS = """
    SELECT histogram_bounds::text::date[] FROM pg_stats
    WHERE schemaname = current_schema() AND tablename = %s AND attname = %s
"""


def newest_of(
    found: QuerySet[Any], by: ListDay, most: int, *, until: date | None = None
) -> Sequence[Any]:
    """The first so many by that day, the undated last: always those that an order would give.

    `until` is the last day that can be among them, where it is known.
    """
    rows: Sequence[Any] = []
    for matching in _attempts(found.order_by(*by.newest_first_by_sorting()), by, most, until):
        rows = list(matching[:most])
        if len(rows) == most:
            break
    return rows


def _attempts(
    found: QuerySet[Any], by: ListDay, most: int, until: date | None
) -> Iterator[QuerySet[Any]]:
    expected = _expected(found)
    if expected * MOST > ENOUGH * most:
        bounds = _bounds_of(found.model._meta.db_table, by.sort)
        if since := _last_of(bounds, ENOUGH * most / expected, until):
            yield found.filter(**{f"{by.sort}__gte": since})
    yield found


def _expected(found: QuerySet[Any]) -> int:
    """How many rows PostgreSQL expects; it is not asked where none can match."""
    told = found.order_by().explain(format="json")
    return int(json.loads(told)[0]["Plan"]["Plan Rows"]) if told else 0


def _bounds_of(table: str, column: str) -> Sequence[date]:
    """Days that part the dated into parts of about the same size; empty where nothing is known."""
    with connection.cursor() as cursor:
        cursor.execute(_BOUNDS, [table, column])
        return next(iter(cursor.fetchall()), (None,))[0] or []


def _last_of(bounds: Sequence[date], share: float, until: date | None) -> date | None:
    """A day from which to that last one about that share of all until then lies."""
    last = (bisect_right(bounds, until) if until else len(bounds)) - 1
    return bounds[last - ceil(share * last)] if last > 0 else None
