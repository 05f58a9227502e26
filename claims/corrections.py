"""Use case: every editor's decision and its undo.

A decision's value, by field:

    speaker   {"slug": known speaker} | {"name": person} | {"body": institution} | {} (unknown)
    said      EDTF, "" for an unknown day
    kind      "direct" | "mixed" | "indirect"
    event     {"event": slug, "refers": true | false}
    verdict   "confirmed" | "rejected" | "open"; a rejection may tell the fault
    same      which reports are one utterance: see `claims.joins`
    relation  {"kind": kind, "statement": id of the other, "state": "confirmed" | "rejected"}
    drift     a change of quoted words and its state: see `claims.looking`

The row of a relation also keeps where the other statement can be found again (`article_url`,
`quote` and its context), and as what was replaced the state before, "none" where there was none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.beliefs import believe, touch
from claims.edtf import EdtfError, bounds
from claims.joins import InvalidPairing, Pairing, anchor, first_report
from claims.looking import InvalidLook, Look
from claims.models import (
    Correction,
    Event,
    Link,
    Relation,
    RelationKind,
    Report,
    Speaker,
    Statement,
)
from claims.models.statements import Kind, Status
from claims.utterances import lock_utterances, regroup

Field = Correction.Field
Cause = Correction.Cause
Fault = Correction.Fault
RELATION_STATES = (Relation.State.CONFIRMED.value, Relation.State.REJECTED.value)
VERDICTS = (Status.CONFIRMED.value, Status.REJECTED.value, "open")


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decides on one field."""

    field: Correction.Field
    value: Any
    cause: Correction.Cause = Cause.MISREAD
    reason: str = ""
    fault: Correction.Fault | str = ""  # of what is rejected


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
    if any(decision.field == Field.SAME for decision in decisions):
        lock_utterances()
    statement = Statement.objects.select_for_update().get(pk=statement_id)
    if statement.version != version or statement.merged_into_id is not None:
        raise StaleStatement(statement)
    for decision in decisions:
        _check(decision, statement)
        _check_fault(decision)
    made_at = timezone.now()
    rows = [_keep(statement, decision, editor, made_at) for decision in decisions]
    _regroup(rows)
    _believe_anew(statement)
    return rows


