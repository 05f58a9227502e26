"""Which events of a catalogue an article's own words for events stand for.

Its mentions are put together as discovery does it ("the blast", "the attack"); what comes of that
is of the event whose name has its sort and its words, and whose day the article tells.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.edtf import bounds
from claims.extraction import Document, Span
from claims.extraction.calendar import Period
from claims.linking.catalogue import CatalogueEvent
from claims.linking.discovery.chains import Chain, chains_of, mentions_in_text
from claims.linking.discovery.dating import days_told
from claims.linking.discovery.material import Article
from claims.linking.discovery.mentions import Mention, find_mentions, sentences_in
from claims.linking.discovery.texts import Text
from claims.linking.namings import Naming, namings_in
from claims.linking.terms import names_in, stems_of

RARE = 0.6  # how telling each word of a mention is taken to be: one article has no statistics
SAME_SORT, SAME_FAMILY = 1.0, 0.5
ITS_DAY, ANOTHER_DAY = 0.7, -0.3
FAR = 60  # days between event and article that take one point away where no day is told
MOST_FAR = 0.5
FULL = SAME_SORT + 1.0 + ITS_DAY  # that sort, all words, that day
LEAST = 0.4  # under which a chain is not of the event
FEWEST_NAMED = 0.3  # of an event's names, in an article that may call it otherwise
RIVALRY = 3.0  # how fast less likely events of a chain lose
VERBAL = 0.8  # of a noun phrase's force that a verb has
_HARM = frozenset({"violence", "mishap", "war"})  # families of events that things are named for

Chances = Mapping[str, float]  # by event


@dataclass(frozen=True, slots=True)
class Here:
    """What stands at a report: how far its content, and what was named last, are of each event."""

    content: Chances
    last: Chances
    stems: frozenset[str]
    days: tuple[Period, ...]


class Told:
    """An article's words for events, and its days.

    By event, `topic` is its part of the words, and `days` how well a day that is told is its own.
    """

    def __init__(
        self, document: Document, events: Sequence[CatalogueEvent], terms: frozenset[str]
    ) -> None:
        """Read the article, whose terms are given, for the events that it may be about."""
        self._text = Text(Article("", "", document, ()))
        self._published = document.published
        self._events = {event.key: event for event in events}
        self._near = {event.key for event in events if _is_near(event, terms)}
        self._names = {event.key: _mentions_of(event) for event in events}
        self._holders = Counter(
            anchor for key in self._names for anchor in sorted(self._anchors_of(key))
        )
        chains = chains_of(self._text, lambda _: RARE)
        self._chances = [self._of_chain(chain) for chain in chains]
        self._placed = sorted(
            (mention.head.start, number, mention.head.end, mention.verbal)
            for number, chain in enumerate(chains)
            for mention in mentions_in_text(chain)
        )
        self.topic = self._topic(chains)
        told = [time.period for time in self._text.times if time.period]
        self.days = {key: self.day_in(key, told) for key in self._events}

    def here(self, content: Sequence[Span]) -> Here:
        """What stands at a report with that content."""
        within = [
            (self._chances[number], VERBAL if verbal else 1.0)
            for start, number, end, verbal in self._placed
            if any(Span(start, end).overlaps(span) for span in content)
        ]
        before = bisect_left(self._placed, (content[0].start, -1, -1, False))
        _, last, _, verbal = self._placed[before - 1] if before else (0, -1, 0, False)
        named = {
            key: max(chances.get(key, 0.0) * force for chances, force in within)
            for key in {key for chances, _ in within for key in chances}
        }
        force = VERBAL if verbal else 1.0
        return Here(
            content=named,
            last={k: v * force for k, v in self._chances[last].items()} if before else {},
            stems=frozenset(self._text.stems_in(content)),
            days=tuple(
                time.period
                for time in self._text.times
                if time.period and any(time.span.overlaps(span) for span in content)
            ),
        )

    def namings(self, spans: Sequence[Span]) -> list[Naming]:
        """The words for events in these stretches of the text."""
        return namings_in(self._text, spans)

    def harmed(self, key: str, here: Here) -> float:
        """How much the content speaks of what the event, which it does not name, did harm to."""
        if not any(_HARM & name.sort.families for name in self._names[key]):
            return 0.0
        anchors = self._anchors_of(key)
        share = len(anchors & here.stems) / len(anchors) if anchors else 0.0
        return share * (1 - here.content.get(key, 0.0))

    def day_in(self, key: str, days: Sequence[Period]) -> float:
        """How well any of these stretches of time is the event's, from 0 to 1."""
        event = self._events[key]
        return max((_overlap(period, event) for period in days), default=0.0)

    def _anchors_of(self, key: str) -> set[str]:
        return {anchor for name in self._names[key] for anchor in name.anchors}

    def _topic(self, chains: Sequence[Chain]) -> Chances:
        """Which part of the article's words for events is an event's."""
        found: dict[str, float] = {}
        for chain, chances in zip(chains, self._chances, strict=True):
            for key, chance in chances.items():
                found[key] = found.get(key, 0.0) + chance * len(chain.mentions)
        whole = math.fsum(found.values()) or 1.0
        return {key: value / whole for key, value in found.items()}

    def _of_chain(self, chain: Chain) -> Chances:
        fits = {key: self._fit(chain, event) for key, event in self._events.items()}
        best = max(fits.values(), default=0.0)
        return {
            key: fit / FULL * math.exp(RIVALRY * (fit - best))
            for key, fit in fits.items()
            if fit > LEAST
        }

    def _fit(self, chain: Chain, event: CatalogueEvent) -> float:
        if event.key not in self._near:
            return 0.0
        best = max((self._likeness(chain, name) for name in self._names[event.key]), default=0.0)
        return best + self._fit_of_days(chain, event) if best else 0.0

    def _likeness(self, chain: Chain, name: Mention) -> float:
        """How well sort and words of a chain are those of a name, 0 where it is of another."""
        if not any(name.sort.fits(sort) for sort in chain.sorts):
            return 0.0
        if name.ordinal and chain.ordinals and name.ordinal not in chain.ordinals:
            return 0.0
        whole = math.fsum(1 / self._holders[anchor] for anchor in name.anchors) or 1.0
        shared = math.fsum(1 / self._holders[anchor] for anchor in name.anchors & chain.anchors)
        return (SAME_SORT if name.sort in chain.sorts else SAME_FAMILY) + shared / whole

    def _fit_of_days(self, chain: Chain, event: CatalogueEvent) -> float:
        first, last = event.days
        if first is None or last is None or self._published is None:
            return 0.0
        told = [bounds(day) for day in days_told(self._text, list(mentions_in_text(chain)))]
        if any(since and until and since <= last and until >= first for since, until in told):
            return ITS_DAY
        if told:
            return ANOTHER_DAY
        away = max(0, (self._published - last).days, (first - self._published).days)
        return -min(MOST_FAR, away / FAR)


def _is_near(event: CatalogueEvent, terms: frozenset[str]) -> bool:
    """Whether the article speaks of whom or what the event is about, and not of another war."""
    names = names_in(event.title)
    if names:
        return len(names & terms) >= FEWEST_NAMED * len(names)
    about = {stems[-1] for name in (*event.participants, event.place) if (stems := stems_of(name))}
    return not about or bool(about & terms)


def _mentions_of(event: CatalogueEvent) -> tuple[Mention, ...]:
    return tuple(
        mention
        for name in (event.title, *event.aliases)
        for mention in find_mentions(name, sentences_in(name))
        if not mention.verbal
    )


def _overlap(period: Period, event: CatalogueEvent) -> float:
    """The root of what two stretches of time share, of what they cover together."""
    first, last = event.days
    if first is None or last is None:
        return 0.0
    shared = (min(period.latest, last) - max(period.earliest, first)).days + 1
    covered = (max(period.latest, last) - min(period.earliest, first)).days + 1
    return math.sqrt(max(0, shared) / covered)
