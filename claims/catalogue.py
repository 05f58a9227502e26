"""Use case: the speakers and the events of a file into rows; what an editor has set stays.

Entries are matched by slug. Nothing is removed: what a file no longer lists may be quoted still.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from claims.edtf import bounds
from claims.interchange import EventEntry, OfficeEntry, SpeakerEntry
from claims.models import Event, Office, Speaker

_SPEAKER_FIELDS = ("name", "aliases", "wikidata", "gender", "born", "tracked", "kind", "side")
_EVENT_FIELDS = ("title", "aliases", "text", "date", "place", "participants", "kind")


@dataclass
class Imported:
    """What an import did, entry by entry (slugs); `kept` names the fields that editors hold."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def import_speakers(entries: Iterable[SpeakerEntry]) -> Imported:
    """Bring the speakers and their offices up to the file; a second call changes nothing."""
    known = (
        Speaker.objects.select_for_update().prefetch_related("offices").in_bulk(field_name="slug")
    )
    imported = Imported()
    for entry in entries:
        row = known.get(entry.slug, Speaker(slug=entry.slug))
        is_new = row.pk is None
        changed = _set(row, _values(entry, _SPEAKER_FIELDS), imported)
        if changed:
            row.save()
        replaced = _replace_offices(row, entry.offices, imported)
        _count(imported, entry.slug, is_new=is_new, changed=changed or replaced)
    return imported


@transaction.atomic
def import_events(entries: Iterable[EventEntry]) -> Imported:
    """Bring the events up to the file; a second call changes nothing."""
    known = Event.objects.select_for_update().in_bulk(field_name="slug")
    imported = Imported()
    for entry in entries:
        row = known.get(entry.slug, Event(slug=entry.slug))
        is_new = row.pk is None
        changed = _set(row, _values(entry, _EVENT_FIELDS), imported)
        if changed:
            row.earliest, row.latest = bounds(row.date)
            row.save()
        _count(imported, entry.slug, is_new=is_new, changed=changed)
    return imported


def office_of(speaker: Speaker, entry: OfficeEntry) -> Office:
    """An unsaved row of that office, with the days that its period covers."""
    return Office(
        speaker=speaker,
        title=entry.title,
        of=entry.of,
        start=entry.start,
        end=entry.end,
        earliest=bounds(entry.start).earliest,
        latest=bounds(entry.end).latest,
    )


def _values(entry: SpeakerEntry | EventEntry, names: Sequence[str]) -> dict[str, Any]:
    """The entry's values as columns hold them: tuples are lists there."""
    values = {name: getattr(entry, name) for name in names}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}


def _set(row: Speaker | Event, values: dict[str, Any], imported: Imported) -> bool:
    """Set what differs and no editor holds; returns whether the row is to be saved."""
    different = [name for name, value in values.items() if getattr(row, name) != value]
    held = [name for name in different if name in row.edited_fields]
    imported.kept += [f"{row.slug}: {name}" for name in held]
    free = [name for name in different if name not in held]
    for name in free:
        setattr(row, name, values[name])
    return bool(free) or row.pk is None


def _replace_offices(speaker: Speaker, entries: Sequence[OfficeEntry], imported: Imported) -> bool:
    """Offices have no name of their own, so that they are replaced together."""
    rows = [office_of(speaker, entry) for entry in entries]
    if _told(speaker.offices.all()) == _told(rows):
        return False
    if "offices" in speaker.edited_fields:
        imported.kept.append(f"{speaker.slug}: offices")
        return False
    speaker.offices.all().delete()
    Office.objects.bulk_create(rows)
    return True


def _told(offices: Iterable[Office]) -> list[tuple[str, str, str, str]]:
    return sorted((office.title, office.of, office.start, office.end) for office in offices)


def _count(imported: Imported, slug: str, *, is_new: bool, changed: bool) -> None:
    outcome = "new" if is_new else "changed" if changed else "unchanged"
    getattr(imported, outcome).append(slug)
