"""The lists of the API, their details, and what is written to them."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar, cast

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from claims import models
from claims.api import filtering, including
from claims.api import representations as written
from claims.api.adding import StatementRequest
from claims.api.bringing import ArticleRequest, DocumentSerializer
from claims.api.conditional import IF_MATCH, asked_of, require_match, stale
from claims.api.correcting import CorrectionRequest
from claims.api.idempotency import once
from claims.api.listing import Listing
from claims.api.merging import EventRequest, SpeakerRequest
from claims.api.orders import SLUGS, Order, both_ways
from claims.api.permissions import ReadersReadChiefsWrite, TokensKeepToScopes, is_editor
from claims.api.problems import BadDecision, Gone
from claims.corrections import InvalidDecision, StaleStatement
from claims.models import Scope
from claims.models.reports import ReportQuerySet
from claims.models.statements import StatementQuerySet
from sources import documents
from sources.models import Article, Tombstone

_View = TypeVar("_View", bound=GenericViewSet[Any])
_IDS = Order("-id")


def _may_move(in_full: type[BaseSerializer[Any]]) -> Callable[[type[_View]], type[_View]]:
    """Say in the OpenAPI document that a detail can answer 301."""
    responses = {200: in_full, 301: written.MovedSerializer}
    return extend_schema_view(retrieve=extend_schema(responses=responses))


@_may_move(written.StatementInFullSerializer)
class StatementViewSet(Listing):
    """Utterances as they are believed."""

    orders = both_ways(
        Order("-said", day="sort_day"), Order("-updated", day="updated_at", moment=True), _IDS
    )
    filters = filtering.ApiStatementFilterSet
    includes = including.STATEMENTS
    serializer_class = written.StatementSerializer
    in_full = written.StatementInFullSerializer
    queryset = models.Statement.objects.for_lines()

    def tombstones(self, pk: int) -> QuerySet[Tombstone]:
        """Those of the article that alone reported it."""
        return Tombstone.objects.of_statement(pk)

    def get_queryset(self) -> QuerySet[models.Statement]:
        """Lists show what is believed; a detail also says what became of the rest."""
        rows = cast(StatementQuerySet, super().get_queryset())
        return rows.believed() if self.lists else rows.select_related("merged_into")

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
        request=StatementRequest,
        responses={201: written.StatementInFullSerializer, 202: written.WaitingSerializer},
    )
    @once
    def create(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Add a statement that the reader missed; it outlives new readers and revisions.

        The answer is the statement, or 202 where a stage on the way to it failed and is repeated.
        """
        asked = StatementRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        row = asked.add(cast(User, request.user))
        if row.statement is None:
            return Response({"correction": row.pk}, HTTPStatus.ACCEPTED)
        found = models.Statement.objects.for_lines().get(pk=row.statement.pk)
        shown = self.shown(found)
        headers = {"Location": shown["links"]["self"]}
        return Response(shown, HTTPStatus.CREATED, headers=headers)

    @extend_schema(
        request=CorrectionRequest,
        responses={
            200: written.StatementInFullSerializer,
            303: written.MovedSerializer,
            308: written.MovedSerializer,
        },
        parameters=[IF_MATCH],
    )
    @once
    def partial_update(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Correct a statement: each key given is an editor's decision, all or nothing."""
        row = self.get_object()
        if row.merged_into:
            return self.moved(row, HTTPStatus.PERMANENT_REDIRECT)
        correction = asked_of(request, CorrectionRequest, self.shown(row))
        try:
            correction.apply(row, cast(User, request.user))
        except InvalidDecision as error:
            told = {"field": error.field, "detail": str(error)}
            raise BadDecision(str(error), errors=[told]) from None
        except StaleStatement:
            raise stale(self.shown(self.get_object())) from None
        row = self.get_object()
        if row.merged_into:  # into the older one with which it was joined
            return self.moved(row, HTTPStatus.SEE_OTHER)
        return Response(self.shown(row))


class ReportViewSet(Listing):
    """What single articles say; the keys of the export."""

    orders = both_ways(_IDS)
    filters = filtering.ReportFilterSet
    includes = including.REPORTS
    serializer_class = written.ReportSerializer
    in_full = written.ReportInContextSerializer
    queryset = models.Report.objects.for_lines()

    def in_stream_order(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """As `manage.py export reports` has them, unless an order is asked for."""
        if "order" in self.request.query_params:
            return super().in_stream_order(rows)
        return cast(ReportQuerySet, rows).in_line_order()

    def tombstones(self, pk: int) -> QuerySet[Tombstone]:
        """Those of its article."""
        return Tombstone.objects.of_report(pk)


@_may_move(written.SpeakerInFullSerializer)
class SpeakerViewSet(Listing):
    """Whoever makes statements, with offices over time."""

    scope = Scope.MANAGE
    permission_classes = [ReadersReadChiefsWrite, TokensKeepToScopes]
    orders = both_ways(SLUGS)
    filters = filtering.SpeakerFilterSet
    serializer_class = written.SpeakerSerializer
    in_full = written.SpeakerInFullSerializer
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def get_queryset(self) -> QuerySet[models.Speaker]:
        """Lists leave out who was merged into another."""
        rows = models.Speaker.objects.prefetch_related("offices")
        return rows.current() if self.lists else rows.select_related("merged_into")

    @extend_schema(
        request=SpeakerRequest,
        responses=written.SpeakerInFullSerializer,
        parameters=[IF_MATCH],
    )
    @once
    def partial_update(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Merge a speaker into another, or take that back: what they said moves along.

        The answer shows what became of them, with the ETag to send for the way back.
        """
        row = self.get_object()
        asked = asked_of(request, SpeakerRequest, self.shown(row))
        try:
            asked.decide(row, cast(User, request.user))
        except BadDecision:
            require_match(request, self.shown(self.get_object()))  # somebody was quicker
            raise
        return Response(self.shown(self.get_object()))


@_may_move(written.EventInFullSerializer)
class EventViewSet(Listing):
    """What statements refer to."""

    scope = Scope.MANAGE
    orders = both_ways(Order("-date", day="latest"), _IDS)
    filters = filtering.EventFilterSet
    serializer_class = written.EventSerializer
    in_full = written.EventInFullSerializer
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def get_queryset(self) -> QuerySet[models.Event]:
        """What an editor published; lists leave out what was merged into another."""
        if self.lists:
            return models.Event.objects.published()
        return models.Event.objects.curated().select_related("merged_into")

    @extend_schema(
        request=EventRequest,
        responses=written.EventInFullSerializer,
        parameters=[IF_MATCH],
    )
    @once
    def partial_update(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Merge an event into another, or take that back: what refers to it moves along.

        The answer shows what became of it, with the ETag to send for the way back.
        """
        with transaction.atomic():
            models.Proposal.objects.lock(self.get_object().pk)
            row = self.get_object()
            asked = asked_of(request, EventRequest, self.shown(row))
            asked.decide(row, cast(User, request.user))
        return Response(self.get_serializer(self.get_object()).data)


class ArticleViewSet(Listing):
    """What outlets published; the text is for who signs in."""

    scope = Scope.INGEST
    most_bytes = documents.MOST_BYTES

    orders = both_ways(Order("-published", day="published_day"), _IDS)
    filters = filtering.ArticleFilterSet
    includes = including.ARTICLES
    serializer_class = written.ArticleSerializer
    in_full = written.ArticleInFullSerializer
    queryset = Article.objects.with_origin()

    def tombstones(self, pk: int) -> QuerySet[Tombstone]:
        """Its own."""
        return Tombstone.objects.filter(article=pk)

    @extend_schema(request=ArticleRequest, responses={202: DocumentSerializer})
    @once
    def create(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Bring an article in, by the way that files and feeds take.

        The answer says where to follow it; what is known already changes nothing.
        """
        asked = ArticleRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        row = asked.bring(request.user.get_username())
        told = DocumentSerializer(row, context=self.get_serializer_context()).data
        return Response(told, HTTPStatus.ACCEPTED, headers={"Location": told["links"]["self"]})
