"""The feed of changes: what a mirror of the lists follows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, cast

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from claims import models
from claims.api import following, shapes, views
from claims.api.conditional import Tagged
from claims.api.listing import Listing
from claims.api.pagination import limit_of
from claims.api.parameters import refuse_unknown
from claims.api.problems import BadCursor
from claims.api.representations import ChangePageSerializer
from claims.api.weblinks import link
from claims.heirs import successor_of

DEFAULT_LIMIT, MAX_LIMIT = 100, 500

_Kind = models.Change.Kind
LISTS: dict[str, type[Listing]] = {
    _Kind.STATEMENT: views.StatementViewSet,
    _Kind.REPORT: views.ReportViewSet,
    _Kind.SPEAKER: views.SpeakerViewSet,
    _Kind.EVENT: views.EventViewSet,
    _Kind.OUTLET: following.OutletViewSet,
    _Kind.ARTICLE: views.ArticleViewSet,
}
_LIMIT = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
_PARAMETERS = [
    OpenApiParameter(
        "after",
        {"type": "integer", "minimum": 0, "default": 0},
        description="The `cursor` of the last page that you have; 0 for all that there is.",
    ),
    OpenApiParameter("limit", _LIMIT, description="How many results a page has at most."),
]


class ChangesView(Tagged):
    """Every change of the lists, in the order in which they were committed."""

    following: str | None = None

    @extend_schema(
        operation_id="changes_list",
        parameters=_PARAMETERS,
        responses=ChangePageSerializer,
    )
    def get(self, request: Request) -> Response:
        """What changed after a cursor, each row once, as its list shows it now.

        Whoever follows from 0 and keeps each row under its kind and id holds, once `next` is null,
        what the lists show.
        """
        refuse_unknown(request, ("after", "limit"))
        limit = limit_of(request, DEFAULT_LIMIT, MAX_LIMIT)
        after = _cursor(request)
        if held := self.unchanged(request):
            return held
        rows = list(models.Change.objects.after(after)[: limit + 1])
        if not rows and after > models.Change.latest_number():
            message = "This cursor is none of this feed, or of one that is no more: start from 0."
            raise BadCursor(message)
        cursor = rows[:limit][-1].number if rows else after
        address = replace_query_param(request.build_absolute_uri(), "after", cursor)
        page: shapes.ChangePage = {
            "next": address if len(rows) > limit else None,
            "cursor": cursor,
            "results": _written(rows[:limit], request),
        }
        self.following = page["next"]
        return Response(page)

    def links(self, request: Request) -> Iterator[str]:
        """The next page, while there is one."""
        if self.following:
            yield link(self.following, "next")


def _cursor(request: Request) -> int:
    given = request.query_params.get("after", "0")
    if given.isascii() and given.isdecimal() and len(given) < 19:
        return int(given)
    message = "This cursor is not one of ours: give the `cursor` of the last page, or 0."
    raise BadCursor(message)


def _written(rows: Iterable[models.Change], request: Request) -> list[shapes.Change]:
    """Each change with what its list shows now, in constant queries."""
    keys: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        keys[row.kind].add(row.key)
    shown = {kind: _shown(LISTS[kind], request, keys[kind]) for kind in keys}
    gone = {kind: keys[kind] - set(shown[kind]) for kind in keys}
    merged = {kind: _merged(LISTS[kind], request, gone[kind]) for kind in keys if gone[kind]}
    return [
        {
            "number": row.number,
            "kind": cast(Any, row.kind),
            "id": row.key,
            "deleted": row.key not in shown[row.kind],
            "merged_into": merged.get(row.kind, {}).get(row.key),
            "data": shown[row.kind].get(row.key),
        }
        for row in rows
    ]


def _shown(listing: type[Listing], request: Request, keys: set[int]) -> dict[int, Any]:
    """What the list shows of these rows, written as it writes them."""
    view = listing(action="list", request=request, format_kwarg=None)
    rows = view.get_queryset().filter(pk__in=keys)
    return {row.pk: view.get_serializer(row).data for row in rows}


def _merged(listing: type[Listing], request: Request, keys: set[int]) -> dict[int, int]:
    """Where those went of which the detail says so."""
    view = listing(action="retrieve", request=request, format_kwarg=None)
    rows = view.get_queryset()
    if not hasattr(rows.model, "merged_into"):
        return {}
    merged = rows.filter(pk__in=keys).exclude(merged_into=None).prefetch_related(None)
    return {row.pk: successor_of(row).pk for row in merged}
