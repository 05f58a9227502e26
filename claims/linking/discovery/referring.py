"""Which reports of an article refer to an event that several articles tell of.

A logistic model over a few features; its weights stand in `referring.json` (docs/discovery.md).
"""

import json
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import fsum
from typing import NamedTuple

from claims.extraction import Evidence, Span
from claims.linking.discovery.chains import Chain, mentions_in_text
from claims.linking.discovery.material import Report
from claims.linking.discovery.mentions import Mention
from claims.linking.discovery.profiles import Profile
from claims.linking.discovery.texts import Text

DOUBTFUL = 0.3  # confidence under which a report refers to nothing
VERBAL = 0.8  # of a noun phrase's force that a verb has
ENOUGH = 2.0  # summed weights of an event's words that say it in full
OCCASION_REACH = 40  # characters before a name in which "told", "at" make it an occasion
MENTIONS = 3.0  # words that a mention counts as, in what an article is about

_POINTING = re.compile(r"\b(?:it|this|that|these|those|such|they|them|both|there)\b", re.IGNORECASE)


class Features(NamedTuple):
    """What speaks for a report's referring to an event, each from 0 to 1."""

    content: float = 0.0  # the content names it
    anchors: float = 0.0  # the content has the words that tell it from others of its sort
    terms: float = 0.0  # the content has words that stand beside its names elsewhere
    sentence: float = 0.0  # the rest of the sentence names it
    paragraph: float = 0.0  # its words stand before, in the paragraph
    headline: float = 0.0  # the headline names it
    nearest: float = 0.0  # it is the event that was named last
    topic: float = 0.0  # of the article's words for events
    pointing: float = 0.0  # the content points back, and the article names the event


_SAID_AT = re.compile(
    r"\b(?:told|telling|tells|addressed|addressing|at|during|before)\s+(?:the|an?|this|his|her)?\s*$"
)
_FITTED: dict[str, float] = json.loads(
    files("claims.linking.discovery").joinpath("referring.json").read_text(encoding="utf-8")
)
BIAS = _FITTED["bias"]
WEIGHTS = Features(**{name: _FITTED[name] for name in Features._fields})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event as one article knows it: its words, and its mentions there if it has any."""

    number: int
    profile: Profile
    chain: Chain | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report stands: its content, its sentences, the terms in it and before it."""

    content: Sequence[Span]
    sentence: Span
    inside: set[str]
    before: set[str]
    points: bool
    last_named: Chain | None


class Surroundings:
    """An article's events, to be looked up by place."""

    def __init__(
        self, text: Text, chains: Sequence[Chain], candidates: Sequence[Candidate]
    ) -> None:
        """Weigh what the article is about, once."""
        self.text = text
        self.candidates = candidates
        self.placed = sorted(
            (mention.head.start, place)
            for place, chain in enumerate(chains)
            for mention in mentions_in_text(chain)
        )
        self.chains = chains
        self.topics = self._topics()

    def place_of(self, report: Report) -> Place:
        """Where a report stands, looked up once for all events."""
        content = report.content
        first = self.text.sentence_at(content[0].start).span
        sentence = Span(first.start, self.text.sentence_at(content[-1].end - 1).span.end)
        paragraph = Span(self.text.words.rfind("\n", 0, content[0].start) + 1, sentence.start)
        before = bisect_left(self.placed, (content[0].start, -1))
        return Place(
            content=content,
            sentence=sentence,
            inside=self.text.stems_in(content),
            before=self.text.stems_in([paragraph]),
            points=any(_POINTING.search(span.of(self.text.words)) for span in content),
            last_named=self.chains[self.placed[before - 1][1]] if before else None,
        )

    def features(self, place: Place, candidate: Candidate) -> Features:
        """How a report there stands to the event."""
        profile, chain = candidate.profile, candidate.chain
        named = list(mentions_in_text(chain)) if chain else []
        within = [mention for mention in named if _within(mention, place.content)]
        beside = [m for m in named if m.head.overlaps(place.sentence) and m not in within]
        return Features(
            content=_force(within),
            anchors=_sum(profile.anchors, place.inside),
            terms=_sum(profile.terms, place.inside) / ENOUGH,
            sentence=_force(m for m in beside if not self._is_occasion(m, place)),
            paragraph=_sum(profile.terms, place.before) / ENOUGH,
            headline=float(chain is not None and len(named) < len(chain.mentions)),
            nearest=float(chain is not None and place.last_named is chain),
            topic=self.topics[candidate.number],
            pointing=float(chain is not None and place.points),
        )

    def _is_occasion(self, mention: Mention, place: Place) -> bool:
        """Whether what stands beside the content is where it was said, not what it refers to."""
        before = Span(place.sentence.start, mention.span.start).of(self.text.words)
        return bool(_SAID_AT.search(before[-OCCASION_REACH:]))

    def evidence(self, report: Report, candidate: Candidate, confidence: float) -> Evidence:
        """The words that name the event nearest to the content; the content where none do."""
        if candidate.chain is None:
            return Evidence(report.content[0], "words of the event", confidence)
        named = list(mentions_in_text(candidate.chain))
        if not named:
            return Evidence(report.content[0], "headline", confidence)
        best = min(named, key=lambda m: (_distance(m, report.content), m.head.start))
        where = "named in the content" if _within(best, report.content) else "named nearby"
        return Evidence(best.span, where, confidence)

    def _topics(self) -> dict[int, float]:
        """Which part of the article's words for events are an event's."""
        weights = {
            candidate.number: fsum(
                candidate.profile.terms.get(term.stem, 0.0) for term in self.text.terms
            )
            + MENTIONS * (len(candidate.chain.mentions) if candidate.chain else 0)
            for candidate in self.candidates
        }
        total = fsum(weights.values()) or 1.0
        return {number: weight / total for number, weight in weights.items()}


def confidence_of(features: Features) -> float:
    """The chance that a report with these features refers to the event."""
    terms = zip(WEIGHTS, features, strict=True)
    return 1 / (1 + math.exp(-BIAS - fsum(weight * value for weight, value in terms)))


def _within(mention: Mention, content: Sequence[Span]) -> bool:
    return any(mention.head.overlaps(span) for span in content)


def _force(mentions: Iterable[Mention]) -> float:
    return max((VERBAL if mention.verbal else 1.0 for mention in mentions), default=0.0)


def _sum(weights: Mapping[str, float], stems: set[str]) -> float:
    return min(1.0, fsum(weights.get(stem, 0.0) for stem in stems))


def _distance(mention: Mention, content: Sequence[Span]) -> int:
    """Characters between a mention and the content, 0 where it stands in it."""
    return min(
        max(span.start - mention.head.end, mention.head.start - span.end, 0) for span in content
    )
