"""The lists of the API, their details, and the one write: correcting a statement."""

import json
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, TypeVar, cast

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import Http404, StreamingHttpResponse
from django_filters import FilterSet
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from claims import models
from claims.api import filtering
from claims.api import representations as written
from claims.api.conditional import Tagged, require_match, stale
from claims.api.correcting import CorrectionRequest
from claims.api.orders import Order, both_ways, slug
from claims.api.parameters import Filtering, filters_of, refuse_unknown
from claims.api.permissions import is_editor
from claims.api.problems import BadDecision, Gone
from claims.api.renderers import LinesRenderer, PlainJSONRenderer
from claims.corrections import InvalidDecision, StaleStatement, decide
from claims.exporting import report_lines
from claims.models.statements import ReportQuerySet
from sources.models import Article, Outlet, Tombstone

_View = TypeVar("_View", bound=GenericViewSet[Any])
_PAGING = ("cursor", "limit", "order", "count")
_IDS = Order("-id")
_SLUGS = Order("slug", key="slug", read=slug)


def _may_move(in_full: type[BaseSerializer[Any]]) -> Callable[[type[_View]], type[_View]]:
    """Say in the OpenAPI document that a detail can answer 301."""
    responses = {200: in_full, 301: written.MovedSerializer}
    return extend_schema_view(retrieve=extend_schema(responses=responses))


class Listing(Tagged, ListModelMixin, GenericViewSet[Any]):
    """A list in a total order and its details; `merged_into` of a detail answers 301."""

    orders: tuple[Order, ...]
    filters: type[FilterSet] | None = None
    filter_backends = [Filtering]
    in_full: type[BaseSerializer[Any]] | None = None
    lookup_value_regex = "[0-9]+"

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Before all else, refuse parameters that mean nothing here."""
        super().initial(request, *args, **kwargs)
        refuse_unknown(request, (*filters_of(self), *_PAGING) if self.action == "list" else ())

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Filters are for lists: a detail is there or not."""
        return super().filter_queryset(queryset) if self.action == "list" else queryset

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
        return listed if self.action == "list" else self.in_full or listed

    def retrieve(self, request: Request, *args: object, **kwargs: object) -> Response:
        """One of them in full, or where it went when it was merged into another."""
        row = self.get_object()
        if getattr(row, "merged_into", None):
            return self.moved(row)
        return Response(self.get_serializer(row).data)

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


def successor_of(row: Any) -> Any:  # noqa: ANN401 - whatever can be merged
    """Where a row went that was merged into another."""
    while row.merged_into:
        row = row.merged_into
    return row


