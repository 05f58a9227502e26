"""Merges of events and of speakers, and their undoing, out of the body of a request."""

from typing import Any

from django.contrib.auth.models import User
from rest_framework import serializers

from claims.api.bodies import TypedBody
from claims.api.problems import BadDecision
from claims.curation import InvalidDecision
from claims.event_merging import merge_event, part_event
from claims.merging import InvalidMerge, merge_speakers, undo_merge
from claims.models import Event, Proposal, Speaker, SpeakerMerge

_UNPROPOSED = (
    "merged_into: only events that were found in articles can be merged, and this one is an entry "
    "of the catalogue: merge the other into it, or let a chief merge it at the desk."
)


class MergeRequest(TypedBody):
    """Which other a row is, or that it is one of its own."""

    merged_into = serializers.CharField(
        allow_null=True, max_length=200, help_text="The slug of the other; null takes it back."
    )
    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)


class EventRequest(MergeRequest):
    """Which event an event is, or that it is one of its own."""

    def decide(self, event: Event, editor: User) -> None:
        """Merge or part it; what can't be is a problem that names the field."""
        told: dict[str, Any] = self.validated_data
        into, why = told["merged_into"], {"editor": editor, "reason": told["reason"]}
        if not Proposal.objects.filter(event=event.pk).exists():
            raise _bad(_UNPROPOSED)
        try:
            if into is None:
                part_event(event.pk, **why)
            else:
                merge_event(event.pk, into, **why)
        except InvalidDecision as error:
            raise _bad(str(error)) from None


class SpeakerRequest(MergeRequest):
    """Which speaker a speaker is, or that they are one of their own."""

    def decide(self, speaker: Speaker, chief: User) -> None:
        """Merge or part them; what can't be is a problem that names the field."""
        told: dict[str, Any] = self.validated_data
        slug, reason = told["merged_into"], told["reason"]
        try:
            if slug is None:
                _part(speaker, chief, reason)
            else:
                merge_speakers(speaker.pk, _named(slug).pk, chief=chief, reason=reason)
        except InvalidMerge as error:
            raise _bad(str(error)) from None


def _named(slug: str) -> Speaker:
    found = Speaker.objects.filter(slug=slug).first()
    if found is None:
        message = f"There is no speaker “{slug}”."
        raise InvalidMerge(message)
    return found


def _part(speaker: Speaker, chief: User, why: str) -> None:
    """Take back the merge that stands; where there is none, nothing is to be done."""
    merge = SpeakerMerge.objects.filter(speaker=speaker, undone_at=None).first()
    if merge is not None:
        undo_merge(merge.pk, chief=chief, why=why)
    elif speaker.merged_into is not None:
        message = f"{speaker.name} was merged by nobody's decision: change it in the admin."
        raise InvalidMerge(message)


def _bad(told: str) -> BadDecision:
    return BadDecision(told, errors=[{"field": "merged_into", "detail": told}])
