"""Which events the reports of an article refer to.

A report's content names an event itself, by its name or by what the article calls it, or the words
around it do, or it says no more than the article is about: each of these is a feature of an
independent logistic model per candidate ("article" in `weighing.json`, fitted by `python -m
training.linking fit`).
"""

import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from claims.extraction import Document, Evidence, ExtractedReport, Span
from claims.linking.catalogue import CatalogueEvent
from claims.linking.lookup import Lookup
from claims.linking.series import barred
from claims.linking.surroundings import NAMED, Sentence, Subject, Surroundings
from claims.linking.terms import terms_in
from claims.linking.told import Here, Told
from claims.linking.weighing import Model, chance, log_odds, read_models

NEAR_SENTENCES = 0.85  # of what a sentence says of an event is left after each further one
CHAINED = 0.5  # from which a mention in the content names an event
FRESH = 3  # days
_POINTING = re.compile(r"\b(?:it|this|that|these|those|such|they|them|both)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|could|may|might|plan\w*|due|expect\w*|ready|until|unless)\b",
    re.IGNORECASE,
)

_Judged = tuple[float, Subject, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which confidence a link is made, and from which an editor is asked."""

    linked: float = 0.3
    doubtful: float = 0.2


@dataclass(frozen=True, slots=True)
class ScoredLink:
    """A report refers to an event; `doubtful` where only an editor should make the link."""

    event: str
    confidence: float
    evidence: tuple[Evidence, ...]
    features: Mapping[str, float] = field(default_factory=dict, compare=False)
    doubtful: bool = False


def link(
    document: Document,
    reports: Sequence[ExtractedReport],
    lookup: Lookup,
    thresholds: Thresholds | None = None,
) -> list[tuple[ScoredLink, ...]]:
    """The links of each report of a document, the surest first.

    Candidates are looked up once for the whole text: the cost grows with the text, not with the
    catalogue.
    """
    return link_within(Surroundings(document, lookup), reports, thresholds or Thresholds())


def link_within(
    surroundings: Surroundings,
    reports: Sequence[ExtractedReport],
    limits: Thresholds,
    model: Model | None = None,
) -> list[tuple[ScoredLink, ...]]:
    """The same for an article that has been looked up; by another model than ours where given."""
    if not surroundings.subjects:
        return [() for _ in reports]
    model = model or read_models()["article"]
    return [tuple(_links(surroundings, report, model, limits)) for report in reports]


def _links(
    around: Surroundings, report: ExtractedReport, model: Model, limits: Thresholds
) -> list[ScoredLink]:
    place = _Place(around, report)
    judged = [
        (chance(log_odds(model, values)), subject, values) for subject, values in _features(place)
    ]
    judged.sort(key=lambda found: (-found[0], found[1].event.key))
    return [
        ScoredLink(
            event=subject.event.key,
            confidence=confidence,
            evidence=(_evidence(place, subject, confidence),),
            features=values,
            doubtful=confidence < limits.linked,
        )
        for confidence, subject, values in _eligible(judged)
        if confidence >= limits.doubtful
    ]


def _eligible(judged: Sequence[_Judged]) -> Sequence[_Judged]:
    """The event that is likeliest of what it may mean, and those that the content names."""
    apart = [found for found in judged if not any(_is_rather(other, found) for other in judged)]
    named = [
        found
        for found in apart[1:]
        if found[2]["telling"] >= NAMED or found[2]["chain in content"] >= CHAINED
    ]
    return [*apart[:1], *named]


def _is_rather(one: _Judged, other: _Judged) -> bool:
    """Whether of two events of one name ("the second round") it is rather the one that is meant."""
    if one[1].event == other[1].event or not one[1].is_called_as(other[1]):
        return False
    return (one[2]["day in content"], one[0]) > (other[2]["day in content"], other[0])


def features(
    around: Surroundings, report: ExtractedReport
) -> list[tuple[Subject, dict[str, float]]]:
    """What speaks for each candidate, and against it, by name."""
    return _features(_Place(around, report))


def _features(place: "_Place") -> list[tuple[Subject, dict[str, float]]]:
    around, report = place.around, place.report
    subjects = place.subjects
    content = [subject.hit(place.content) for subject in subjects]
    near = [place.near(subject.sentences) for subject in subjects]
    salience = [subject.salience for subject in subjects]
    whole = math.fsum(sorted(math.exp(2 * value) for value in salience))
    unnamed = 1.0 - max(content, default=0.0)
    here = around.told.here(report.content)
    company = _company(place)
    found = []
    for n, subject in enumerate(subjects):
        about = _ahead(salience, n)
        values = {
            "two terms": float(len(place.content & subject.weights.keys()) > 1),
            "telling": content[n],
            "telling margin": _ahead(content, n),
            "sentence, plain words": subject.plainly(place.sentence),
            "near": near[n],
            "near margin": _ahead(near, n),
            "salience margin": about,
            "salience margin, unnamed": about * unnamed,
            "share of article, unnamed": math.exp(2 * salience[n]) / whole * unnamed,
            **subject.standing,
            **_chained(around.told, here, subject.event.key, pointing=place.pointing),
            **_time(subject.event, around.document.published, report.said.earliest),
            **_tense(subject.event, around.document.published, to_come=place.to_come),
            **{name: values[n] for name, values in company.items()},
        }
        found.append((subject, values))
    return found


def _chained(told: Told, here: Here, key: str, *, pointing: bool) -> dict[str, float]:
    """What the article's own words for events say of one."""
    inside, last = here.content.get(key, 0.0), here.last.get(key, 0.0)
    most = max(here.content.values(), default=0.0)
    return {
        "chain in content": inside,
        "another chain in content": max(0.0, most - inside),
        "last chain": last,
        "last chain, pointing": last * (1.0 - most) * pointing,
        "topic": told.topic.get(key, 0.0),
        "harmed": told.harmed(key, here),
        "day in content": told.day_in(key, here.days),
        "day in article": told.days[key],
    }


def _company(place: "_Place") -> dict[str, list[float]]:
    """How far what goes with each event is spoken of, by name and then by event."""
    told, keys = place.around.company, [s.event.key for s in place.subjects]
    beside = place.sentence - place.content
    parts = {
        "company in content": [told.share(key, place.content) for key in keys],
        "company beside": [told.share(key, beside) for key in keys],
        "company near": [place.near(told.by_sentence[key]) for key in keys],
    }
    margins = {
        f"{name}, margin": [_ahead(values, n) for n in range(len(keys))]
        for name, values in parts.items()
    }
    return {**parts, **margins, "company in article": [told.topic[key] for key in keys]}


class _Place:
    """Where a report stands in its article."""

    def __init__(self, around: Surroundings, report: ExtractedReport) -> None:
        text, sentences = around.document.text, around.sentences
        self.around, self.report = around, report
        self._all = sentences
        starts = [sentence.span.start for sentence in sentences]
        ends = (report.content[0].start, report.content[-1].end - 1)
        self.first, self.last = (max(0, bisect_right(starts, end) - 1) for end in ends)
        words = " ".join(span.of(text) for span in report.content)
        pieces = (terms_in(text, span) for span in report.content)
        self.content = frozenset(term.stem for piece in pieces for term in piece)
        here = sentences[self.first : self.last + 1]
        self.sentence = self.content.union(*(sentence.terms for sentence in here))
        self.pointing = bool(_POINTING.search(words))
        self.to_come = bool(_TO_COME.search(words))

    @cached_property
    def subjects(self) -> list[Subject]:
        """The events that may be meant here: without those that its words tell apart from that."""
        subjects, told = self.around.subjects, self.around.told
        events = [subject.event for subject in subjects]
        day = self.report.said.latest or self.around.document.published
        apart = barred(told.namings(self.report.content), events, day)
        return [subject for subject in subjects if subject.event.key not in apart]

    def near(self, sentences: Sequence[float]) -> float:
        """What stands before has of these values, less with each sentence in between."""
        before = sentences[: self.first]
        return max(
            (
                value * NEAR_SENTENCES ** (0 if self._beside(n) else self.first - n)
                for n, value in enumerate(before)
            ),
            default=0.0,
        )

    def nearest(self, subject: Subject) -> Sentence | None:
        """The sentence that names it best, of those here and before; none where none does."""
        known = range(min(self.last + 1, len(self._all)))
        best = max(known, key=lambda n: (subject.sentences[n], n), default=None)
        return self._all[best] if best is not None and subject.sentences[best] else None

    def _beside(self, number: int) -> bool:
        return self._all[number].paragraph == self._all[self.first].paragraph


def _time(event: CatalogueEvent, published: date | None, said: date | None) -> dict[str, float]:
    """How the event's days lie to those of article and statement."""
    first, last = event.days
    if published is None or first is None or last is None:
        return {}
    return {
        "fresh": float(0 <= (published - last).days <= FRESH),
        "over": float(last < published),
        "under way": float(first <= published <= last),
        "said before": float(said is not None and said < first),
    }


def _tense(event: CatalogueEvent, published: date | None, *, to_come: bool) -> dict[str, float]:
    """Whether the content speaks of what is to come, as the event is or is not."""
    first, last = event.days
    if published is None or first is None or last is None:
        return {}
    return {
        "ahead, to come": float(first > published and to_come),
        "ahead, not to come": float(first > published and not to_come),
        "over, to come": float(last < published and to_come),
    }


def _ahead(values: Sequence[float], place: int) -> float:
    """How far one of the values is ahead of the best other, or behind it."""
    return values[place] - max((*values[:place], *values[place + 1 :]), default=0.0)


def _evidence(place: "_Place", subject: Subject, confidence: float) -> Evidence:
    """The words that name the event, as near to the content as there are any."""
    around, report = place.around, place.report
    text = around.document.text
    sentence = place.nearest(subject)
    parts = [("content", span) for span in report.content]
    parts += [("sentence", s.span) for s in around.sentences[place.first : place.last + 1]]
    parts += [("earlier", sentence.span)] if sentence else []
    for rule, part in parts:
        words = [t.span for t in terms_in(text, part) if t.stem in subject.telling]
        if words:
            return Evidence(Span(words[0].start, words[-1].end), rule, confidence)
    return Evidence(report.content[0], "article", confidence)
