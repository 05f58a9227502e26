"""Use case: every editor's decision and its undo.

A decision's value, by field:

    speaker   {"slug": known speaker} | {"name": person} | {"body": institution} | {} (unknown)
    said      EDTF, "" for an unknown day
    kind      "direct" | "mixed" | "indirect"
    event     {"event": slug, "refers": true | false}
    verdict   "confirmed" | "rejected" | "open"
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from claims.beliefs import believe, touch
from claims.edtf import EdtfError, bounds
from claims.models import Correction, Event, Link, Speaker, Statement
from claims.models.statements import Kind, Status

Field = Correction.Field
Cause = Correction.Cause
VERDICTS = (Status.CONFIRMED.value, Status.REJECTED.value, "open")


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decides on one field."""

    field: Correction.Field
    value: Any
    cause: Correction.Cause = Cause.MISREAD
    reason: str = ""


class InvalidDecision(ValueError):  # noqa: N818 - named for what it is
    """A decision that makes no sense; the message names the field, the value and the remedy."""

    def __init__(self, message: str, *, field: str) -> None:
        """`field` is the name of the field at fault."""
        super().__init__(message)
        self.field = field


class StaleStatement(Exception):  # noqa: N818
    """The statement changed since the editor saw it; `statement` is how it stands now."""

    def __init__(self, statement: Statement) -> None:
        """Keep the present state, so that the editor can compare."""
        super().__init__(f"statement {statement.pk} is at version {statement.version} by now")
        self.statement = statement


@transaction.atomic
def decide(
    statement_id: int, decisions: Sequence[Decision], *, editor: User, version: int
) -> list[Correction]:
    """Add an editor's decisions and derive the statement anew, all or nothing.

    Raises `StaleStatement` unless `version` is the statement's, `InvalidDecision` for a value
    that can't be, `Statement.DoesNotExist`.
    """
    statement = Statement.objects.select_for_update().get(pk=statement_id)
    if statement.version != version or statement.merged_into_id is not None:
        raise StaleStatement(statement)
    for decision in decisions:
        _check(decision)
    anchor = _anchor(statement)
    rows = [
        Correction.objects.create(
            statement=statement,
            field=decision.field,
            value={} if decision.value is None else decision.value,
            replaced=believed_value(statement, decision),
            cause=decision.cause,
            reason=decision.reason,
            editor=editor,
            **anchor,
        )
        for decision in decisions
    ]
    _believe_anew(statement)
    return rows


@transaction.atomic
def undo(correction_id: int, *, editor: User, reason: str = "") -> Correction:
    """Take a decision back by another row; undoing an undo brings the decision back.

    Undoing what is undone already returns the row that did it. Raises `Correction.DoesNotExist`.
    """
    undone = Correction.objects.select_for_update().get(pk=correction_id)
    if hasattr(undone, "undone_by"):
        return undone.undone_by
    row = Correction.objects.create(
        statement=undone.statement,
        article_url=undone.article_url,
        quote=undone.quote,
        quote_prefix=undone.quote_prefix,
        quote_suffix=undone.quote_suffix,
        field=undone.field,
        value=undone.replaced,
        replaced=undone.value,
        cause=undone.cause,
        reason=reason,
        editor=editor,
        undoes=undone,
    )
    if undone.statement is not None:
        _believe_anew(undone.statement)
    return row


def believed_value(statement: Statement, decision: Decision) -> Any:  # noqa: ANN401 - JSON
    """What is believed now of the field that a decision is about, in that field's shape."""
    if decision.field == Field.SPEAKER:
        return speaker_value(statement)
    if decision.field == Field.EVENT:
        slug = decision.value["event"]
        linked = statement.links.filter(event__slug=slug, state__in=Link.BELIEVED)
        return {"event": slug, "refers": linked.exists()}
    if decision.field == Field.VERDICT:
        return statement.status if statement.status in VERDICTS else "open"
    return statement.said_edtf if decision.field == Field.SAID else statement.kind


def speaker_value(statement: Statement) -> dict[str, str]:
    """The believed source in the shape of a speaker decision, {} where nobody is known."""
    if statement.speaker is not None:
        return {"slug": statement.speaker.slug}
    named = {"name": statement.speaker_name, "body": statement.body}
    return {key: value for key, value in named.items() if value}


def _believe_anew(statement: Statement) -> None:
    """Derive the statement; its version grows even where the decision changed no value."""
    version = statement.version
    statement = believe(statement)
    if statement.version == version:
        touch(statement)


def _anchor(statement: Statement) -> dict[str, str]:
    """Where the statement can be found again: its earliest report's quote and context."""
    report = statement.reports.select_related("revision__article").order_by("withdrawn", "pk")[0]
    return {
        "article_url": report.revision.article.url,
        "quote": report.text,
        "quote_prefix": report.quote_prefix,
        "quote_suffix": report.quote_suffix,
    }


def _check(decision: Decision) -> None:
    """Raise `InvalidDecision` unless the value is one of its field's."""
    checks = {
        Field.SPEAKER: _check_speaker,
        Field.SAID: _check_said,
        Field.KIND: _check_kind,
        Field.EVENT: _check_event,
        Field.VERDICT: _check_verdict,
    }
    checks[Field(decision.field)](decision.value)


def _check_speaker(value: object) -> None:
    if not value:
        return
    if not isinstance(value, dict) or not set(value) <= {"slug", "name", "body"}:
        message = f"speaker: {value!r} is none of a slug, a name, a body or null"
        raise InvalidDecision(message, field="speaker")
    slug = value.get("slug")
    if slug is not None and not Speaker.objects.current().filter(slug=slug).exists():
        message = f"speaker: there is no speaker {slug!r}; give a name, or add the speaker first"
        raise InvalidDecision(message, field="speaker")


def _check_said(value: object) -> None:
    try:
        bounds(value if isinstance(value, str) else repr(value))
    except EdtfError as error:
        message = f"said: {error}"
        raise InvalidDecision(message, field="said") from None


def _check_kind(value: object) -> None:
    if value not in Kind.values:
        message = f"kind: {value!r} is none of {', '.join(Kind.values)}"
        raise InvalidDecision(message, field="kind")


def _check_event(value: object) -> None:
    if not isinstance(value, dict) or not isinstance(value.get("refers"), bool):
        message = f"events: {value!r} does not say which event and whether it is referred to"
        raise InvalidDecision(message, field="events")
    if not Event.objects.linkable().filter(slug=value.get("event")).exists():
        message = f"events: there is no event {value.get('event')!r}; add it first"
        raise InvalidDecision(message, field="events")


def _check_verdict(value: object) -> None:
    if value not in VERDICTS:
        message = f"status: {value!r} is none of {', '.join(VERDICTS)}"
        raise InvalidDecision(message, field="status")
