"""Corrections out of the body of a request."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.bodies import TypedBody
from claims.corrections import Cause, Decision, Fault, Field, decide_and_undo
from claims.deciding.linked import RELATION_STATES
from claims.deciding.told import LONGEST_NAME, MOST_OUTLETS
from claims.models import Drift, RelationKind, Statement
from claims.models.statements import Kind, Status
from claims.quoting import MOST

_VERDICTS = {"confirmed": "confirmed", "rejected": "rejected", "machine": "open"}
_NAME = serializers.CharField(max_length=300)
_FIELDS = (
    *("speaker", "said", "kind", "events", "status", "same_as", "apart", "drift"),
    *("content", "via", "parent", "relation", "undo"),
)
_LISTED = (Field.DRIFT, Field.CONTENT, Field.VIA, Field.PARENT, Field.RELATION)


@extend_schema_field(
    {
        "anyOf": [
            {"type": "string", "description": "The slug of a known speaker."},
            {
                "type": "object",
                "description": "A person who is not in the speakers file.",
                "properties": {"name": {"type": "string"}},
                "required": ["name"],
                "additionalProperties": False,
            },
            {
                "type": "object",
                "description": "An office, country, document or group.",
                "properties": {"body": {"type": "string"}},
                "required": ["body"],
                "additionalProperties": False,
            },
            {"type": "null", "description": "Nobody knows who."},
        ]
    }
)
class SpeakerField(serializers.Field[Any, Any, Any, Any]):
    """A speaker in any of the ways in which one can be named."""

    def to_internal_value(self, data: Any) -> dict[str, str]:  # noqa: ANN401 - JSON
        """The value of a decision on the speaker."""
        if isinstance(data, str):
            return {"slug": _NAME.run_validation(data)}
        if isinstance(data, dict) and len(data) == 1:
            key, name = next(iter(data.items()))
            if key in ("name", "body") and isinstance(name, str):
                return {key: _NAME.run_validation(name)}
        message = 'Write a slug, {"name": "..."}, {"body": "..."} or null.'
        raise serializers.ValidationError(message)


class LookRequest(TypedBody):
    """What an editor makes of quoted words that an outlet changed."""

    report = serializers.IntegerField(min_value=1, help_text="The report whose words they are.")
    to = serializers.IntegerField(min_value=1, help_text="The revision that changed them.")
    state = serializers.ChoiceField(Drift.State.choices)


class ContentRequest(TypedBody):
    """Which words of a report's article are the statement's."""

    report = serializers.IntegerField(min_value=1)
    content = serializers.ListField(
        child=serializers.CharField(max_length=20_000),
        min_length=1,
        max_length=MOST,
        help_text="Its stretches in order, as the article has them; `first words … last words` "
        "stands for all between.",
    )


class ViaRequest(TypedBody):
    """Who stands between the speaker and a report's article."""

    report = serializers.IntegerField(min_value=1)
    via = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST_NAME),
        max_length=MOST_OUTLETS,
        help_text="Outlets in order; empty for none.",
    )


class ParentRequest(TypedBody):
    """Within which report of the same article another stands."""

    report = serializers.IntegerField(min_value=1)
    parent = serializers.IntegerField(min_value=1, allow_null=True)  # type: ignore[assignment]


class RelationRequest(TypedBody):
    """Whether this statement does that to another."""

    kind = serializers.ChoiceField(RelationKind.choices)
    statement = serializers.IntegerField(min_value=1, help_text="The id of the other.")
    state = serializers.ChoiceField(RELATION_STATES)


