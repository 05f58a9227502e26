"""Use case: a decision made on others alike, each an ordinary correction, and the undo of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from claims.alike import Alike, alike_to
from claims.corrections import Decision, StaleStatement, decide, lock_to_undo, undo
from claims.curation import undo_decision
from claims.models import Batch, Correction, EventDecision, Statement
from claims.models.decisions import last_words


class NothingAlikeError(ValueError):
    """A decision that can't be made on others; the message says why."""


class StaleStatementsError(Exception):
    """Some changed since the editor saw them, so that nothing was decided: `statements`."""

    def __init__(self, statements: list[Statement]) -> None:
        """Keep them as they stand now."""
        super().__init__(f"{len(statements)} statements changed meanwhile")
        self.statements = statements


@dataclass(frozen=True, slots=True)
class Applied:
    """A batch and its decisions; what was `stale` got none."""

    batch: Batch
    rows: list[Correction]
    stale: list[Statement]


@transaction.atomic
def apply_to_alike(
    correction_id: int,
    picked: Mapping[int, int],
    *,
    editor: User,
    reason: str = "",
    all_or_none: bool = True,
) -> Applied:
    """Make the same decision on the statements picked, given the version of each that was seen.

    What changed meanwhile, or is not alike any more, is stale: with `all_or_none` nothing is
    decided then (`StaleStatementsError`), else the rest is. Raises `NothingAlikeError` where the
    decision was taken back or nothing was picked, `Correction.DoesNotExist`.
    """
    correction = Correction.objects.select_related("statement", "undone_by").get(pk=correction_id)
    alike = alike_to(correction)
    if alike is None or not picked:
        unticked = gettext("nothing was ticked")
        why = unticked if alike else gettext("it was undone, or tells nothing of others")
        message = gettext("The decision was applied to no other statement: %(why)s.") % {"why": why}
        raise NothingAlikeError(message)
    return _apply(alike, picked, editor, reason, all_or_none=all_or_none)


def _apply(
    alike: Alike, picked: Mapping[int, int], editor: User, reason: str, *, all_or_none: bool
) -> Applied:
    batch = Batch.objects.create(sample=alike.correction, how=alike.pattern.how, editor=editor)
    offered = {row.statement_id for row in alike.reports}
    decision = Decision(Correction.Field(alike.correction.field), alike.correction.value)
    decision = replace(decision, reason=reason or alike.correction.reason)
    return decide_each(batch, [decision], picked, offered, all_or_none=all_or_none)


def decide_each(
    batch: Batch,
    decisions: Sequence[Decision],
    picked: Mapping[int, int],
    offered: set[int],
    *,
    all_or_none: bool,
) -> Applied:
    """Make the decisions on each statement picked; what changed or is not offered is stale.

    Within a transaction: raises `StaleStatementsError` where that is to undo the rest.
    """
    rows, stale = [], [pk for pk in picked if pk not in offered]
    for pk in sorted(offered & picked.keys()):  # as everybody locks them
        try:
            rows += decide(pk, decisions, editor=batch.editor, version=picked[pk])
        except StaleStatement:
            stale.append(pk)
    applied = Applied(batch, _put_into(batch, rows), _as_they_stand(stale))
    if applied.stale and (all_or_none or not rows):
        raise StaleStatementsError(applied.stale)
    return applied


@transaction.atomic
def undo_batch(batch_id: int, *, editor: User, reason: str = "") -> Batch:
    """Take back all of a batch that stands, by a batch of its own; undoing that brings it back.

    Returns the batch itself where nothing of it stands. Raises `Batch.DoesNotExist`.
    """
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    rows = list(batch.rows.order_by("statement_id", "pk"))
    lock_to_undo(rows)
    standing = last_words(rows)
    events = last_words(batch.event_decisions.order_by("pk"))
    if not standing and not events:
        return batch
    back = Batch.objects.create(undoes=batch, how=batch.how, editor=editor)
    _put_into(back, [undo(row.pk, editor=editor, reason=reason) for row in standing])
    taken = [undo_decision(row.pk, editor=editor, reason=reason).pk for row in events]
    back.event_decisions.set(EventDecision.objects.filter(pk__in=taken))
    return back


def _put_into(batch: Batch, rows: list[Correction]) -> list[Correction]:
    """Note that they are of one moment: undoing the last decision takes back all of them."""
    for row in rows:
        row.batch, row.made_at = batch, batch.made_at
    Correction.objects.bulk_update(rows, ["batch", "made_at"])
    return rows


def _as_they_stand(ids: list[int]) -> list[Statement]:
    rows = Statement.objects.select_related("speaker").defer("search")
    return list(rows.filter(pk__in=ids).order_by("pk"))
