"""The events that a statement may refer to: those that share its rarest terms, nearest first."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from claims.linking.catalogue import CatalogueEvent
from claims.linking.lookup import LONGEST_ALIAS, Found, Lookup, name_key
from claims.linking.profiles import Profile

MOST_KEYS = 12  # terms of a statement that are looked up, the rarest first
MOST_NAMES = 2000  # runs of words that are looked up as names
MOST_YEARS = 2  # years named, around each of which is looked again
MOST_CANDIDATES = 32
SMALL = 500  # events; a smaller catalogue says too little about how rare a word is
FADE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Rarity:
    """How telling terms are, from near 0 (in every event) to 1 (in none), in one catalogue."""

    weights: Mapping[str, float]

    @classmethod
    def among(cls, size: int, shared: Mapping[str, int]) -> "Rarity":
        """Weigh terms by how many of the events share them."""
        events = max(size, SMALL)
        most = math.log(2 * events + 2)
        return cls(
            {
                term: math.log((events + 1) / (min(count, events) + 0.5)) / most
                for term, count in shared.items()
            }
        )

    def of(self, term: str) -> float:
        """The weight of a term; one that was not asked for counts as in none."""
        return self.weights.get(term, 1.0)

    def sum(self, terms: Iterable[str]) -> float:
        """The weight of several; the same whatever their order."""
        weights = self.weights
        return math.fsum([weights.get(term, 1.0) for term in terms])


@dataclass(frozen=True, slots=True)
class Candidates:
    """Events that may be meant, and the weights of the statement's terms."""

    events: tuple[CatalogueEvent, ...]
    rarity: Rarity
    named: frozenset[str]  # events called by a whole name


def candidates(
    profile: Profile,
    day: date | None,
    lookup: Lookup,
    around: frozenset[str] = frozenset(),
    *,
    most_keys: int = MOST_KEYS,
) -> Candidates:
    """At most MOST_CANDIDATES events, in an order that depends on nothing but them.

    Terms that stand `around` the statement are weighed, and lead to no events.
    """
    shared = lookup.shared_by(sorted(profile.terms | around))
    rarity = Rarity.among(lookup.size, shared)
    telling = sorted(profile.terms, key=lambda term: (-rarity.of(term), term))
    keys = [term for term in telling if shared.get(term)][:most_keys]
    names = sorted(lookup.shared_by(_names(profile, shared)).items())
    votes: dict[Found, float] = defaultdict(float)
    named: set[str] = set()
    for when in (day, *(date(year, 7, 1) for year in profile.years[-MOST_YEARS:])):
        for key, found in lookup.nearest(keys, when).items():
            for event in found:
                votes[event] += rarity.of(key) * _fade(event.day, when)
    for found in lookup.nearest([name for name, count in names if count], day).values():
        for event in found:
            votes[event] += 1.0
            named.add(event.event)
    chosen = sorted(votes, key=lambda found: (-votes[found], found.event))[:MOST_CANDIDATES]
    described = lookup.described([found.event for found in chosen])
    events = tuple(described[f.event] for f in chosen if f.event in described)
    return Candidates(events, rarity, frozenset(named))


def _names(profile: Profile, shared: Mapping[str, int]) -> list[str]:
    """The keys of the runs of words that may be an event's name: each is a term of some event."""
    stems = profile.ordered
    found: dict[str, None] = {}
    for start in range(len(stems)):
        for end in range(start, min(start + LONGEST_ALIAS, len(stems))):
            if not shared.get(stems[end]) or len(found) >= MOST_NAMES:
                break
            found[name_key(stems[start : end + 1])] = None
    return list(found)


def _fade(event: date | None, day: date | None) -> float:
    if event is None or day is None:
        return 0.5
    return math.exp(-min(abs((day - event).days), 2 * FADE_DAYS) / FADE_DAYS)
