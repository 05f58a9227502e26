"""Use case: one who is two, or an event that is two: what is picked is the other's from now on."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from claims.batches import Applied, NothingAlikeError, decide_each
from claims.corrections import Decision, Field
from claims.curation import add_event
from claims.models import Batch, Event, Link, Speaker, Statement
from claims.models.statements import StatementQuerySet

MENTIONED = (*Link.BELIEVED, Link.State.DOUBTFUL.value)  # what may be split off an event


@transaction.atomic
def split_speaker(
    speaker: Speaker,
    other: Speaker,
    picked: Mapping[int, int],
    *,
    editor: User,
    reason: str = "",
) -> Applied:
    """Let the statements picked, given the version of each that was seen, be another speaker's.

    Another who is new is saved along with it. All or none: raises `StaleStatementsError` where one
    changed meanwhile or is not the first one's any more, `NothingAlikeError` without a pick.
    """
    _check(picked)
    if other.pk is None:
        other.save()
    theirs = Statement.objects.believed().filter(speaker=speaker)
    batch = Batch.objects.create(how=Batch.How.SPLIT, editor=editor)
    decision = Decision(Field.SPEAKER, {"slug": other.slug}, reason=reason)
    return _decide(batch, [decision], picked, theirs)


@transaction.atomic
def split_event(
    event: Event,
    other: Event | Mapping[str, str],
    picked: Mapping[int, int],
    *,
    editor: User,
    reason: str = "",
) -> Applied:
    """Let the statements picked, given the version of each that was seen, refer to another event.

    Another that is new has a `title`, `date` and `place`, and leaves the catalogue with the undo of
    all. All or none: raises `StaleStatementsError`, `NothingAlikeError`, `InvalidDecision`.
    """
    _check(picked)
    batch = Batch.objects.create(how=Batch.How.PARTED, editor=editor)
    if not isinstance(other, Event):
        other, verdict = add_event(other, editor=editor, reason=reason)
        batch.event_decisions.add(verdict)
    decisions = [
        Decision(Field.EVENT, {"event": each.slug, "refers": refers}, reason=reason)
        for each, refers in ((event, False), (other, True))
    ]
    links = event.links.filter(state__in=MENTIONED)
    return _decide(batch, decisions, picked, Statement.objects.believed().filter(links__in=links))


def _check(picked: Mapping[int, int]) -> None:
    if not picked:
        message = gettext("Nothing was split off: nothing was ticked.")
        raise NothingAlikeError(message)


def _decide(
    batch: Batch,
    decisions: Sequence[Decision],
    picked: Mapping[int, int],
    statements: StatementQuerySet,
) -> Applied:
    offered = set(statements.filter(pk__in=picked).values_list("pk", flat=True))
    return decide_each(batch, decisions, picked, offered, all_or_none=True)
