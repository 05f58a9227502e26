"""Pages of a list, a total where one is asked for, and how the OpenAPI document tells of both."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from claims.api.orders import Order

DEFAULT_LIMIT, MAX_LIMIT = 50, 200


class CursorPages(BasePagination):
    """`next` and `previous` as full addresses around the results; the view says its `orders`."""

    def paginate_queryset(
        self,
        queryset: Any,  # noqa: ANN401 - as DRF has it
        request: Request,
        view: APIView | None = None,
    ) -> list[Any]:
        """The rows of the page that the request asks for."""
        order = order_of(request, view.orders)  # type: ignore[union-attr]
        limit = limit_of(request)
        token = request.query_params.get("cursor")
        position = order.decode(token) if token else None
        self.count = queryset.order_by().count() if is_counted(request) else None
        rows = order.page(queryset, limit + 1, position)
        more, rows = len(rows) > limit, rows[:limit]
        backward = bool(position and position.backward)
        if backward:
            rows.reverse()
        ahead, behind = (True, more) if backward else (more, position is not None)
        address = remove_query_param(request.build_absolute_uri(), "cursor")

        def link(row: Model, *, backward: bool) -> str:
            cursor = order.encode(order.position(row, backward=backward))
            return str(replace_query_param(address, "cursor", cursor))

        self.next = link(rows[-1], backward=False) if rows and ahead else None
        self.previous = link(rows[0], backward=True) if rows and behind else None
        return rows

    def get_paginated_response(self, data: Any) -> Response:  # noqa: ANN401 - as DRF has it
        """The page as an object."""
        counted = {} if self.count is None else {"count": self.count}
        return Response({"next": self.next, "previous": self.previous, **counted, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The page for the OpenAPI document."""
        link = {"type": ["string", "null"], "format": "uri"}
        told = "How many rows there are on all pages; with `count=true` alone."
        required = {"next": link, "previous": link, "results": schema}
        count = {"type": "integer", "minimum": 0, "description": told}
        properties = {**required, "count": count}
        return {"type": "object", "required": list(required), "properties": properties}

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """The parameters for the OpenAPI document: a stream has no pages, a feed is as it is."""
        if view.feeds:  # type: ignore[attr-defined]
            return []
        told = {**({} if view.streams else _PAGING), **_shaping(view)}  # type: ignore[attr-defined]
        return [
            {"name": name, "in": "query", "description": text, "schema": schema}
            for name, (text, schema) in told.items()
        ]


_LIMIT = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
_PAGING: dict[str, tuple[str, dict[str, Any]]] = {
    "cursor": ("Where to go on; take it from `next` or `previous`.", {"type": "string"}),
    "limit": ("How many results a page has at most.", _LIMIT),
    "count": (
        "`true` adds `count`, how many rows there are on all pages.",
        {"type": "string", "enum": ["true", "false"], "default": "false"},
    ),
}


def _shaping(view: Any) -> dict[str, tuple[str, dict[str, Any]]]:  # noqa: ANN401 - a list's view
    """What comes first, and which keys."""
    orders = [order.name for order in view.orders]
    first = "What comes first: `-` in front for the newest or highest. The undated come last."
    told = {
        "order": (first, {"type": "string", "enum": orders, "default": orders[0]}),
        "fields": ("The keys to have, with commas between them.", {"type": "string"}),
    }
    if view.includes:
        more = f"What to add, with commas between them: {', '.join(view.includes)}."
        told["include"] = (more, {"type": "string"})
    return told


def limit_of(request: Request, default: int = DEFAULT_LIMIT, most: int = MAX_LIMIT) -> int:
    """How many rows the request asks for."""
    given = request.query_params.get("limit", str(default))
    if given.isascii() and given.isdecimal() and len(given) < 9 and 1 <= int(given) <= most:
        return int(given)
    raise ValidationError({"limit": [f"Write a whole number from 1 to {most}."]})


def order_of(request: Request, orders: Sequence[Order]) -> Order:
    """The order that the request asks for; the first unless it does."""
    given = request.query_params.get("order", orders[0].name)
    for order in orders:
        if order.name == given:
            return order
    known = ", ".join(order.name for order in orders)
    raise ValidationError({"order": [f"There is no order “{given}”: write one of {known}."]})


def is_counted(request: Request) -> bool:
    """Whether the request asks for a total."""
    given = request.query_params.get("count", "false")
    if given not in ("true", "false"):
        raise ValidationError({"count": ["Write true or false."]})
    return given == "true"
