"""Total orders of a list, and places in them: rows that come in meanwhile skip nothing."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

from claims.api.problems import BadCursor
from claims.models.days import LIST_DAYS, ListDay


@dataclass(frozen=True, slots=True)
class Position:
    """A place between rows: just after one (`backward`: just before it), by its sort values."""

    day: date | None
    key: int | str
    backward: bool = False


def slug(key: str) -> str:
    """The key as it is; `ValueError` unless it can be a slug."""
    if not re.fullmatch("[-a-zA-Z0-9_]+", key):
        raise ValueError(key)
    return key


@dataclass(frozen=True, slots=True)
class Order:
    """A total order: by `day`, if there is one, the undated always last, then by `key`.

    `moment` says that the day is a time.
    """

    name: str
    key: str = "pk"
    day: str = ""
    read: Callable[[str], int | str] = int
    moment: bool = False

    @property
    def descending(self) -> bool:
        """Whether the newest or highest come first."""
        return self.name.startswith("-")

    def turned(self) -> "Order":
        """The same the other way round."""
        return replace(self, name=self.name[1:] if self.descending else f"-{self.name}")

    def page(self, rows: QuerySet[Any], limit: int, position: Position | None) -> list[Any]:
        """Up to `limit` rows from a position on, in reading order; one query, by the index.

        The undated rows lie apart in the index, so a page that may reach both takes the first of
        each and leaves the choice to the database.
        """
        backward = bool(position and position.backward)
        order = self.order_by(backward=backward)
        parts = [rows.filter(part) for part in self._parts(position)]
        by = _BY_COLUMN.get(self.day) if getattr(rows, "is_search", False) else None
        if by and self.descending and not backward:
            return _sought(parts, by, limit, position.day if position else None)
        if len(parts) == 1:
            return list(parts[0].order_by(*order)[:limit])
        along = self._along_the_index(backward=backward)
        first, second = (part.order_by(*along).values("pk")[:limit] for part in parts)
        found = rows.filter(pk__in=first.union(second, all=True))
        return list(found.order_by(*order)[:limit])

    def position(self, row: Model, *, backward: bool) -> Position:
        """Where a row stands."""
        day = getattr(row, self.day) if self.day else None
        return Position(day, getattr(row, self.key), backward)

    def encode(self, position: Position) -> str:
        """The position as an opaque token."""
        day = position.day and position.day.isoformat()
        values = [int(position.backward), day, position.key, self.name]
        return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()

    def decode(self, token: str) -> Position:
        """The position that `encode` wrote in this order; `BadCursor` for anything else."""
        try:
            backward, day, key, name = json.loads(base64.urlsafe_b64decode(token.encode()))
            return Position(self._read_day(day, name), self.read(str(key)), bool(backward))
        except (ValueError, TypeError, OverflowError, RecursionError):
            message = "This cursor is not one of ours: follow `next` and `previous` as they come."
            raise BadCursor(message) from None

    def order_by(self, *, backward: bool = False) -> list[OrderBy]:
        """Reading order, or from back to front."""
        down = self.descending != backward
        key = OrderBy(F(self.key), descending=down)
        if not self.day:
            return [key]
        last = {"nulls_first": True} if backward else {"nulls_last": True}
        return [OrderBy(F(self.day), descending=down, **last), key]

    def _read_day(self, text: str | None, name: str) -> date | None:
        if name != self.name or (text and not self.day):
            raise ValueError(name)
        if text and self.moment:
            return datetime.fromisoformat(text).astimezone(UTC)
        return date.fromisoformat(text) if text else None

    def _along_the_index(self, *, backward: bool) -> list[OrderBy]:
        """The same order among the dated or the undated alone, as an index can be read."""
        down = self.descending != backward
        place = {"nulls_last": True} if down else {"nulls_first": True}
        return [OrderBy(F(self.day), descending=down, **place), OrderBy(F(self.key), down)]

    def _parts(self, position: Position | None) -> Iterator[Q]:
        """What to look through: everything, or a stretch of the dated and one of the undated."""
        dated, undated = Q(**{f"{self.day}__isnull": False}), Q(**{f"{self.day}__isnull": True})
        if position is None:
            yield from [Q()] if self.descending or not self.day else [dated, undated]
            return
        backward = position.backward
        beyond = Q(**{f"{self.key}__{'lt' if self.descending != backward else 'gt'}": position.key})
        if not self.day:
            yield beyond
        elif position.day is None:
            yield from [undated & beyond, dated] if backward else [undated & beyond]
        else:
            stretch = self._dated(position.day, beyond, down=self.descending != backward)
            yield from [stretch] if backward else [stretch, undated]

    def _dated(self, day: date, beyond: Q, *, down: bool) -> Q:
        """What is dated and lies beyond; the first term bounds the scan of the index."""
        side = "lt" if down else "gt"
        bound = Q(**{f"{self.day}__{side}e": day})
        return bound & (Q(**{f"{self.day}__{side}": day}) | Q(**{self.day: day}) & beyond)


SLUGS = Order("slug", key="slug", read=slug)

_BY_COLUMN = {by.sort: by for by in LIST_DAYS.values()}


def _sought(parts: list[QuerySet[Any]], by: ListDay, limit: int, until: date | None) -> list[Any]:
    """The first of a search that is read along its words (`claims.models.seeking`)."""
    found: list[Any] = []
    for part in parts:
        if len(found) < limit:
            found += part.first_by(by, limit - len(found), until=until)  # type: ignore[attr-defined]
    return found


def both_ways(*orders: Order) -> tuple[Order, ...]:
    """Each order and the same turned round."""
    return tuple(each for order in orders for each in (order, order.turned()))
