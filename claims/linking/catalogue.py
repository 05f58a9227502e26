"""The events that statements may refer to, indexed by the words that name them."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from claims.linking.terms import stems_of

MOST_EVENTS_A_TERM = 200  # a term that more events share leads to none of them


@dataclass(frozen=True, slots=True)
class CatalogueEvent:
    """An event as linking sees it; `earliest` and `latest` bound its day, None where open."""

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    text: str = ""
    earliest: date | None = None
    latest: date | None = None
    place: str = ""
    participants: tuple[str, ...] = ()
    kind: str = ""


class Catalogue:
    """Events with an inverted index, so that finding those named costs no look at the others."""

    def __init__(self, events: Iterable[CatalogueEvent]) -> None:
        """Weigh the terms by their rarity among titles, and index the aliases."""
        self.events = {event.key: event for event in events}
        titles = {key: stems_of(event.title) for key, event in self.events.items()}
        shared = Counter(stem for stems in titles.values() for stem in set(stems))
        self.weights = {
            key: {stem: _rarity(shared[stem], len(titles)) for stem in stems}
            for key, stems in titles.items()
        }
        self._titled: dict[str, list[str]] = defaultdict(list)
        self._aliased: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for key, event in self.events.items():
            for stem in self.weights[key] if not event.aliases else ():
                self._titled[stem].append(key)
        self._index_aliases()

    def _index_aliases(self) -> None:
        """Put each alias under its rarest term; an event with aliases is found by these alone."""
        names = [
            (key, stems)
            for key, event in self.events.items()
            for stems in map(stems_of, (event.title, *event.aliases))
            if event.aliases and stems
        ]
        used = Counter(stem for _, stems in names for stem in set(stems))
        for key, stems in names:
            self._aliased[min(stems, key=lambda stem: (used[stem], stem))].append((key, stems))

    def titled(self, stems: Iterable[str]) -> set[str]:
        """The events whose titles share a telling term with these."""
        found = (self._titled.get(stem, ()) for stem in stems)
        return {key for keys in found if len(keys) <= MOST_EVENTS_A_TERM for key in keys}

    def aliased(self, stems: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
        """The aliases, with their events, that these terms may be part of."""
        found = (self._aliased.get(stem, ()) for stem in stems)
        return [pair for pairs in found for pair in pairs[:MOST_EVENTS_A_TERM]]


def _rarity(events: int, of: int) -> float:
    return math.log((of + 1) / events)
