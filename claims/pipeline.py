"""Use case: the way of a revision from text to statements, one function a stage.

    reading (extraction, outside any transaction) -> recording -> matching -> linking -> relating

Each stage ends by turning its row into a receipt and opening the next stage's, in one
transaction, so that a lost message or a killed worker loses nothing and a second delivery
changes nothing.
"""

import hashlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from claims.edtf import bounds
from claims.events import link
from claims.extraction import EXTRACTOR_VERSION, Document, KnownSpeaker, Office, Registry, read
from claims.interchange.readings import to_json
from claims.matching import match
from claims.models import Office as OfficeRow
from claims.models import Reading, Receipt, Speaker
from claims.recording import record
from claims.relating import relate
from sources.attempts import attempt
from sources.models import Revision, lease_end

Stage = Receipt.Stage

_NEXT = {
    Stage.RECORDING: Stage.MATCHING,
    Stage.MATCHING: Stage.LINKING,
    Stage.LINKING: Stage.RELATING,
    Stage.RELATING: None,
}
_WORK: dict[Stage, Callable[[Reading], Any]] = {
    Stage.RECORDING: record,
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
    receipt_id = read_revision(reading_id) or waiting.first()
    while receipt_id is not None:
        receipt_id = advance(receipt_id)
    return Reading.objects.get(pk=reading_id)


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


def current_registry() -> Registry:
    """The speakers of the database as the reader takes them; its version is their content's."""
    speakers = Speaker.objects.current().values_list(
        "pk", "name", "slug", "aliases", "gender", "born", "kind"
    )
    offices = OfficeRow.objects.values_list("speaker_id", "title", "of", "start", "end")
    return _registry(
        tuple((*row[:3], tuple(row[3]), *row[4:]) for row in speakers.order_by("slug")),
        tuple(offices.order_by("speaker__slug", "start", "title", "of")),
    )


@lru_cache(maxsize=2)
def _registry(speakers: tuple[Any, ...], offices: tuple[Any, ...]) -> Registry:
    """Build the registry once for each content."""
    held: dict[int, list[Office]] = {}
    for speaker_id, title, of, start, end in offices:
        office = Office(title, of, bounds(start)[0], bounds(end)[1])
        held.setdefault(speaker_id, []).append(office)
    return Registry.of(
        (
            KnownSpeaker(name, slug, aliases, gender, born, kind, tuple(held.get(pk, ())))
            for pk, name, slug, aliases, gender, born, kind in speakers
        ),
        version=hashlib.sha256(repr((speakers, offices)).encode()).hexdigest(),
    )


def _read(reading: Reading) -> int:
    revision = reading.revision
    article = revision.article
    registry = current_registry()
    extracted = read(
        Document(
            text=revision.text,
            title=revision.title,
            published=article.published_day,
            outlet=article.outlet.name if article.outlet else "",
        ),
        registry,
    )
    reading.extracted = to_json(extracted)
    reading.speakers_version = registry.version
    with transaction.atomic():
        reading.finish()
        return _open(Stage.RECORDING, reading)


@transaction.atomic
def _pass(receipt: Receipt) -> int | None:
    stage = Stage(receipt.stage)
    _WORK[stage](receipt.reading)
    receipt.finish()
    following = _NEXT[stage]
    return _open(following, receipt.reading) if following else None


def _open(stage: Receipt.Stage, reading: Reading) -> int:
    """The next stage's receipt, held for whoever finished the one before."""
    return Receipt.objects.get_or_create(
        stage=stage, reading=reading, defaults={"leased_until": lease_end()}
    )[0].pk
