"""Use case: every editor's decision and its undo. What values they take: `claims.deciding`."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.beliefs import believe, touch
from claims.deciding import FIELDS, Cause, Decision, Fault, Field, InvalidDecision
from claims.joins import anchor
from claims.models import Correction, Statement
from claims.models.statements import Status
from claims.utterances import lock_utterances, regroup

__all__ = [
    "Cause",
    "Decision",
    "Fault",
    "Field",
    "InvalidDecision",
    "StaleStatement",
    "decide",
    "decide_and_undo",
    "lock_to_undo",
    "undo",
]


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
    _lock_what_joins(decisions)
    statement = Statement.objects.select_for_update().get(pk=statement_id)
    if statement.version != version or statement.merged_into_id is not None:
        raise StaleStatement(statement)
    for decision in decisions:
        FIELDS[decision.field].check(statement, decision.value)
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
    lock_to_undo([meant])
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


@transaction.atomic
def decide_and_undo(
    statement: Statement,
    decisions: Sequence[Decision],
    undone: Sequence[int],
    *,
    editor: User,
    reason: str = "",
) -> None:
    """Decide on a statement as it was read and take back decisions of its history, all or nothing.

    Raises what `decide` does, and `InvalidDecision` for a number that is none of its history.
    """
    rows = list(statement.corrections.filter(pk__in=undone))
    if unknown := sorted({*undone} - {row.pk for row in rows}):
        message = f"{', '.join(map(str, unknown))}: no decision of this statement's history"
        raise InvalidDecision(message, field="undo")
    _lock_what_joins([*decisions, *rows])
    decide(statement.pk, decisions, editor=editor, version=statement.version)
    for number in undone:
        undo(number, editor=editor, reason=reason)


def lock_to_undo(rows: Sequence[Correction]) -> None:
    """Lock what undoing these decisions changes in the order that all keep, or two of them hang.

    What is one utterance comes before statements, statements by number, and they before decisions.
    """
    _lock_what_joins(rows)
    pks = {row.statement_id for row in rows if row.statement_id is not None}
    list(Statement.objects.filter(pk__in=pks).order_by("pk").select_for_update().values("pk"))


def _lock_what_joins(decisions: Iterable[Decision | Correction]) -> None:
    """Where a decision joins or parts, lock what is one utterance before any statement."""
    if any(decision.field == Field.SAME for decision in decisions):
        lock_utterances()


def _believe_anew(statement: Statement) -> None:
    """Derive the statement; its version grows even where the decision changed no value."""
    version = statement.version
    statement = believe(statement)
    if statement.version == version:
        touch(statement)


def _keep(statement: Statement, decision: Decision, editor: User, made_at: datetime) -> Correction:
    """Write one decision, with the report whose words it is about."""
    field, value = FIELDS[decision.field], decision.value
    report = field.report(statement, value)
    row = Correction.objects.create(
        statement=statement,
        report=report,
        field=decision.field,
        value=field.kept(statement, value),
        replaced=field.believed(statement, value),
        cause=decision.cause,
        fault=decision.fault,
        reason=decision.reason,
        editor=editor,
        made_at=made_at,
        **anchor(report),
    )
    row.others.set(field.others(statement, value))
    return row


def _regroup(rows: Sequence[Correction]) -> None:
    """Let reports come together or apart as decided."""
    joins = [row for row in rows if row.field == Field.SAME]
    reports = {row.report_id for row in joins if row.report_id}
    reports |= {other.pk for row in joins for other in row.others.all()}
    if reports:
        regroup(reports)


def _check_fault(decision: Decision) -> None:
    if decision.fault not in ["", *Fault.values]:
        message = f"{decision.fault!r} is none of {', '.join(Fault.values)}"
        raise InvalidDecision(message, field="fault")
    if decision.fault and (decision.field, decision.value) != (Field.VERDICT, Status.REJECTED):
        message = "it tells why a statement is rejected; leave it out or reject"
        raise InvalidDecision(message, field="fault")