@transaction.atomic
def undo(correction_id: int, *, editor: User, reason: str = "") -> Correction:
    """Take a decision back by another row; undoing an undo brings the decision back.

    Undoing what is undone already returns the row that did it. Raises `Correction.DoesNotExist`.
    """
    meant = Correction.objects.get(pk=correction_id)
    if meant.field == Field.SAME:
        lock_utterances()
    # Statements are locked before decisions by whoever joins and parts them.
    if meant.statement_id is not None:
        Statement.objects.select_for_update().filter(pk=meant.statement_id).first()
    undone = Correction.objects.select_for_update().get(pk=correction_id)
    if hasattr(undone, "undone_by"):
        return undone.undone_by
    row = Correction.objects.create(
        statement=undone.statement,
        report=undone.report,
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
    row.others.set(undone.others.all())
    _regroup([row])
    if undone.statement is not None:
        _believe_anew(undone.statement)
    return row


def believed_value(statement: Statement, decision: Decision) -> Any:  # noqa: ANN401 - JSON
    """What is believed now of the field that a decision is about, in that field's shape."""
    believed: dict[Field, Callable[[], Any]] = {
        Field.SPEAKER: lambda: speaker_value(statement),
        Field.SAID: lambda: statement.said_edtf,
        Field.KIND: lambda: statement.kind,
        Field.EVENT: lambda: _referred_to(statement, decision.value["event"]),
        Field.VERDICT: lambda: statement.status if statement.status in VERDICTS else "open",
        Field.SAME: lambda: Pairing.of(statement, decision.value).replaced(),
        Field.RELATION: lambda: (
            _kept(decision, statement) | _believed_state(statement, decision.value)
        ),
        Field.DRIFT: lambda: Look.of(statement, decision.value).replaced(),
    }
    return believed[Field(decision.field)]()


def _referred_to(statement: Statement, slug: str) -> dict[str, Any]:
    linked = statement.links.filter(event__slug=slug, state__in=Link.BELIEVED)
    return {"event": slug, "refers": linked.exists()}


def _believed_state(statement: Statement, value: dict[str, Any]) -> dict[str, str]:
    rows = statement.relations.filter(other=value["statement"], kind=value["kind"])
    return {"state": rows.values_list("state", flat=True).first() or "none"}


def speaker_value(statement: Statement) -> dict[str, str]:
    """The believed source in the shape of a speaker decision, {} where nobody is known."""
    if statement.speaker is not None:
        return {"slug": statement.speaker.slug}
    named = {"name": statement.speaker_name, "body": statement.body}
    return {key: value for key, value in named.items() if value}


def _kept(decision: Decision, statement: Statement) -> Any:  # noqa: ANN401 - JSON
    """A decision's value as its row keeps it."""
    if decision.field == Field.RELATION:
        other = Statement.objects.get(pk=decision.value["statement"])
        return decision.value | anchor(first_report(other))
    if decision.field == Field.DRIFT:
        return Look.of(statement, decision.value).kept()
    return {} if decision.value is None else decision.value


def _report_of(decision: Decision, statement: Statement) -> Report:
    """The report whose words a decision is about."""
    if decision.field == Field.DRIFT:
        return Look.of(statement, decision.value).report
    return first_report(statement)


def _believe_anew(statement: Statement) -> None:
    """Derive the statement; its version grows even where the decision changed no value."""
    version = statement.version
    statement = believe(statement)
    if statement.version == version:
        touch(statement)


def _keep(statement: Statement, decision: Decision, editor: User, made_at: datetime) -> Correction:
    """Write one decision, with the report whose words it is about."""
    pairing = Pairing.of(statement, decision.value) if decision.field == Field.SAME else None
    report = pairing.report if pairing else _report_of(decision, statement)
    row = Correction.objects.create(
        statement=statement,
        report=report,
        field=decision.field,
        value=pairing.kept() if pairing else _kept(decision, statement),
        replaced=believed_value(statement, decision),
        cause=decision.cause,
        fault=decision.fault,
        reason=decision.reason,
        editor=editor,
        made_at=made_at,
        **anchor(report),
    )
    row.others.set(pairing.others if pairing else ())
    return row


def _regroup(rows: Sequence[Correction]) -> None:
    """Let reports come together or apart as decided."""
    joins = [row for row in rows if row.field == Field.SAME]
    reports = {row.report_id for row in joins if row.report_id}
    reports |= {other.pk for row in joins for other in row.others.all()}
    if reports:
        regroup(reports)


def _check(decision: Decision, statement: Statement) -> None:
    """Raise `InvalidDecision` unless the value is one of its field's."""
    checks: dict[Field, Callable[[Any], None]] = {
        Field.SAME: lambda value: _check_same(value, statement),
        Field.SPEAKER: _check_speaker,
        Field.SAID: _check_said,
        Field.KIND: _check_kind,
        Field.EVENT: _check_event,
        Field.VERDICT: _check_verdict,
        Field.RELATION: lambda value: _check_relation(value, statement),
        Field.DRIFT: lambda value: _check_drift(value, statement),
    }
    checks[Field(decision.field)](decision.value)


def _check_fault(decision: Decision) -> None:
    known = ["", *Fault.values]
    if decision.fault not in known:
        message = f"fault: {decision.fault!r} is none of {', '.join(Fault.values)}"
        raise InvalidDecision(message, field="fault")
    if decision.fault and (decision.field, decision.value) != (Field.VERDICT, Status.REJECTED):
        message = "fault: it tells why a statement is rejected; leave it out or reject"
        raise InvalidDecision(message, field="fault")


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


def _check_same(value: object, statement: Statement) -> None:
    try:
        Pairing.of(statement, value)
    except InvalidPairing as error:
        message = f"same: {error}"
        raise InvalidDecision(message, field="same") from None


def _check_drift(value: object, statement: Statement) -> None:
    try:
        Look.of(statement, value)
    except InvalidLook as error:
        message = f"drift: {error}"
        raise InvalidDecision(message, field="drift") from None


def _check_relation(value: object, statement: Statement) -> None:
    if not isinstance(value, dict) or value.get("state") not in RELATION_STATES:
        message = f"relation: {value!r} is neither confirmed nor rejected"
        raise InvalidDecision(message, field="relation")
    if value.get("kind") not in RelationKind.values:
        message = f"relation: {value.get('kind')!r} is none of {', '.join(RelationKind.values)}"
        raise InvalidDecision(message, field="relation")
    number = value.get("statement")
    known = Statement.objects.filter(merged_into=None)
    other = known.filter(pk=number).first() if isinstance(number, int) else None
    if other is None or other == statement:
        message = f"relation: {value.get('statement')!r} is no other statement; look for its number"
        raise InvalidDecision(message, field="relation")


def _check_verdict(value: object) -> None:
    if value not in VERDICTS:
        message = f"status: {value!r} is none of {', '.join(VERDICTS)}"
        raise InvalidDecision(message, field="status")
