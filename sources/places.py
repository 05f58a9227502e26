"""Use case: how far a WARC file has been read, so that whoever was interrupted goes on there."""

import hashlib
from pathlib import Path
from typing import BinaryIO

from django.db.models import Q
from django.utils import timezone

from sources.models import WarcFile
from sources.parsing.unpacking import Mark, Place

_SAMPLE = 64 * 1024  # of either end of a file, which tell it from others together with its size


def known_file(path: Path, file: BinaryIO, *, afresh: bool = False) -> Mark:
    """How far a file has been read; from its beginning where it wasn't, or is to be read afresh."""
    row, made = WarcFile.objects.update_or_create(
        fingerprint=fingerprint_of(file), defaults={"name": str(path)}
    )
    if afresh and not made:
        row.offset = row.inside = row.records = 0
        row.save()
    return Mark(row.pk, Place(row.offset, row.inside), row.records)


def keep_place(mark: Mark | None) -> None:
    """Remember that all before the mark has been dealt with; a place never goes back."""
    if mark is None:
        return
    offset, inside = mark.place.offset, mark.place.inside
    behind = Q(offset__lt=offset) | Q(offset=offset, inside__lt=inside)
    WarcFile.objects.filter(behind, pk=mark.file).update(
        offset=offset, inside=inside, records=mark.records, read_at=timezone.now()
    )


def fingerprint_of(file: BinaryIO) -> str:
    """SHA-256 of a file's size and both its ends: one of many gigabytes is known at once."""
    size = file.seek(0, 2)
    digest = hashlib.sha256(str(size).encode())
    for start in (0, max(0, size - _SAMPLE)):
        file.seek(start)
        digest.update(file.read(_SAMPLE))
    file.seek(0)
    return digest.hexdigest()
