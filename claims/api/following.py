"""Outlets and the feeds that are followed: listed, added and changed."""

import json
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError as Fault
from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import filtering
from claims.api import representations as written
from claims.api.bodies import TypedBody
from claims.api.conditional import IF_MATCH, asked_of
from claims.api.idempotency import once
from claims.api.listing import Listing
from claims.api.orders import SLUGS, both_ways
from claims.api.problems import BadDecision, Differs
from claims.models import Scope
from sources.following import TakenError, change_outlet, follow
from sources.models import Feed, Outlet
from sources.parsing.outlets import (
    LONGEST_FEED,
    LONGEST_HOMEPAGE,
    LONGEST_NAME,
    ListedFeed,
    ListedOutlet,
    fault_in_address,
)

_MOST_FEEDS = 100
_MOST_MINUTES = 7 * 24 * 60


def _web_address(value: str) -> None:
    fault = fault_in_address(value, LONGEST_FEED)
    if fault:
        raise Fault(fault)


class NameField(serializers.CharField):
    """The name of an outlet, with one space between its words."""

    def to_internal_value(self, data: Any) -> str:  # noqa: ANN401 - JSON
        """The name as it is kept; measured as it was sent, as the document says."""
        value = super().to_internal_value(data)
        self.run_validators(data)
        return " ".join(value.split())


class FeedRequest(TypedBody):
    """A feed or news sitemap to follow."""

    url = serializers.CharField(max_length=LONGEST_FEED, validators=[_web_address])
    every_minutes = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=_MOST_MINUTES,
        help_text="As often as it brings something, unless given.",
    )
    active = serializers.BooleanField(
        required=False, help_text="Whether it is asked at all; it is, unless given."
    )


class OutletRequest(TypedBody):
    """Who publishes, and where that is announced."""

    name = NameField(max_length=LONGEST_NAME)
    homepage = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_HOMEPAGE, validators=[_web_address]
    )
    feeds = serializers.ListField(child=FeedRequest(), required=False, max_length=_MOST_FEEDS)

    def follow(self) -> tuple[Outlet, bool]:
        """Add what is missing, and say whether the outlet is new; all or nothing.

        Raises `Differs` where something is here otherwise, as nothing is overwritten.
        """
        told = self.validated_data
        name, feeds = told["name"], told.get("feeds", ())
        listed = ListedOutlet("the API", name, told.get("homepage", ""), tuple(map(_feed, feeds)))
        with transaction.atomic():
            followed = follow([listed])
            if kept := [*followed.kept, *_kept(feeds)]:
                message = f"It stays as it is here; change it by PATCH: {'; '.join(kept)}"
                raise Differs(message, kept=kept)
        return Outlet.objects.get(name=name), bool(followed.new)


class OutletChange(TypedBody):
    """What is to be said of an outlet from now on, and of feeds of it."""

    name = NameField(required=False, max_length=LONGEST_NAME)
    homepage = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_HOMEPAGE, validators=[_web_address]
    )
    feeds = serializers.ListField(
        child=FeedRequest(),
        required=False,
        max_length=_MOST_FEEDS,
        help_text="Those that are not named stay as they are, those that it lacks are added.",
    )

    def change(self, outlet: Outlet) -> None:
        """Set what is given; what can't be is a problem that names the field."""
        values = dict(self.validated_data)
        feeds = {feed.pop("url"): feed for feed in values.pop("feeds", ())}
        try:
            change_outlet(outlet, values, feeds)
        except TakenError as error:
            told = {"field": error.field, "detail": str(error)}
            raise BadDecision(str(error), errors=[told]) from None


def _feed(told: dict[str, Any]) -> ListedFeed:
    return ListedFeed(told["url"], told.get("every_minutes"), active=told.get("active", True))


def _kept(told: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What was said of feeds that were here already, and have it otherwise."""
    rows = Feed.objects.in_bulk([feed["url"] for feed in told], field_name="url")
    for feed in told:
        for name in ("every_minutes", "active"):
            held = getattr(rows[feed["url"]], name)
            if feed.get(name, held) != held:
                yield f"{feed['url']}: {name} {json.dumps(held)}"


class OutletViewSet(Listing):
    """Who publishes."""

    scope = Scope.MANAGE
    orders = both_ways(SLUGS)
    filters = filtering.OutletFilterSet
    serializer_class = written.OutletSerializer
    in_full = written.OutletInFullSerializer
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    queryset = Outlet.objects.all()

    @extend_schema(
        request=OutletRequest,
        responses={200: written.OutletInFullSerializer, 201: written.OutletInFullSerializer},
    )
    @once
    def create(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Add an outlet, and feeds to follow; one that is here gets the feeds that it lacks.

        The answer is 201 where the outlet is new.
        """
        asked = OutletRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        outlet, is_new = asked.follow()
        told = self.shown(outlet)
        status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
        return Response(told, status, headers={"Location": told["links"]["self"]})

    @extend_schema(
        request=OutletChange, responses=written.OutletInFullSerializer, parameters=[IF_MATCH]
    )
    @once
    def partial_update(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Change an outlet and its feeds: what is not named stays, feeds that it lacks are added.

        A feed of which something is said is due at once.
        """
        with transaction.atomic():
            row = Outlet.objects.select_for_update().get(pk=self.get_object().pk)
            asked_of(request, OutletChange, self.shown(row)).change(row)
        return Response(self.shown(self.get_object()))
