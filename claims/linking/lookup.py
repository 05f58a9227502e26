"""The catalogue as candidates come from it: a few events a key, the nearest in time first.

The look-up is passed in, so that the same code works on PostgreSQL's key table and on a list in
memory. No answer grows with the catalogue: each key gives a capped number of events.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from claims.linking.catalogue import CatalogueEvent
from claims.linking.terms import stems_of

BEFORE, AFTER, UNDATED = 12, 3, 3  # events of a key: up to a day, after it, and without a day
LONGEST_ALIAS = 6  # terms of a name that is a key as a whole
ALIAS_MARK = "="


@dataclass(frozen=True, slots=True)
class Found:
    """An event that a key leads to, and its last day."""

    event: str
    day: date | None


class Lookup(Protocol):
    """What candidates are taken from."""

    @property
    def size(self) -> int:
        """How many events there are."""

    def shared_by(self, keys: Iterable[str]) -> Mapping[str, int]:
        """By how many events each of these keys is shared; unknown keys may be missing."""

    def nearest(self, keys: Iterable[str], day: date | None) -> Mapping[str, Sequence[Found]]:
        """For each key at most BEFORE, AFTER and UNDATED events, those nearest to the day."""

    def described(self, events: Iterable[str]) -> Mapping[str, CatalogueEvent]:
        """What the catalogue says of these events."""


def keys_of(event: CatalogueEvent) -> frozenset[str]:
    """The keys that lead to an event: each of its terms, and its names as a whole."""
    called = [stems_of(name) for name in (event.title, *event.aliases)]
    said = map(stems_of, (event.text, event.place, *event.participants))
    terms = {stem for stems in (*called, *said) for stem in stems}
    return frozenset(terms | {name for name in map(name_key, called) if name})


def name_key(stems: Sequence[str]) -> str:
    """The key of a name of these terms in this order; "" for one too long to be called by."""
    return ALIAS_MARK + " ".join(stems) if 0 < len(stems) <= LONGEST_ALIAS else ""


def last_day(event: CatalogueEvent) -> date | None:
    """The day by which nearness goes in the key table."""
    return event.latest or event.earliest


class MemoryLookup:
    """A catalogue in memory."""

    def __init__(self, events: Iterable[CatalogueEvent]) -> None:
        """Index the events by key and day; their order does not matter."""
        self.events = {event.key: event for event in events}
        dated: dict[str, list[tuple[date, str]]] = defaultdict(list)
        undated: dict[str, list[str]] = defaultdict(list)
        for event in sorted(self.events.values(), key=lambda event: event.key):
            day = last_day(event)
            for key in keys_of(event):
                if day is None:
                    undated[key].append(event.key)
                else:
                    dated[key].append((day, event.key))
        self._dated = {key: sorted(rows) for key, rows in dated.items()}
        self._undated = dict(undated)

    @property
    def size(self) -> int:
        """How many events there are."""
        return len(self.events)

    def shared_by(self, keys: Iterable[str]) -> dict[str, int]:
        """By how many events each of these keys is shared."""
        return {
            key: len(self._dated.get(key, ())) + len(self._undated.get(key, ())) for key in keys
        }

    def nearest(self, keys: Iterable[str], day: date | None) -> dict[str, list[Found]]:
        """For each key a capped number of events, those nearest to the day."""
        return {key: self._near(key, day or date.max) for key in keys}

    def described(self, events: Iterable[str]) -> dict[str, CatalogueEvent]:
        """What the catalogue says of these events."""
        return {key: self.events[key] for key in events}

    def _near(self, key: str, day: date) -> list[Found]:
        rows = self._dated.get(key, [])
        place = bisect_right(rows, day, key=lambda row: row[0])
        near = (*rows[max(0, place - BEFORE) : place], *rows[place : place + AFTER])
        undated = self._undated.get(key, [])[:UNDATED]
        return [Found(event, when) for when, event in near] + [Found(e, None) for e in undated]
