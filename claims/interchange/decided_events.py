"""What editors decided on events as lines: by words and keys, so that any database can take it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from claims.interchange.decided import is_anchor, is_edtf
from claims.interchange.entries import Entry, note_shared_slugs
from claims.interchange.events import EventEntry, event_of
from claims.interchange.files import InterchangeError, read_entries
from claims.interchange.signed import Signed, signed_by, uuid_of, words_of

_EVENT = ("slug", "title", "aliases", "text", "date", "place", "participants", "kind")
_DECISION = (
    *("key", "field", "value", "replaced", "reason"),
    *("made", "made_by", "undoes", "batch"),
)
# Which values a decision on each field can have; the undo of a merge has none.
_VALUES: dict[str, Callable[[str], bool]] = {
    "verdict": lambda value: value in ("published", "rejected", "open"),
    "title": bool,
    "date": is_edtf,
    "place": lambda _: True,
    "merged": lambda _: True,
}


@dataclass(frozen=True, slots=True)
class EventDecisionEntry:
    """One decision on an event."""

    place: str
    key: UUID
    field: str
    value: str
    replaced: str
    reason: str
    made: Signed
    undoes: UUID | None
    batch: UUID | None


@dataclass(frozen=True, slots=True)
class DecidedEventEntry:
    """An event as it was found, the reports that tell of it by their words, and the decisions.

    One that was not found in articles is one of the catalogue, with all that its entry says.
    """

    place: str
    event: EventEntry
    found: bool
    told_by: list[dict[str, str]]
    decisions: list[EventDecisionEntry]


def read_decided_events(path: Path) -> list[DecidedEventEntry]:
    """The events of a JSON Lines file in order; `InterchangeError` names all faults."""
    problems: list[str] = []
    entries = [Entry.of(place, found, problems) for place, found in read_entries(path)]
    read = [_event(entry) for entry in entries]
    note_shared_slugs(entries, [each.event.slug for each in read])
    _note_undone(read, problems)
    if problems:
        raise InterchangeError(problems)
    return read


def _event(entry: Entry) -> DecidedEventEntry:
    entry.refuse_slips((*_EVENT, "found", "told_by", "decisions"))
    told = entry.values.get("told_by") or []
    if not isinstance(told, list) or not all(map(is_anchor, told)):
        entry.note("told_by", "not all are reports: take the line as it was exported")
        told = []
    event = Entry.of(entry.place, {k: entry.values.get(k) for k in _EVENT}, entry.problems)
    found = entry.flag("found", default=True)
    decisions = [_decision(each) for each in entry.entries("decisions")]
    made = [decision for decision in decisions if decision]
    return DecidedEventEntry(entry.place, event_of(event), found, told, made)


def _decision(entry: Entry) -> EventDecisionEntry | None:
    entry.refuse_slips(_DECISION)
    if not entry.values.get("field"):
        entry.note("field", f"missing: write one of {', '.join(_VALUES)}")
    field = entry.choice("field", tuple(_VALUES), "")
    undoes, batch = (
        uuid_of(entry, name) if entry.values.get(name) else None for name in ("undoes", "batch")
    )
    value, replaced = words_of(entry, "value"), words_of(entry, "replaced")
    if field and not (_VALUES[field](value) or undoes):
        entry.note("value", f"{value!r} is no value of {field}: take the line as it was exported")
    if not entry.values.get("made"):
        entry.note("made", "missing: take the line as it was exported")
    key, made = uuid_of(entry, "key"), signed_by(entry, "made")
    reason = words_of(entry, "reason")
    if not key or not made:
        return None
    return EventDecisionEntry(entry.place, key, field, value, replaced, reason, made, undoes, batch)


def _note_undone(entries: list[DecidedEventEntry], problems: list[str]) -> None:
    """Note keys that come twice, and what undoes a decision that is not on the same event."""
    seen: set[UUID] = set()
    for entry in entries:
        own = {decision.key for decision in entry.decisions}
        for decision in entry.decisions:
            if decision.key in seen:
                problems.append(f"{decision.place}, key: {decision.key} comes twice: leave one out")
            if decision.undoes and decision.undoes not in own:
                message = f"there is no decision {decision.undoes} on this event"
                problems.append(f"{decision.place}, undoes: {message}: take the whole line")
            seen.add(decision.key)