class CorrectionRequest(TypedBody):
    """What to change of a statement, whose mistake it was, and why."""

    speaker = SpeakerField(required=False, allow_null=True)
    said = serializers.CharField(
        required=False, allow_blank=True, max_length=80, help_text="EDTF; empty for an unknown day."
    )
    kind = serializers.ChoiceField(Kind.choices, required=False)
    events = serializers.ListField(
        child=serializers.SlugField(),
        required=False,
        max_length=100,
        help_text="The slugs of all the events that it refers to; the difference is decided on.",
    )
    status = serializers.ChoiceField(list(_VERDICTS), required=False)
    same_as = serializers.IntegerField(
        required=False, min_value=1, help_text="The id of a statement that is the same utterance."
    )
    apart = serializers.ListField(
        child=serializers.IntegerField(min_value=1),
        required=False,
        max_length=100,
        help_text="The ids of reports of this statement that are another utterance than its rest.",
    )
    drift = serializers.ListField(
        child=LookRequest(),
        required=False,
        max_length=100,
        help_text="Quoted words that outlets changed: seen, dismissed or open again.",
    )
    content = serializers.ListField(
        child=ContentRequest(),
        required=False,
        max_length=100,
        help_text="Reports of which other words are the statement's.",
    )
    via = serializers.ListField(
        child=ViaRequest(),
        required=False,
        max_length=100,
        help_text="Reports that others relayed, or nobody.",
    )
    parent = serializers.ListField(  # type: ignore[assignment]
        child=ParentRequest(),
        required=False,
        max_length=100,
        help_text="Reports that stand within another, or within none.",
    )
    relation = serializers.ListField(
        child=RelationRequest(),
        required=False,
        max_length=100,
        help_text="What it clarifies, contradicts, denies, repeats or responds to, or does not.",
    )
    undo = serializers.ListField(
        child=serializers.IntegerField(min_value=1),
        required=False,
        max_length=100,
        help_text="The ids of decisions of its history to take back; of an undoing, to bring back.",
    )
    cause = serializers.ChoiceField(Cause.choices, default=Cause.MISREAD)
    fault = serializers.ChoiceField(
        Fault.choices, required=False, help_text="Why it is rejected; with that status only."
    )
    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=5000)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A correction without a decision is a slip."""
        if not set(_FIELDS) & set(attrs):
            message = f"Nothing to correct: give one of {', '.join(_FIELDS)}."
            raise serializers.ValidationError(message)
        if "fault" in attrs and attrs.get("status") != Status.REJECTED:
            message = 'It tells why a statement is rejected: give "status": "rejected" too.'
            raise serializers.ValidationError({"fault": [message]})
        return attrs

    def apply(self, statement: Statement, editor: User) -> None:
        """Decide on it and take back what is to be taken back, all or nothing.

        Raises `InvalidDecision`, and `StaleStatement` where it has changed since it was read.
        """
        given = self.validated_data
        decisions, undone = self.decisions(statement), given.get("undo", ())
        decide_and_undo(statement, decisions, undone, editor=editor, reason=given["reason"])

    def decisions(self, statement: Statement) -> list[Decision]:
        """The decisions that lead from the statement to what is asked for."""
        given = self.validated_data
        why = given["cause"], given["reason"]
        fault = {Field.VERDICT: given.get("fault", "")}
        return [
            Decision(field, value, *why, fault.get(field, ""))
            for field, value in _changes(given, statement)
        ]


def _changes(given: dict[str, Any], statement: Statement) -> Iterator[tuple[Field, Any]]:
    for name, field in (("speaker", Field.SPEAKER), ("said", Field.SAID), ("kind", Field.KIND)):
        if name in given:
            yield field, given[name]
    if "events" in given:
        yield from _event_changes(set(given["events"]), statement)
    if "same_as" in given:
        yield Field.SAME, {"same": True, "statement": given["same_as"]}
    parted = ({"same": False, "report": report} for report in given.get("apart", ()))
    yield from ((Field.SAME, value) for value in parted)
    for field in _LISTED:
        yield from ((field, dict(value)) for value in given.get(field.value, ()))
    if "status" in given:
        yield Field.VERDICT, _VERDICTS[given["status"]]


def _event_changes(wanted: set[str], statement: Statement) -> Iterator[tuple[Field, Any]]:
    linked = {link.event.slug for link in statement.believed_links}
    for slug in sorted(wanted ^ linked):
        yield Field.EVENT, {"event": slug, "refers": slug in wanted}