@_may_move(written.StatementInFullSerializer)
class StatementViewSet(Listing):
    """Utterances as they are believed."""

    orders = both_ways(
        Order("-said", day="sort_day"), Order("-updated", day="updated_at", moment=True), _IDS
    )
    filters = filtering.ApiStatementFilterSet
    serializer_class = written.StatementSerializer
    in_full = written.StatementInFullSerializer

    def tombstones(self, pk: int) -> QuerySet[Tombstone]:
        """Those of the article that alone reported it."""
        return Tombstone.objects.of_statement(pk)

    def get_queryset(self) -> QuerySet[models.Statement]:
        """Lists show what is believed; a detail also says what became of the rest."""
        rows = models.Statement.objects.for_lines()
        return rows.believed() if self.action == "list" else rows.select_related("merged_into")

    @extend_schema(responses={200: written.StatementInFullSerializer, 301: written.MovedSerializer})
    def retrieve(self, request: Request, *args: object, **kwargs: object) -> Response:
        """One utterance, its reports in their paragraphs, and its history."""
        return super().retrieve(request, *args, **kwargs)

    def get_object(self) -> models.Statement:
        """Nobody but editors sees what was rejected or is no longer found."""
        row: models.Statement = super().get_object()
        if not (row.is_visible or row.merged_into or is_editor(self.request)):
            message = "This statement was rejected, or is no longer found in its articles."
            raise Gone(message)
        return row

    @extend_schema(
        request=CorrectionRequest,
        responses={
            200: written.StatementInFullSerializer,
            303: written.MovedSerializer,
            308: written.MovedSerializer,
        },
        parameters=[
            OpenApiParameter(
                "If-Match", str, "header", required=True, description="The ETag that you saw."
            )
        ],
    )
    def partial_update(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Correct a statement: each key given is an editor's decision, all or nothing."""
        row = self.get_object()
        if row.merged_into:
            return self.moved(row, HTTPStatus.PERMANENT_REDIRECT)
        require_match(request, self._shown(row))
        correction = CorrectionRequest(data=request.data)
        correction.is_valid(raise_exception=True)
        editor = cast(User, request.user)
        try:
            decide(row.pk, correction.decisions(row), editor=editor, version=row.version)
        except InvalidDecision as error:
            told = {"field": error.field, "detail": str(error)}
            raise BadDecision(str(error), errors=[told]) from None
        except StaleStatement:
            raise stale(self._shown(self.get_object())) from None
        row = self.get_object()
        if row.merged_into:  # into the older one with which it was joined
            return self.moved(row, HTTPStatus.SEE_OTHER)
        return Response(self._shown(row))

    def _shown(self, row: models.Statement) -> dict[str, Any]:
        return dict(self.get_serializer(row).data)


class ReportViewSet(Listing):
    """What single articles say; the keys of the export."""

    orders = both_ways(_IDS)
    filters = filtering.ReportFilterSet
    serializer_class = written.ReportSerializer
    in_full = written.ReportInContextSerializer
    queryset = models.Report.objects.for_lines()

    def tombstones(self, pk: int) -> QuerySet[Tombstone]:
        """Those of its article."""
        return Tombstone.objects.of_report(pk)


@_may_move(written.SpeakerSerializer)
class SpeakerViewSet(Listing):
    """Whoever makes statements, with offices over time."""

    orders = both_ways(_SLUGS)
    filters = filtering.SpeakerFilterSet
    serializer_class = written.SpeakerSerializer
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def get_queryset(self) -> QuerySet[models.Speaker]:
        """Lists leave out who was merged into another."""
        rows = models.Speaker.objects.prefetch_related("offices")
        return rows.current() if self.action == "list" else rows.select_related("merged_into")


@_may_move(written.EventSerializer)
class EventViewSet(Listing):
    """What statements refer to."""

    orders = both_ways(Order("-date", day="latest"), _IDS)
    filters = filtering.EventFilterSet
    serializer_class = written.EventSerializer
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def get_queryset(self) -> QuerySet[models.Event]:
        """What an editor published; lists leave out what was merged into another."""
        if self.action == "list":
            return models.Event.objects.published()
        return models.Event.objects.curated().select_related("merged_into")


class OutletViewSet(Listing):
    """Who publishes."""

    orders = both_ways(_SLUGS)
    filters = filtering.OutletFilterSet
    serializer_class = written.OutletSerializer
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    queryset = Outlet.objects.all()


class ArticleViewSet(Listing):
    """What outlets published; the text is for who signs in."""

    orders = both_ways(Order("-published", day="published_day"), _IDS)
    filters = filtering.ArticleFilterSet
    serializer_class = written.ArticleSerializer
    in_full = written.ArticleInFullSerializer
    queryset = Article.objects.with_origin()

    def tombstones(self, pk: int) -> QuerySet[Tombstone]:
        """Its own."""
        return Tombstone.objects.filter(article=pk)


class ReportLinesView(GenericAPIView[Any]):
    """All reports in one answer, for programs that mirror or count."""

    renderer_classes = [LinesRenderer, PlainJSONRenderer]
    filters = filtering.ReportFilterSet
    filter_backends = [Filtering]
    pagination_class = None
    queryset = models.Report.objects.all()

    @extend_schema(
        operation_id="reports_lines",
        responses={
            (200, LinesRenderer.media_type): OpenApiResponse(
                {"type": "string"}, description="A report a line, in the shape of `ReportLine`."
            )
        },
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """Reports as JSON Lines, the same as `manage.py export reports`, streamed."""
        refuse_unknown(request, filters_of(self))
        reports = cast(ReportQuerySet, self.filter_queryset(self.get_queryset()))
        return StreamingHttpResponse(
            _encoded(report_lines(reports)), content_type=LinesRenderer.media_type
        )


def _encoded(lines: Iterator[Any]) -> Iterator[str]:
    return (json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
