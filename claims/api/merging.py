"""Merges of events, and their undoing, out of the body of a request."""

from typing import Any

from django.contrib.auth.models import User
from rest_framework import serializers

from claims.api.bodies import TypedBody
from claims.api.problems import BadDecision
from claims.curation import InvalidDecision, decide_event, part_event
from claims.event_beliefs import Field
from claims.models import Event, Proposal

_UNPROPOSED = (
    "merged_into: only events that were found in articles can be merged, and this one is an entry "
    "of the catalogue: merge the other into it, or change it in the admin."
)


class EventRequest(TypedBody):
    """Which event an event is, or that it is one of its own."""

    merged_into = serializers.CharField(
        allow_null=True, max_length=200, help_text="The slug of the other; null takes it back."
    )
    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)

    def decide(self, event: Event, editor: User) -> None:
        """Merge or part it; what can't be is a problem that names the field."""
        told: dict[str, Any] = self.validated_data
        into, why = told["merged_into"], {"editor": editor, "reason": told["reason"]}
        try:
            if into is None:
                part_event(event.pk, **why)
            else:
                decide_event(event.pk, {Field.MERGED: into}, **why)
        except InvalidDecision as error:
            raise _bad(str(error)) from None
        except Proposal.DoesNotExist:
            raise _bad(_UNPROPOSED) from None


def _bad(told: str) -> BadDecision:
    return BadDecision(told, errors=[{"field": "merged_into", "detail": told}])
