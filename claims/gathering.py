"""Use case: decisions that were made at one press come together again in another database."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from claims.interchange.corrections import CorrectionEntry
from claims.models import Batch, Correction


def regather(entries: Iterable[CorrectionEntry]) -> None:
    """Put the rows of these entries, which are here by now, into the batches that they are of."""
    keys: dict[UUID, list[UUID]] = defaultdict(list)
    for entry in entries:
        if entry.batch:
            keys[entry.batch].append(entry.key)
    for batch, rows in keys.items():
        _gather(batch, rows)


def _gather(key: UUID, rows: list[UUID]) -> None:
    corrections = Correction.objects.filter(key__in=rows)
    first = corrections.select_related("undoes").order_by("made_at", "pk").first()
    if first is None:  # each was undone here before: its own undo stands for it
        return
    batch, _ = Batch.objects.get_or_create(
        key=key,
        defaults={
            "editor_id": first.editor_id,
            "made_at": first.made_at,
            "undoes_id": first.undoes.batch_id if first.undoes else None,
        },
    )
    corrections.update(batch=batch)
