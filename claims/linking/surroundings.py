"""What an article says of the events that it may be about, sentence by sentence."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from claims.extraction import Document, Span
from claims.linking.candidates import Rarity, candidates
from claims.linking.catalogue import CatalogueEvent
from claims.linking.company import Company
from claims.linking.lookup import Lookup
from claims.linking.profiles import profile_from, terms_of
from claims.linking.sentences import sentences_of
from claims.linking.terms import names_in, stem_of, stems_of, terms_in
from claims.linking.told import FEWEST_NAMED, Told

MOST_KEYS = 60  # terms of an article that are looked up, the rarest first
LEAD = 3  # sentences
TELLING = 3  # terms that name an event as well as all of its terms do
BARELY = 0.2  # telling share below which an article does not name an event at all
STRONG = 0.5  # telling share of a title from which an article may mean it without its names
NAMED = 0.33  # telling share from which a sentence names an event
# What titles say of many events; it tells none from another.
_COMMON = frozenset(
    map(
        stem_of,
        (
            *("let", "back", "onto", "first", "second", "third", "round", "new", "planned"),
            *("proposed", "two", "three", "against", "between"),
        ),
    )
)
_COMMON_WEIGHT = 0.15


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article and its paragraph's number."""

    span: Span
    paragraph: int
    terms: frozenset[str]


@dataclass(frozen=True)
class Subject:
    """An event that an article may be about; shares are of its title and aliases, from 0 to 1."""

    event: CatalogueEvent
    weights: dict[str, float]  # of its terms, by rarity
    telling: dict[str, float]  # of its terms, less where other events share them
    names: frozenset[str]
    sentences: tuple[float, ...]  # how tellingly each of the article's sentences names it
    heading: frozenset[str]
    lead: frozenset[str]
    everywhere: frozenset[str]

    def share(self, terms: frozenset[str]) -> float:
        """How much of its name stands there."""
        return _part(self.weights, terms)

    def plainly(self, terms: frozenset[str]) -> float:
        """How much of its name without the proper names stands there."""
        return _part(self._plain, terms)

    def is_called_as(self, other: "Subject") -> bool:
        """Whether nothing but a count ("first", "second") tells the two names apart."""
        return self._core == other._core

    @cached_property
    def _core(self) -> frozenset[str]:
        return frozenset(self.weights) - _COMMON

    @cached_property
    def _plain(self) -> dict[str, float]:
        return {t: w for t, w in self.weights.items() if t not in self.names}

    @cached_property
    def _best(self) -> float:
        return sum(sorted(self.telling.values(), reverse=True)[:TELLING]) or 1.0

    @cached_property
    def standing(self) -> dict[str, float]:
        """How the article as a whole names it."""
        return {
            "title": self.share(self.heading),
            "lead, plain words": self.plainly(self.lead),
            "best sentence": max(self.sentences, default=0.0),
            "whole article": self.share(self.everywhere),
        }

    def hit(self, terms: frozenset[str]) -> float:
        """How tellingly these terms name it: the few best of its terms are enough."""
        if self.telling.keys().isdisjoint(terms):
            return 0.0
        return min(1.0, sum(w for t, w in self.telling.items() if t in terms) / self._best)

    @cached_property
    def strongest(self) -> float:
        """How tellingly the title or a sentence of the article names it, at best."""
        return max((*self.sentences, self.hit(self.heading)))

    @cached_property
    def salience(self) -> float:
        """How much the article is about it: title, lead, and how many sentences name it."""
        naming = sum(value >= NAMED for value in self.sentences)
        mentions = min(2.0, 4 * naming / max(1, len(self.sentences)))
        return self.hit(self.heading) + self.hit(self.lead) + mentions


class Surroundings:
    """An article's sentences, and the events that it may be about."""

    def __init__(self, document: Document, lookup: Lookup) -> None:
        """Look the article's terms up, once."""
        self.document = document
        self.heading = frozenset(stems_of(document.title))
        self._spans = list(sentences_of(document.text))
        self._terms = [list(terms_in(document.text, span)) for span in self._spans]
        title = document.title
        profile = profile_from([(title, terms_of(title)), (document.text, self._terms)])
        found = candidates(profile, document.published, lookup, most_keys=MOST_KEYS)
        self._everywhere, self._names = profile.terms, profile.names
        meant = [
            event
            for event in found.events
            if event.key in found.named or self._may_mean(event, found.rarity)
        ]
        self.subjects = self._subjects(meant, found.rarity)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the text; nobody asks for them where no event may be meant."""
        text = self.document.text
        return [
            Sentence(span, text.count("\n", 0, span.start), frozenset(t.stem for t in terms))
            for span, terms in zip(self._spans, self._terms, strict=True)
        ]

    @cached_property
    def told(self) -> Told:
        """What the article's own words for events say of them."""
        events = [subject.event for subject in self.subjects]
        return Told(self.document, events, self._everywhere)

    @cached_property
    def company(self) -> Company:
        """How far it speaks of what goes with them."""
        events = [subject.event for subject in self.subjects]
        return Company(events, [sentence.terms for sentence in self.sentences])

    def _may_mean(self, event: CatalogueEvent, rarity: Rarity) -> bool:
        """Whether the article speaks of whom or what the event is about: no stranger is a rival.

        Of an event of which no more than a title is known, telling words of that are enough.
        """
        names = names_in(event.title)
        if names and len(names & self._names) >= FEWEST_NAMED * len(names):
            return True
        about = [frozenset(stems_of(name)) for name in (*event.participants, event.place) if name]
        if about:
            return any(name <= self._names for name in about)
        alone = self._subjects([event], rarity)
        if names:
            return any(subject.strongest >= STRONG for subject in alone)
        return any(_part(one.telling, self._everywhere) >= FEWEST_NAMED for one in alone)

    def _use(self, term: str) -> float:
        """What a term loses by standing all over the article: it tells little of one sentence."""
        return 1 + math.log(max(1, self._uses[term])) / 2

    @cached_property
    def _uses(self) -> Counter[str]:
        """In how many sentences each term stands."""
        return Counter(term for sentence in self.sentences for term in sentence.terms)

    def _subjects(self, events: Iterable[CatalogueEvent], rarity: Rarity) -> list[Subject]:
        named = {event: _called(event) for event in events}
        if not named:
            return []
        shared = Counter(term for terms in named.values() for term in terms)
        lead = self.heading.union(*(sentence.terms for sentence in self.sentences[:LEAD]))
        subjects = []
        for event, terms in named.items():
            weights = {term: rarity.of(term) / self._use(term) for term in sorted(terms)}
            telling = {
                term: (_COMMON_WEIGHT if term in _COMMON else 1.0) * rarity.of(term) / shared[term]
                for term in weights
            }
            names = names_in(event.title) & terms
            subject = Subject(
                event, weights, telling, names, (), self.heading, lead, self._everywhere
            )
            by_sentence = tuple(subject.hit(sentence.terms) for sentence in self.sentences)
            if max((*by_sentence, subject.hit(self.heading), subject.hit(lead))) >= BARELY:
                subjects.append(replace(subject, sentences=by_sentence))
        return subjects


@lru_cache(maxsize=20_000)
def _called(event: CatalogueEvent) -> frozenset[str]:
    return frozenset(stem for name in (event.title, *event.aliases) for stem in stems_of(name))


def _part(weights: dict[str, float], terms: frozenset[str]) -> float:
    return sum(w for term, w in weights.items() if term in terms) / (sum(weights.values()) or 1.0)
