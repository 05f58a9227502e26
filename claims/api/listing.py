"""What the lists of the API have in common: pages, streams, details, and what became of rows."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from itertools import chain, islice
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django_filters import FilterSet
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from claims.api.conditional import Tagged
from claims.api.orders import Order
from claims.api.pagination import order_of
from claims.api.parameters import Filtering, filters_of, refuse_unknown
from claims.api.problems import Gone
from claims.api.renderers import FEEDS, STREAMS, LinesRenderer
from claims.api.schema import ShapeSerializer
from claims.api.shaping import Asked, Include, asked
from claims.api.weblinks import links_of_detail, links_of_list, page_of_list
from claims.exporting.entries import newest_entries
from claims.exporting.feeds import Feed
from claims.exporting.tables import columns, table_lines
from claims.heirs import successor_of
from claims.interchange.lines import json_line
from claims.models.fetching import let_go
from sources.models import Tombstone

CHUNK = 500  # rows of a stream in memory at a time

Rows = list[Any]
Lines = list[dict[str, Any]]


class Listing(Tagged, ListModelMixin, GenericViewSet[Any]):
    """A list in a total order and its details; `merged_into` of a detail answers 301."""

    orders: tuple[Order, ...]
    filters: type[FilterSet] | None = None
    filter_backends = [Filtering]
    includes: Mapping[str, Include] = {}
    in_full: type[BaseSerializer[Any]] | None = None
    lookup_value_regex = "[0-9]+"

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Before all else, refuse parameters that mean nothing here."""
        super().initial(request, *args, **kwargs)
        if self.action:  # else the method is none of ours, whatever was asked
            refuse_unknown(request, self.known() if self.lists else ())

    def known(self) -> Sequence[str]:
        """The parameters of the list, of the same as a stream or as a feed."""
        if self.feeds:
            return (*filters_of(self),)
        paging = ("order",) if self.streams else ("cursor", "limit", "order", "count")
        include = ("include",) if self.includes else ()
        return (*filters_of(self), *paging, "fields", *include)

    def list(self, request: Request, *args: object, **kwargs: object) -> Response:
        """A page of them, with the keys that are asked for."""
        wanted = asked(request, self.shape, self.includes)
        if held := self.held(request, wanted):
            return held
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.shaped(rows or (), wanted))

    def lines(self, request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        """All of them in one answer as JSON Lines, with the filters of the list, streamed."""
        wanted = asked(request, self.shape, self.includes)
        if held := self.held(request, wanted):
            return held
        rows = self.streamed(wanted)
        return StreamingHttpResponse(
            (json_line(row) + "\n" for row in rows),
            content_type=LinesRenderer.media_type,
        )

    def table(self, request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        """All of them in one answer as CSV, with the filters of the list, streamed.

        Nested keys have columns of their own, what a list holds stands in one cell after "; ", and
        a text that a spreadsheet would take for a formula gets an apostrophe in front.
        """
        wanted = asked(request, self.shape, self.includes)
        if held := self.held(request, wanted):
            return held
        paths = [path for path in columns(self.shape) if wanted.has(path[0])]
        paths += [(key,) for key in wanted.added(self.includes) if (key,) not in paths]
        return StreamingHttpResponse(
            table_lines(self.streamed(wanted), paths), content_type="text/csv; charset=utf-8"
        )

    def atom(self, request: Request, *args: object, **kwargs: object) -> Response:
        """The fifty rows that came last as an Atom feed, with the filters of the list."""
        return self.fed(request)

    def json_feed(self, request: Request, *args: object, **kwargs: object) -> Response:
        """The fifty rows that came last as JSON Feed 1.1, with the filters of the list."""
        return self.fed(request)

    def fed(self, request: Request) -> Response:
        """The feed, titled by the list and the filters."""
        if held := self.held(request, Asked((), ())):
            return held
        entries = newest_entries(self.filter_queryset(self.get_queryset()))
        given = request.query_params.lists()
        asked_for = ", ".join(f"{name} {value}" for name, values in given for value in values)
        title = ": ".join(filter(None, [f"{self.basename.title()}s", asked_for]))
        page = page_of_list(self.basename)
        absolute = request.build_absolute_uri
        return Response(Feed(title, page, request.get_full_path(), entries, absolute))

    def held(self, request: Request, wanted: Asked) -> Response | None:
        """A 304 where nothing changed, unless what decides is no part of the feed of changes."""
        untold = "history" in wanted.include or "url" in request.query_params
        return None if untold else self.unchanged(request)

    def streamed(self, wanted: Asked) -> Iterator[dict[str, Any]]:
        """Every row of the list, some in memory at a time; faults are found before the first.

        Which rows they are is settled at the beginning; each is then read as it stands.
        """
        rows = self.in_stream_order(self.filter_queryset(self.get_queryset()))
        keys = rows.prefetch_related(None).values_list("pk", flat=True).iterator(CHUNK)
        return chain.from_iterable(
            self.shaped(self._rows(some), wanted)
            for some in iter(lambda: [*islice(keys, CHUNK)], [])
        )

    def in_stream_order(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The order in which a page would show them."""
        return rows.order_by(*order_of(self.request, self.orders).order_by())

    def _rows(self, keys: Sequence[int]) -> Rows:
        found = {row.pk: row for row in self.get_queryset().filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]

    def shaped(self, rows: Sequence[Any], wanted: Asked) -> Lines:
        """Rows as the list writes them, with the keys that are asked for."""
        one = self.get_serializer()  # not `many`, which would hold on to the rows
        lines = [one.to_representation(row) for row in rows]
        added = [self.includes[name].add(rows, self.request) for name in wanted.include]
        let_go(rows)
        return wanted.shaped(lines, added)

    @property
    def streams(self) -> bool:
        """Whether all of it is asked for in one answer."""
        return self.action in STREAMS

    @property
    def feeds(self) -> bool:
        """Whether it is asked for as a feed reader would."""
        return self.action in FEEDS

    @property
    def lists(self) -> bool:
        """Whether the list is asked for, page by page, as a stream or as a feed."""
        return self.action == "list" or self.streams or self.feeds

    @property
    def shape(self) -> type:
        """The keys of a row of the list."""
        return cast(type[ShapeSerializer], self.serializer_class).shape

    def links(self, request: Request) -> Iterator[str]:
        """Other pages and forms of a list; what else is written of a row."""
        if self.lists:
            return links_of_list(self, request)
        return links_of_detail(self, request) if self.action == "retrieve" else iter(())

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Filters are for lists: a detail is there or not."""
        return super().filter_queryset(queryset) if self.lists else queryset

    def tombstones(self, pk: int) -> QuerySet[Tombstone]:
        """What may stand in place of a row that is not here: nothing, for most."""
        return Tombstone.objects.none()

    def get_object(self) -> Any:  # noqa: ANN401 - whatever is listed
        """What was taken down is gone, not unknown."""
        try:
            return super().get_object()
        except Http404:
            number = self.kwargs.get("pk", "")
            tombstone = self.tombstones(int(number)).first() if number.isdecimal() else None
            if tombstone is None:
                raise
            message = f"The article was taken down on {tombstone.at:%Y-%m-%d}."
            raise Gone(message) from None

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """Details may say more than lists."""
        listed = cast(type[BaseSerializer[Any]], self.serializer_class)
        return listed if self.lists else self.in_full or listed

    def retrieve(self, request: Request, *args: object, **kwargs: object) -> Response:
        """One of them in full, or where it went when it was merged into another."""
        row = self.get_object()
        if getattr(row, "merged_into", None):
            return self.moved(row)
        return Response(self.get_serializer(row).data)

    def shown(self, row: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever is listed
        """A detail as it is written."""
        return dict(self.get_serializer(row).data)

    def moved(
        self,
        row: Any,  # noqa: ANN401 - whatever can be merged
        status: HTTPStatus = HTTPStatus.MOVED_PERMANENTLY,
    ) -> Response:
        """A redirect to the row that took its place."""
        old, new = (getattr(each, self.lookup_field) for each in (row, successor_of(row)))
        url = reverse(f"v1:{self.basename}-detail", args=[new], request=self.request)
        body = {"id": old, "merged_into": new, "url": url}
        return Response(body, status, headers={"Location": url})
