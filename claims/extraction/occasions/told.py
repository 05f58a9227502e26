"""A statement as the rules of dating see it, and what they answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from claims.extraction.attribution import Attribution
from claims.extraction.calendar import Expression
from claims.extraction.reading import Basis, Evidence, Said, Span
from claims.extraction.resolver import Source
from claims.extraction.sentences import Sentence

_LABEL = 12  # the end of a label, by which sources without a name are compared


@dataclass(frozen=True, slots=True)
class Dated:
    """When it was said, and the words that say so."""

    said: Said
    evidence: tuple[Evidence, ...]
    confidence: float

    @property
    def day(self) -> date | None:
        """The one day that is known."""
        return self.said.earliest if self.said.earliest == self.said.latest else None

    def again(self, rule: str, confidence: float) -> "Dated":
        """The same day for another statement, by a rule that goes on from this one."""
        evidence = tuple(replace(e, rule=rule, confidence=confidence) for e in self.evidence)
        said = replace(self.said, basis="occasion") if self.said.edtf else self.said
        return Dated(said, evidence, confidence)


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution with its source, and the sentence that it stands in."""

    attribution: Attribution
    source: Source
    sentence: Sentence

    def shares_speaker(self, other: "Told") -> bool:
        """Whether both have one speaker, or one label where no person is known."""
        if self.source.person or other.source.person:
            return self.source.person == other.source.person
        mine, theirs = (t.source.label.lower().removeprefix("the ") for t in (self, other))
        return mine[-_LABEL:] == theirs[-_LABEL:]

    def says(self, pattern: re.Pattern[str], text: str) -> bool:
        """Whether a pattern occurs in the clause that attributes."""
        return any(pattern.search(text, z.start, z.end) for z in self.attribution.zone)

    def naming(self, text: str) -> str:
        """The names of whoever spoke, as the article has them and in full."""
        spans = (*self.attribution.source, *self.attribution.reading)
        named = [span.of(text) for span in spans]
        return " ".join([*named, self.source.person.name if self.source.person else ""])

    @property
    def place(self) -> Span:
        """Where the evidence points when no day is told: the cue, else the content."""
        return (self.attribution.cue or self.attribution.content)[0]


def exactly(day: date, basis: Basis) -> Said:
    """One known day."""
    return Said(day.isoformat(), day, day, basis)


def said_of(expression: Expression, published: date | None) -> Said:
    """An expression as the day of a statement, which can't be later than its article."""
    period = expression.period
    if period is None:
        return Said()
    basis: Basis = "explicit" if expression.named else "relative"
    if published and period.earliest <= published < period.latest and not expression.named:
        edtf = f"{period.earliest}/{published}" if period.earliest < published else f"{published}"
        return Said(edtf, period.earliest, published, basis)
    return Said(period.edtf, period.earliest, period.latest, basis)


def narrated(sentence: Sentence) -> Iterator[Span]:
    """The words outside quotations, without the dateline."""
    at = sentence.span.start
    for token in sentence.tokens:
        if token.quotation:
            yield Span(at, token.span.start)
            at = token.span.end
    yield Span(at, max(at, sentence.span.end))
