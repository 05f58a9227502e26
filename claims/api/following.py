"""Outlets and the feeds that are followed, out of the body of a request."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError as Fault
from django.db import transaction
from rest_framework import serializers

from claims.api.bodies import TypedBody
from claims.api.problems import Differs
from sources.following import follow
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

    name = serializers.CharField(max_length=LONGEST_NAME)
    homepage = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_HOMEPAGE, validators=[_web_address]
    )
    feeds = serializers.ListField(child=FeedRequest(), required=False, max_length=_MOST_FEEDS)

    def follow(self) -> tuple[Outlet, bool]:
        """Add what is missing, and say whether the outlet is new; all or nothing.

        Raises `Differs` where something is here otherwise, as nothing is overwritten.
        """
        told = self.validated_data
        name, feeds = " ".join(told["name"].split()), told.get("feeds", ())
        listed = ListedOutlet("the API", name, told.get("homepage", ""), tuple(map(_feed, feeds)))
        with transaction.atomic():
            followed = follow([listed])
            if kept := [*followed.kept, *_kept(feeds)]:
                message = f"It stays as it is here; change it in the admin: {'; '.join(kept)}"
                raise Differs(message, kept=kept)
        return Outlet.objects.get(name=name), bool(followed.new)


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
