"""Use case: the way of a revision from text to statements, one function a stage.

    reading (extraction, outside any transaction) -> recording -> matching -> linking -> relating

Each stage ends by turning its row into a receipt and opening the next stage's, in one
transaction, so that a lost message or a killed worker loses nothing and a second delivery
changes nothing. A reading that is resolved anew, by other speakers, goes on to recording where
that made a difference.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from claims.events import link
from claims.extraction import EXTRACTOR_VERSION
from claims.matching import match
from claims.models import Reading, Receipt
from claims.placing import let_go, place, waiting_for
from claims.recording import record
from claims.relating import relate
from claims.resolving import find, resolve, resolve_again
from claims.utterances import lock_utterances
from sources.attempts import attempt
from sources.models import Revision, lease_end

Stage = Receipt.Stage


def _record(reading: Reading) -> None:
    """Record; what editors decided on words that were not here until now is placed at once."""
    article = reading.revision.article
    awaited = waiting_for(article.url).exists()
    if awaited:
        lock_utterances()  # before any statement is locked
    record(reading)
    let_go(article)
    if awaited:
        place(article)


_NEXT = {
    Stage.RESOLVING: Stage.RECORDING,
    Stage.RECORDING: Stage.MATCHING,
    Stage.MATCHING: Stage.LINKING,
    Stage.LINKING: Stage.RELATING,
    Stage.RELATING: None,
}
_WORK: dict[Stage, Callable[[Reading], Any]] = {
    Stage.RESOLVING: resolve_again,
    Stage.RECORDING: _record,
    Stage.MATCHING: match,
    Stage.LINKING: link,
    Stage.RELATING: relate,
}


def process(revision_id: int) -> Reading:
    """Take a revision through every stage in this process; returns its reading.

    Failures are kept on the stage's row, as they are when workers do it. What an earlier call
    left half way goes on from there.
    """
    reading_id = open_reading(revision_id)
    waiting = Receipt.objects.pending().filter(reading=reading_id).values_list("pk", flat=True)
    _go_on(read_revision(reading_id) or waiting.first())
    return Reading.objects.get(pk=reading_id)


def redo(stage: Receipt.Stage, reading_id: int) -> None:
    """Do a stage again in this process, and what follows; failures are kept on the stage's row."""
    _go_on(_open(stage, reading_id))


def queue_again(stage: Receipt.Stage, reading_ids: Iterable[int]) -> int:
    """Put a stage of these readings into the queue, done before or not; returns how many."""
    rows = [Receipt(stage=stage, reading_id=pk) for pk in sorted(reading_ids)]
    made = Receipt.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["stage", "reading"],
        update_fields=list(Receipt.AFRESH),
    )
    return len(made)


def open_reading(revision_id: int) -> int:
    """The id of this version's reading of a revision; a new one is held for the caller."""
    reading, _ = Reading.objects.get_or_create(
        revision_id=revision_id,
        version=EXTRACTOR_VERSION,
        defaults={"leased_until": lease_end()},
    )
    return reading.pk


def open_readings(limit: int) -> int:
    """Queue at most `limit` revisions that never had a reading, newest first; returns how many."""
    unread = Revision.objects.readable().filter(
        ~Exists(Reading.objects.filter(revision=OuterRef("pk")))
    )
    return queue_readings(unread.order_by("-pk").values_list("pk", flat=True)[:limit])


def queue_readings(revision_ids: Iterable[int]) -> int:
    """Make pending readings by this version, which the hand-out gives to the workers."""
    rows = [Reading(revision_id=pk, version=EXTRACTOR_VERSION) for pk in revision_ids]
    return len(Reading.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True))


def read_new(revision_id: int) -> int | None:
    """Read a revision that has just come in, if it is in a language that we read."""
    readable = Revision.objects.readable().filter(pk=revision_id).exists()
    return read_revision(open_reading(revision_id)) if readable else None


def read_revision(reading_id: int) -> int | None:
    """Read one revision; returns the id of the receipt that the next stage waits under."""
    return attempt(Reading, reading_id, _read)


def advance(receipt_id: int) -> int | None:
    """Do the stage that a receipt waits for; returns the next stage's receipt, if there is one."""
    return attempt(Receipt, receipt_id, _pass)


def _go_on(receipt_id: int | None) -> None:
    while receipt_id is not None:
        receipt_id = advance(receipt_id)


def _read(reading: Reading) -> int:
    resolve(reading, find(reading))
    with transaction.atomic():
        reading.finish()
        return _open(Stage.RECORDING, reading.pk)


@transaction.atomic
def _pass(held: Receipt) -> int | None:
    """Do a receipt's stage, and open the next one unless nothing came of it.

    All receipts of the reading are locked, so that a second delivery waits and finds its one done,
    no two stages of a reading run at once, and one that is opened again meanwhile is not lost.
    """
    rows = Receipt.objects.select_for_update().filter(reading=held.reading_id).order_by("pk")
    receipt = next((row for row in rows if row.pk == held.pk), None)
    if receipt is None or receipt.state != Receipt.State.PENDING:
        return None
    stage = Stage(receipt.stage)
    outcome = _WORK[stage](receipt.reading)
    if stage == Stage.RESOLVING:
        receipt.version = receipt.reading.speakers_version
    receipt.finish()
    following = None if stage == Stage.RESOLVING and not outcome else _NEXT[stage]
    return _open(following, receipt.reading_id) if following else None


def _open(stage: Receipt.Stage, reading_id: int) -> int:
    """A stage's receipt, pending and held for the caller: new, or put back where it was done."""
    receipt, made = Receipt.objects.get_or_create(
        stage=stage, reading_id=reading_id, defaults={"leased_until": lease_end()}
    )
    if not made:
        afresh = {**Receipt.AFRESH, "leased_until": lease_end()}
        Receipt.objects.filter(pk=receipt.pk).update(**afresh)
    return receipt.pk
