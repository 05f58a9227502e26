"""Pages by position in a total order: rows that come in meanwhile skip and double nothing."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from claims.api.problems import BadCursor

DEFAULT_LIMIT, MAX_LIMIT = 50, 200


@dataclass(frozen=True, slots=True)
class Position:
    """A place between rows: just after one (`backward`: just before it), by its sort values."""

    day: date | None
    key: int | str
    backward: bool = False

    @classmethod
    def decode(cls, token: str, read: Callable[[str], int | str]) -> "Position":
        """The position that `encode` wrote, its key by `read`; `BadCursor` for anything else."""
        try:
            backward, day, key = json.loads(base64.urlsafe_b64decode(token.encode()))
            return cls(date.fromisoformat(day) if day else None, read(str(key)), bool(backward))
        except (ValueError, TypeError, RecursionError):
            message = "This cursor is not one of ours: follow `next` and `previous` as they come."
            raise BadCursor(message) from None

    def encode(self) -> str:
        """The position as an opaque token."""
        values = [int(self.backward), self.day and self.day.isoformat(), self.key]
        return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


def slug(key: str) -> str:
    """The key as it is; `ValueError` unless it can be a slug."""
    if not re.fullmatch("[-a-zA-Z0-9_]+", key):
        raise ValueError(key)
    return key


@dataclass(frozen=True, slots=True)
class Order:
    """A total order: newest `day` first and the undated last, if there is one, then `key`."""

    key: str
    day: str = ""
    read: Callable[[str], int | str] = int
    descending: bool = True

    def page(self, rows: QuerySet[Any], limit: int, position: Position | None) -> list[Any]:
        """Up to `limit` rows from a position on, in reading order; one query, by the index.

        The undated rows lie apart in the index, so a page that may reach both takes the first of
        each and leaves the choice to the database.
        """
        backward = bool(position and position.backward)
        order = self._order_by(backward=backward)
        parts = [rows.filter(part).order_by(*order) for part in self._parts(position)]
        if len(parts) > 1:
            first, second = (part.values("pk")[:limit] for part in parts)
            parts = [rows.filter(pk__in=first.union(second, all=True)).order_by(*order)]
        return list(parts[0][:limit])

    def position(self, row: Model, *, backward: bool) -> Position:
        """Where a row stands."""
        day = getattr(row, self.day) if self.day else None
        return Position(day, getattr(row, self.key), backward)

    def _order_by(self, *, backward: bool) -> list[OrderBy]:
        key = OrderBy(F(self.key), descending=self.descending != backward)
        if not self.day:
            return [key]
        last = {"nulls_first": True} if backward else {"nulls_last": True}
        return [OrderBy(F(self.day), descending=not backward, **last), key]

    def _parts(self, position: Position | None) -> Iterator[Q]:
        if position is None:
            yield Q()
            return
        backward = position.backward
        beyond = Q(**{f"{self.key}__{'lt' if self.descending != backward else 'gt'}": position.key})
        if not self.day:
            yield beyond
            return
        undated = Q(**{self.day: None})
        if position.day is None:
            yield undated & beyond
            if backward:
                yield ~undated
            return
        yield self._dated(position.day, beyond, backward=backward)
        if not backward:
            yield undated

    def _dated(self, day: date, beyond: Q, *, backward: bool) -> Q:
        """What is dated and lies beyond; the first term bounds the scan of the index."""
        side = "gt" if backward else "lt"
        bound = Q(**{f"{self.day}__{side}e": day})
        return bound & (Q(**{f"{self.day}__{side}": day}) | Q(**{self.day: day}) & beyond)


class CursorPages(BasePagination):
    """`next` and `previous` as full addresses around the results; the view says its `order`."""

    def paginate_queryset(
        self,
        queryset: Any,  # noqa: ANN401 - as DRF has it
        request: Request,
        view: APIView | None = None,
    ) -> list[Any]:
        """The rows of the page that the request asks for."""
        order: Order = view.order  # type: ignore[union-attr]
        limit = limit_of(request)
        token = request.query_params.get("cursor")
        position = Position.decode(token, order.read) if token else None
        rows = order.page(queryset, limit + 1, position)
        more, rows = len(rows) > limit, rows[:limit]
        backward = bool(position and position.backward)
        if backward:
            rows.reverse()
        ahead, behind = (True, more) if backward else (more, position is not None)
        address = remove_query_param(request.build_absolute_uri(), "cursor")

        def link(row: Model, *, backward: bool) -> str:
            cursor = order.position(row, backward=backward).encode()
            return str(replace_query_param(address, "cursor", cursor))

        self.next = link(rows[-1], backward=False) if rows and ahead else None
        self.previous = link(rows[0], backward=True) if rows and behind else None
        return rows

    def get_paginated_response(self, data: Any) -> Response:  # noqa: ANN401 - as DRF has it
        """The page as an object."""
        return Response({"next": self.next, "previous": self.previous, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The page for the OpenAPI document."""
        link = {"type": ["string", "null"], "format": "uri"}
        properties = {"next": link, "previous": link, "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """The parameters for the OpenAPI document."""
        limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
        told = {
            "cursor": ("Where to go on; take it from `next` or `previous`.", {"type": "string"}),
            "limit": ("How many results a page has at most.", limit),
        }
        return [
            {"name": name, "in": "query", "description": text, "schema": schema}
            for name, (text, schema) in told.items()
        ]


def limit_of(request: Request, default: int = DEFAULT_LIMIT, most: int = MAX_LIMIT) -> int:
    """How many rows the request asks for."""
    given = request.query_params.get("limit", str(default))
    if given.isascii() and given.isdecimal() and len(given) < 9 and 1 <= int(given) <= most:
        return int(given)
    raise ValidationError({"limit": [f"Write a whole number from 1 to {most}."]})
