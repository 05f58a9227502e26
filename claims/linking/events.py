"""Which events a report refers to: a first version, by names, context, participants and days.

The features are explicit and their weights stand in one table, to be fitted later.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date

from claims.extraction import Document, Evidence, ExtractedReport, Span
from claims.linking.catalogue import Catalogue, CatalogueEvent
from claims.linking.references import Reference, find_references, sentences_of

LINKED = 0.5  # confidence from which a link is made; below it the desk decides
DOUBTFUL = 0.3  # confidence under which there is no link
REACH = 1500  # characters before the content in which a reference may still be meant
FADE = 0.7  # of a reference's force that each paragraph in between leaves
NEAR_DAYS = 30

_BREAK = re.compile(r"\n+")
_POINTING = re.compile(r"\b(?:it|this|that|these|those|such|they|them|both)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for one link, each from 0 to 1; the weights have the same shape."""

    content: float = 0.0  # how fully the content names the event
    sentence: float = 0.0  # how fully the rest of its sentence does
    paragraph: float = 0.0  # how fully what stands before it in its paragraph does
    earlier: float = 0.0  # how fully earlier paragraphs do, less with each in between
    pointing: float = 0.0  # the content points back by a pronoun, and names no event
    participants: float = 0.0  # share of the event's participants in the sentence
    place: float = 0.0  # the sentence names its place
    near: float = 0.0  # how near its days lie to that of the statement


WEIGHTS = Features(
    content=6.0,
    sentence=2.5,
    paragraph=3.4,
    earlier=3.0,
    pointing=1.2,
    participants=1.0,
    place=0.5,
    near=1.0,
)
BIAS = -4.2


@dataclass(frozen=True, slots=True)
class ScoredLink:
    """A report refers to an event; `doubtful` where only an editor should make the link."""

    event: str
    confidence: float
    evidence: tuple[Evidence, ...]
    features: Features

    @property
    def doubtful(self) -> bool:
        """Whether the confidence is too low for a link that nobody has looked at."""
        return self.confidence < LINKED


def link(
    document: Document, reports: Sequence[ExtractedReport], catalogue: Catalogue
) -> list[tuple[ScoredLink, ...]]:
    """The links of each report of a document, the surest first.

    References are looked for once in the whole text, and each report looks at those near it:
    the cost grows with the text, not with the catalogue.
    """
    surroundings = _Surroundings(document, catalogue)
    return [tuple(surroundings.links_of(report)) for report in reports]


class _Surroundings:
    """A document's references and sentences, to be looked up by place."""

    def __init__(self, document: Document, catalogue: Catalogue) -> None:
        """Find them, once."""
        self.text = document.text
        self.published = document.published
        self.events = catalogue.events
        self.references = find_references(document.text, catalogue)
        self.starts = [found.span.start for found in self.references]
        self.sentences = list(sentences_of(document.text))
        self.sentence_starts = [sentence.start for sentence in self.sentences]

    def links_of(self, report: ExtractedReport) -> list[ScoredLink]:
        """What the content names itself; else the one event that the words around it name best."""
        scored = [self._score(report, found) for found in self._near(report)]
        own = _surest(found for found in scored if found.features.content)
        chosen = own or _surest(scored)[:1]
        return [found for found in chosen if found.confidence >= DOUBTFUL]

    def _near(self, report: ExtractedReport) -> list[Reference]:
        start, end = report.content[0].start - REACH, self._sentence(report).end
        return self.references[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _sentence(self, report: ExtractedReport) -> Span:
        """The sentence of the content; from the first to the last where there are several."""
        first, last = (
            self.sentences[max(bisect_right(self.sentence_starts, place), 1) - 1]
            for place in (report.content[0].start, report.content[-1].end - 1)
        )
        return Span(first.start, last.end)

    def _score(self, report: ExtractedReport, found: Reference) -> ScoredLink:
        features = self._features(report, found)
        terms = zip(astuple(WEIGHTS), astuple(features), strict=True)
        confidence = 1 / (1 + math.exp(-BIAS - sum(weight * value for weight, value in terms)))
        evidence = Evidence(found.span, found.rule, confidence)
        return ScoredLink(found.event, confidence, (evidence,), features)

    def _features(self, report: ExtractedReport, found: Reference) -> Features:
        event, sentence = self.events[found.event], self._sentence(report)
        where = self._where(report, found.span)
        words = Span(sentence.start, min(sentence.end, sentence.start + REACH)).of(self.text)
        content = " ".join(span.of(self.text) for span in report.content)
        between = self.text[found.span.end : report.content[0].start]
        force = found.strength * FADE ** len(_BREAK.findall(between))
        named = [name for name in event.participants if _last_name(name) in words]
        return Features(
            **{where: force},
            pointing=float(where != "content" and bool(_POINTING.search(content))),
            participants=len(named) / len(event.participants) if event.participants else 0.0,
            place=float(bool(event.place) and event.place in words),
            near=_nearness(event, report.said.earliest or self.published),
        )

    def _where(self, report: ExtractedReport, span: Span) -> str:
        content = report.content[0]
        if any(span.overlaps(piece) for piece in report.content):
            return "content"
        if span.overlaps(self._sentence(report)):
            return "sentence"
        before = self.text[span.start : content.start]
        return "earlier" if "\n" in before else "paragraph"


def _surest(links: Iterable[ScoredLink]) -> list[ScoredLink]:
    """The best link to each event, and of events that the same words name the best alone."""
    by_event: dict[str, ScoredLink] = {}
    by_words: dict[Span, ScoredLink] = {}
    for found in sorted(links, key=lambda found: (-found.confidence, found.event)):
        best = by_words.setdefault(found.evidence[0].span, found)
        if best is found:
            by_event.setdefault(found.event, found)
    return list(by_event.values())


def _last_name(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _nearness(event: CatalogueEvent, day: date | None) -> float:
    """1 on the event's days, half of it a month away; a half where either day is unknown."""
    if day is None or (event.earliest is None and event.latest is None):
        return 0.5
    early, late = event.earliest or date.min, event.latest or date.max
    away = max((early - day).days, (day - late).days, 0)
    return NEAR_DAYS / (NEAR_DAYS + away)
