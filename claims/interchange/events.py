"""The events file: what statements may refer to."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from claims.edtf import bounds
from claims.interchange.entries import Entry, note_shared_slugs
from claims.interchange.files import InterchangeError, read_entries
from claims.interchange.slugs import slug_of
from claims.linking.catalogue import CatalogueEvent
from claims.linking.lookup import MemoryLookup

_LONGEST_NAME = 300
_LONGEST_TEXT = 20_000
_KEYS = (*("id", "slug", "title", "aliases", "text", "date", "place", "participants", "kind"),)


@dataclass(frozen=True, slots=True)
class EventEntry:
    """One entry of an events file; `id` is as given there, `date` is EDTF."""

    id: str
    slug: str
    title: str
    aliases: tuple[str, ...] = ()
    text: str = ""
    date: str = ""
    place: str = ""
    participants: tuple[str, ...] = ()
    kind: str = ""


def read_events(path: Path) -> list[EventEntry]:
    """The entries of a YAML, JSON or JSON Lines file in order; `InterchangeError` names all faults.

    The slug is made of the id, or of the title where an entry has neither slug nor id.
    """
    problems: list[str] = []
    entries = [Entry.of(place, found, problems) for place, found in read_entries(path)]
    events = [event_of(entry) for entry in entries]
    note_shared_slugs(entries, [event.slug for event in events])
    if problems:
        raise InterchangeError(problems)
    return events


def catalogue_of(events: Iterable[EventEntry]) -> MemoryLookup:
    """The catalogue that links are made to; an event's key there is its slug."""
    return MemoryLookup(catalogue_event(event, event.slug) for event in events)


def catalogue_event(entry: EventEntry, key: str) -> CatalogueEvent:
    """An entry as linking sees it, under the key that the caller knows it by."""
    return CatalogueEvent(
        key=key,
        title=entry.title,
        aliases=entry.aliases,
        text=entry.text,
        earliest=bounds(entry.date).earliest,
        latest=bounds(entry.date).latest,
        place=entry.place,
        participants=entry.participants,
        kind=entry.kind,
    )


def event_of(entry: Entry) -> EventEntry:
    """One entry of an events file; what is wrong with it is noted there."""
    entry.refuse_slips(_KEYS)
    title = entry.text("title", longest=_LONGEST_NAME, required=True)
    key = entry.text("id")
    return EventEntry(
        id=key,
        slug=slug_of(entry.text("slug") or key or title),
        title=title,
        aliases=entry.texts("aliases", longest=_LONGEST_NAME),
        text=entry.text("text", longest=_LONGEST_TEXT),
        date=entry.edtf("date"),
        place=entry.text("place"),
        participants=entry.texts("participants"),
        kind=entry.text("kind", longest=40),
    )
