"""How the newest of a search are found, so that it costs what it finds, not what the archive holds.

Left to itself PostgreSQL may read statements along the order of a list until enough of them match.
That is soon over where a word is common, and reads the whole archive where words stand together
less often than apart, or in old statements alone. So its estimate decides only where to look first:
among the newest, half as many again as should do. Where those don't, all that match are sorted.
"""

import json
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


def newest_of(found: QuerySet[Any], by: ListDay, most: int) -> Sequence[Any]:
    """The first so many by that day, the undated last: always those that an order would give."""
    rows: Sequence[Any] = []
    for matching in _attempts(found.order_by(*by.newest_first_by_sorting()), by, most):
        rows = list(matching[:most])
        if len(rows) == most:
            break
    return rows


def _attempts(found: QuerySet[Any], by: ListDay, most: int) -> Iterator[QuerySet[Any]]:
    expected = _expected(found)
    if expected * MOST > ENOUGH * most:
        since = _last_of(found.model._meta.db_table, by.sort, ENOUGH * most / expected)
        if since:
            yield found.filter(**{f"{by.sort}__gte": since})
    yield found


def _expected(found: QuerySet[Any]) -> int:
    """How many rows PostgreSQL expects."""
    (plan,) = json.loads(found.order_by().explain(format="json"))
    return int(plan["Plan"]["Plan Rows"])


def _last_of(table: str, column: str, share: float) -> date | None:
    """A day on or after which about that share of the dated lies; none where nothing is known."""
    with connection.cursor() as cursor:
        cursor.execute(_BOUNDS, [table, column])
        bounds: list[date] = next(iter(cursor.fetchall()), (None,))[0] or []
    steps = ceil(share * (len(bounds) - 1))
    return bounds[-1 - steps] if bounds else None
